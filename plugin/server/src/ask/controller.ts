import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { type Asked, QUESTIONS, type Question } from '../../../contracts/questions';
import { type AdminState, hasRight } from '../rights';
import type { AskService } from './service';

const isQuestion = (name: unknown): name is Question =>
  typeof name === 'string' && Object.hasOwn(QUESTIONS, name);

/** `POST /tessera/ask/:question` with `{ query?, body? }` → an Answered. */
export const askController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async ask(ctx: Context): Promise<void> {
    const { question } = ctx.params as { question: string };
    if (!isQuestion(question)) {
      ctx.notFound(`no question ${JSON.stringify(question)}; there are ${Object.keys(QUESTIONS).join(', ')}`);
      return;
    }
    if (!hasRight(ctx.state as AdminState, QUESTIONS[question].right)) {
      ctx.forbidden();
      return;
    }
    const asked = askedIn((ctx.request as { body?: unknown }).body);
    if (typeof asked === 'string') {
      ctx.badRequest(asked);
      return;
    }
    const service: AskService = strapi.plugin('tessera').service('ask');
    ctx.set('Cache-Control', 'no-store');
    ctx.body = await service.ask(question, asked);
  },
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** What goes with a question, or what is wrong with it. */
function askedIn(given: unknown): Asked | string {
  if (!isObject(given)) return 'the body must be an object such as { "query": {}, "body": {} }';
  const { query = {}, body } = given;
  if (!isObject(query) || !Object.values(query).every((one) => ['string', 'number'].includes(typeof one)))
    return 'query must be an object of texts and numbers';
  if (body !== undefined && !isObject(body)) return 'body must be an object';
  return { query: query as Record<string, string | number>, ...(body ? { body } : {}) };
}
