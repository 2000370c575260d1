import type { Core } from '@strapi/strapi';
import { type Answered, type Asked, QUESTIONS, type Question } from '../../../contracts/questions';
import { serversOf } from '../settings/servers';
import { askOne } from './ask-one';

export interface AskService {
  ask(question: Question, asked: Asked): Promise<Answered>;
}

/** Asks the configured servers in turn until one can be reached; several servers of one site share visitors. */
export async function askAny(
  strapi: Core.Strapi,
  route: Parameters<typeof askOne>[1],
  asked: Asked,
): Promise<Answered> {
  let last: Answered = { kind: 'none' };
  for (const server of await serversOf(strapi)) {
    last = await askOne(server, route, asked);
    if (last.kind === 'ok' || last.kind === 'refused') return last;
  }
  return last;
}

export const askService = ({ strapi }: { strapi: Core.Strapi }): AskService => ({
  ask: (question, asked) => askAny(strapi, QUESTIONS[question], asked),
});
