import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { PreviewBody } from '../../../contracts/preview';
import type { PreviewService } from './service';

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** `POST /tessera/preview` with a PreviewBody → Answered<PreviewLink>. */
export const previewController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async link(ctx: Context): Promise<void> {
    const { body } = ctx.request as { body?: unknown };
    if (!isObject(body) || typeof body.page !== 'string' || !isObject(body.as)) {
      ctx.badRequest('the body must be an object such as { "page": "/", "as": { "segments": [] } }');
      return;
    }
    const { page, as } = body as unknown as PreviewBody;
    const service: PreviewService = strapi.plugin('tessera').service('preview');
    ctx.set('Cache-Control', 'no-store');
    // The panel may have another address than the one the fragment server knows Strapi by.
    ctx.body = await service.link({ page, as }, ctx.get('origin') || null);
  },
});
