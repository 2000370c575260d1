import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { CatalogService } from '../catalog/service';
import type { DefinitionsService } from '../definitions/service';
import type { StatusService } from '../status/service';

type Given = { strapi: Core.Strapi };

/** `GET /api/tessera/catalog`: 200 with the catalog, or 304 for whoever names its ETag. */
const catalog = ({ strapi }: Given) => ({
  async find(ctx: Context): Promise<void> {
    const service: CatalogService = strapi.plugin('tessera').service('catalog');
    const { body, etag } = await service.document();
    ctx.status = 200;
    ctx.set('ETag', etag);
    // Drafts of campaigns are nobody's business: no shared cache may keep this.
    ctx.set('Cache-Control', 'private, no-cache');
    if (ctx.fresh) {
      ctx.status = 304;
      return;
    }
    ctx.type = 'application/json';
    ctx.body = body;
  },
});

const status = ({ strapi }: Given) => ({
  async find(ctx: Context): Promise<void> {
    const service: StatusService = strapi.plugin('tessera').service('status');
    ctx.set('Cache-Control', 'no-store');
    ctx.body = await service.read();
  },
});

const definitions = ({ strapi }: Given) => ({
  async find(ctx: Context): Promise<void> {
    const service: DefinitionsService = strapi.plugin('tessera').service('definitions');
    ctx.set('Cache-Control', 'no-store');
    ctx.body = await service.read();
  },
});

export const controllers = { catalog, status, definitions };
