import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { UID } from '../../../contracts/ids';
import { type AdminState, hasRight } from '../rights';
import { bodyIn } from './body';
import { type Editor, Outdated } from './save';
import type { PrioritiesService } from './service';

export const prioritiesController = ({ strapi }: { strapi: Core.Strapi }) => {
  const service = (): PrioritiesService => strapi.plugin('tessera').service('priorities');
  return {
    /** `GET /tessera/priorities` → a PrioritiesAnswer. */
    async find(ctx: Context): Promise<void> {
      ctx.set('Cache-Control', 'no-store');
      ctx.body = await service().read();
    },

    /** `PUT /tessera/priorities` with a PrioritiesBody → a PrioritiesSaved; 409 if the list was changed meanwhile. */
    async save(ctx: Context): Promise<void> {
      const body = bodyIn((ctx.request as { body?: unknown }).body);
      if (typeof body === 'string') {
        ctx.badRequest(body);
        return;
      }
      const state = ctx.state as AdminState;
      if (body.publish && body.publish.length > 0 && !hasRight(state, 'publishVariants')) {
        ctx.forbidden('You may change priorities, but not publish variants');
        return;
      }
      try {
        ctx.body = await service().save(body, editorOf(strapi, state));
      } catch (error) {
        if (!(error instanceof Outdated)) throw error;
        ctx.conflict('Somebody has changed variants or slots since this list was loaded');
      }
    },
  };
};

/** The Content Manager's own check, which knows rights that hold for some entries or locales only. */
function editorOf(strapi: Core.Strapi, { user, userAbility }: AdminState): Editor {
  const { can } = strapi
    .plugin('content-manager')
    .service('permission-checker')
    .create({ userAbility, model: UID.variant });
  return {
    id: user?.id ?? null,
    mayUpdate: (entry) => can.update(entry, 'targeting'),
    mayPublish: (entry) => can.publish(entry),
  };
}
