import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { WrongSetting } from '../config';
import type { AdminState } from '../rights';
import { readGiven, readGivenServer } from './given';
import type { SettingsService } from './service';

const bodyOf = (ctx: Context): unknown => (ctx.request as { body?: unknown }).body;

/** Servers and their tokens. Tokens go in and never come out. */
export const settingsController = ({ strapi }: { strapi: Core.Strapi }) => {
  const service = (): SettingsService => strapi.plugin('tessera').service('settings');
  return {
    async find(ctx: Context): Promise<void> {
      ctx.set('Cache-Control', 'no-store');
      ctx.body = await service().read();
    },

    async save(ctx: Context): Promise<void> {
      const given = readGiven(bodyOf(ctx));
      if ('errors' in given) {
        const [first] = given.errors;
        throw new errors.ValidationError(first?.message ?? 'is wrong', {
          errors: given.errors.map(({ path, message }) => ({
            path: [...path],
            name: 'ValidationError',
            message,
          })),
        });
      }
      const trouble = await service().save(given);
      if (trouble) throw new errors.ApplicationError(trouble.refused);
      const { user } = ctx.state as AdminState;
      strapi.log.info(
        `[tessera] administrator ${user?.id ?? '?'} set the fragment servers: ${given.map(({ url }) => url).join(', ') || 'none'}`,
      );
      ctx.body = await service().read();
    },

    async test(ctx: Context): Promise<void> {
      try {
        ctx.body = await service().test(readGivenServer(bodyOf(ctx), 'server'));
      } catch (error) {
        if (!(error instanceof WrongSetting)) throw error;
        throw new errors.ValidationError(error.message);
      }
    },

    async purges(ctx: Context): Promise<void> {
      ctx.set('Cache-Control', 'no-store');
      ctx.body = await service().purges();
    },
  };
};
