import type { Core } from '@strapi/strapi';
import { kindOf } from '../../../contracts/ids';
import { observeLoss } from '../changes/observe';
import type { Pusher } from '../push/pusher';
import { afterCommit, changesPublished, type DocumentContext } from './context';
import { keepSharedFields } from './keep-shared-fields';
import { refuseIfInUse } from './protect';
import { refuseIfWrong } from './validate';
import { keepVariantKey } from './variant-key';

/** Everything that happens to a definition on its way into the database, from whichever door it comes. */
export function addDocumentMiddleware(strapi: Core.Strapi): void {
  strapi.documents.use(async (given, next) => {
    const kind = kindOf(given.uid);
    if (!kind) return next();
    const context = given as unknown as DocumentContext;

    if (kind === 'variant') await keepVariantKey(strapi, context);
    await refuseIfWrong(strapi, kind, context);
    await refuseIfInUse(strapi, kind, context);
    const noteLoss = await observeLoss(strapi, kind, context);
    const go = async () => next();
    const done = kind === 'variant' ? keepSharedFields(strapi, context, go) : go();
    const result = (await done) as Awaited<ReturnType<typeof next>>;
    noteLoss();
    if (changesPublished(context)) {
      const push: Pusher = strapi.plugin('tessera').service('push');
      afterCommit(strapi, () => push.request());
    }
    return result;
  });
}
