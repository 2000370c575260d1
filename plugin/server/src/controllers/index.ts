import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { askController } from '../ask/controller';
import type { CatalogService } from '../catalog/service';
import { changesController } from '../changes/controller';
import type { DefinitionsService } from '../definitions/service';
import { previewController } from '../preview/controller';
import { prioritiesController } from '../priorities/controller';
import { scenariosController } from '../scenarios/controller';
import { settingsController } from '../settings/controller';
import type { StatusService } from '../status/service';
import { transferController } from '../transfer/controller';
import { usageController } from '../usage/controller';

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

export const controllers = {
  catalog,
  status,
  definitions,
  ask: askController,
  usage: usageController,
  changes: changesController,
  scenarios: scenariosController,
  priorities: prioritiesController,
  preview: previewController,
  transfer: transferController,
  settings: settingsController,
};
