import type { Core, UID as StrapiUID } from '@strapi/strapi';
import { type Kind, UID } from '../contracts/ids';

type Data = Record<string, unknown>;
export interface Saved {
  readonly documentId: string;
  readonly key: string;
  readonly [field: string]: unknown;
}

/** Strapi's documents of one kind, with types as loose as tests of refusals need them. */
export function documentsOf(strapi: Core.Strapi, kind: Kind) {
  const documents = strapi.documents(UID[kind] as StrapiUID.ContentType);
  const entriesOf = (result: unknown) => (result as { entries: Saved[] }).entries;
  return {
    create: async (data: Data, more: Data = {}): Promise<Saved> =>
      (await documents.create({ data, ...more })) as unknown as Saved,
    published: async (data: Data, more: Data = {}): Promise<Saved> =>
      (await documents.create({ data, status: 'published', ...more })) as unknown as Saved,
    update: async (documentId: string, data: Data, more: Data = {}): Promise<Saved> =>
      (await documents.update({ documentId, data, ...more })) as unknown as Saved,
    publish: async (documentId: string, more: Data = {}) =>
      entriesOf(await documents.publish({ documentId, ...more })),
    unpublish: (documentId: string, more: Data = {}) => documents.unpublish({ documentId, ...more }),
    discardDraft: (documentId: string, more: Data = {}) => documents.discardDraft({ documentId, ...more }),
    clone: async (documentId: string, data: Data = {}) =>
      entriesOf(await documents.clone({ documentId, data })),
    delete: (documentId: string, more: Data = {}) => documents.delete({ documentId, ...more }),
  };
}

export const SEGMENT = (key: string, more: Data = {}): Data => ({ key, name: `Segment ${key}`, ...more });

export const VARIANT = (name: string, more: Data = {}): Data => ({
  name,
  slots: ['hero'],
  template: 'text',
  content: { text: name },
  ...more,
});
