import type { Core } from '@strapi/strapi';
import { type Answered, type Asked, QUESTIONS, type Question } from '../../../contracts/questions';
import { serversOf } from '../settings/servers';
import { askOne } from './ask-one';

export interface AskService {
  /** Asks the configured servers in turn until one can be reached; several servers of one site share visitors. */
  ask(question: Question, asked: Asked): Promise<Answered>;
}

export const askService = ({ strapi }: { strapi: Core.Strapi }): AskService => ({
  async ask(question, asked) {
    let last: Answered = { kind: 'none' };
    for (const server of await serversOf(strapi)) {
      last = await askOne(server, QUESTIONS[question], asked);
      if (last.kind === 'ok' || last.kind === 'refused') return last;
    }
    return last;
  },
});
