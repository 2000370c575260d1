import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { askController } from '../ask/controller';
import type { CatalogDocument, CatalogService } from '../catalog/service';
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

const catalogOf = (strapi: Core.Strapi): CatalogService => strapi.plugin('tessera').service('catalog');

/** 200 with the document, or 304 for whoever names its ETag. Drafts of campaigns are nobody's business. */
function sendDocument(ctx: Context, { body, etag }: CatalogDocument, cacheControl: string): void {
  ctx.status = 200;
  ctx.set('ETag', etag);
  ctx.set('Cache-Control', cacheControl);
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  ctx.type = 'application/json';
  ctx.body = body;
}

/** `GET /api/tessera/catalog`. */
const catalog = ({ strapi }: Given) => ({
  async find(ctx: Context): Promise<void> {
    sendDocument(ctx, await catalogOf(strapi).document(), 'private, no-cache');
  },
});

/** `GET /api/tessera/catalog/drafts`: what editors preview. */
const drafts = ({ strapi }: Given) => ({
  async find(ctx: Context): Promise<void> {
    sendDocument(ctx, await catalogOf(strapi).drafts(), 'private, no-store');
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
  drafts,
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
