import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { ChangesService } from './service';

/** `GET /tessera/changes` → a ChangesAnswer. */
export const changesController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context): Promise<void> {
    const service: ChangesService = strapi.plugin('tessera').service('changes');
    ctx.set('Cache-Control', 'no-store');
    ctx.body = await service.read();
  },
});
