import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { KINDS, UID } from '../../../contracts/ids';
import { CONTENT } from '../../../contracts/permissions';
import { LOSING_ACTIONS, MOST_DOCUMENTS, type ToldQuestion } from '../../../contracts/usage';
import { type AdminState, canOf } from '../rights';
import type { UsageService } from './service';

export const usageController = ({ strapi }: { strapi: Core.Strapi }) => {
  const service = (): UsageService => strapi.plugin('tessera').service('usage');
  return {
    /** `GET /tessera/usage` → a UsageAnswer. */
    async find(ctx: Context): Promise<void> {
      ctx.set('Cache-Control', 'no-store');
      ctx.body = await service().read();
    },

    /** `POST /tessera/usage/told` with a ToldQuestion → a ToldAnswer. */
    async told(ctx: Context): Promise<void> {
      const question = questionIn((ctx.request as { body?: unknown }).body);
      if (typeof question === 'string') {
        ctx.badRequest(question);
        return;
      }
      const action = question.action === 'delete' ? CONTENT.delete : CONTENT.publish;
      if (!canOf(ctx.state as AdminState)?.(action, UID[question.kind])) {
        ctx.forbidden();
        return;
      }
      ctx.set('Cache-Control', 'no-store');
      ctx.body = await service().told(question);
    },
  };
};

/** What is asked, or what is wrong with it. */
function questionIn(given: unknown): ToldQuestion | string {
  const body = given !== null && typeof given === 'object' ? (given as Record<string, unknown>) : {};
  const kind = KINDS.find((one) => one === body.kind);
  if (!kind) return `kind must be one of ${KINDS.join(', ')}`;
  const action = LOSING_ACTIONS.find((one) => one === body.action);
  if (!action) return `action must be one of ${LOSING_ACTIONS.join(', ')}`;
  const { documentIds, locale = null } = body;
  if (!areTexts(documentIds) || documentIds.length > MOST_DOCUMENTS)
    return `documentIds must be a list of at most ${MOST_DOCUMENTS} texts`;
  if (locale !== null && typeof locale !== 'string') return 'locale must be a text or null';
  return { kind, action, documentIds, locale };
}

const areTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
