import type { Core } from '@strapi/strapi';
import { refusalText } from '@tessera/model';
import type { Context } from 'koa';
import { LIMITS } from '../../../contracts/playground';
import { checkScenario, type Given } from './check';
import type { ScenariosService } from './service';

export const scenariosController = ({ strapi }: { strapi: Core.Strapi }) => {
  const service = (): ScenariosService => strapi.plugin('tessera').service('scenarios');
  return {
    async find(ctx: Context): Promise<void> {
      ctx.set('Cache-Control', 'no-store');
      ctx.body = await service().list();
    },

    async create(ctx: Context): Promise<void> {
      const given = givenIn(ctx);
      if (!given) return;
      const made = await service().create(given);
      if (!made) {
        ctx.badRequest(`there are ${LIMITS.scenarios} scenarios already, which is as many as there may be`);
        return;
      }
      ctx.status = 201;
      ctx.body = made;
    },

    async update(ctx: Context): Promise<void> {
      const given = givenIn(ctx);
      if (!given) return;
      const changed = await service().update(idIn(ctx), given);
      if (changed) ctx.body = changed;
      else ctx.notFound('there is no such scenario');
    },

    async delete(ctx: Context): Promise<void> {
      if (await service().remove(idIn(ctx))) ctx.status = 204;
      else ctx.notFound('there is no such scenario');
    },

    async run(ctx: Context): Promise<void> {
      const { catalog = 'published' } = ((ctx.request as { body?: unknown }).body ?? {}) as {
        catalog?: unknown;
      };
      if (catalog !== 'published' && catalog !== 'drafts') {
        ctx.badRequest('catalog must be published or drafts');
        return;
      }
      ctx.set('Cache-Control', 'no-store');
      ctx.body = await service().run(catalog);
    },
  };
};

const idIn = (ctx: Context): string => (ctx.params as { id: string }).id;

/** The scenario in a request, or null after having answered what is wrong with it. */
function givenIn(ctx: Context): Given | null {
  const checked = checkScenario((ctx.request as { body?: unknown }).body);
  if (checked.ok) return checked.value;
  ctx.badRequest(checked.refusals.slice(0, 5).map(refusalText).join('; '));
  return null;
}
