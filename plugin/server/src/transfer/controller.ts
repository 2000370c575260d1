import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { KINDS, UID } from '../../../contracts/ids';
import { CONTENT } from '../../../contracts/permissions';
import { type AdminState, canOf } from '../rights';
import type { Importer, TransferService } from './service';
import { type Form, formOf } from './upload';

export const transferController = ({ strapi }: { strapi: Core.Strapi }) => {
  const service = (): TransferService => strapi.plugin('tessera').service('transfer');
  return {
    async export(ctx: Context): Promise<void> {
      ctx.set('Cache-Control', 'no-store');
      ctx.body = await service().export();
    },

    async plan(ctx: Context): Promise<void> {
      const form = await allowedForm(ctx);
      if (!form) return;
      ctx.set('Cache-Control', 'no-store');
      ctx.body = await service().plan(form.text, form.remove);
    },

    async apply(ctx: Context): Promise<void> {
      const form = await allowedForm(ctx);
      if (!form) return;
      const { text, remove, hash } = form;
      const started = await service().apply(text, remove, hash, importerOf(ctx.state as AdminState));
      if (started.kind === 'busy') {
        ctx.conflict('another import is under way');
        return;
      }
      if (started.kind === 'changed') {
        ctx.conflict('the file or the definitions have changed since; look at what would happen again');
        return;
      }
      ctx.status = 202;
      ctx.body = started.state;
    },

    async state(ctx: Context): Promise<void> {
      ctx.set('Cache-Control', 'no-store');
      ctx.body = await service().state();
    },
  };
};

const importerOf = ({ user }: AdminState): Importer => ({
  id: user?.id ?? null,
  name: [user?.firstname, user?.lastname].filter(Boolean).join(' '),
});

/** The form, or null after having answered: the route's right does not say that somebody may delete. */
async function allowedForm(ctx: Context): Promise<Form | null> {
  const form = await formOf(ctx);
  const can = canOf(ctx.state as AdminState);
  if (!form?.remove || KINDS.every((kind) => can?.(CONTENT.delete, UID[kind]))) return form;
  ctx.forbidden('to delete what the file lacks asks for the right to delete all kinds of entries');
  return null;
}
