import type { Core } from '@strapi/strapi';

/** What a document middleware is told, as far as we read it. Strapi's own type is a union over all actions. */
export interface DocumentContext {
  readonly uid: string;
  readonly action: string;
  params: {
    readonly documentId?: string;
    readonly locale?: string | readonly string[];
    readonly status?: string;
    readonly data?: Record<string, unknown>;
  };
}

/** `create` and `update` can publish at once; the inner publish does not pass the middlewares again. */
export const publishesAtOnce = ({ action, params }: DocumentContext): boolean =>
  (action === 'create' || action === 'update') && params.status === 'published';

/** Whether what is published may be different afterwards. */
export const changesPublished = (context: DocumentContext): boolean =>
  ['publish', 'unpublish', 'delete'].includes(context.action) || publishesAtOnce(context);

/** Runs `effect` once the change is in the database: after the transaction it is part of, if there is one. */
export function afterCommit(strapi: Core.Strapi, effect: () => void): void {
  if (!strapi.db.inTransaction()) {
    effect();
    return;
  }
  void strapi.db.transaction(({ onCommit }) => {
    onCommit(effect);
  });
}
