import type { Core } from '@strapi/strapi';
import {
  type CatalogFile,
  type Definition,
  FILE_FORMAT,
  FILE_KINDS,
  FILE_LISTS,
  FILE_VERSION,
  type FileEntry,
} from '../../../contracts/catalog-file';
import { type Kind, UID } from '../../../contracts/ids';
import { defaultLocaleOf } from '../catalog/rows';
import { definitionOf, type Row, same } from './definition';

/** One entry as it is in Strapi now. */
export interface Known {
  readonly documentId: string;
  readonly key: string;
  readonly published?: Definition;
  readonly draft?: Definition;
}

/** Everything an editor owns, as it is now. */
export interface Snapshot {
  readonly defaultLocale: string;
  /** The codes Strapi has. */
  readonly locales: readonly string[];
  readonly entries: { readonly [K in Kind]: ReadonlyMap<string, Known> };
  readonly keyless: readonly { readonly kind: Kind; readonly name: string }[];
}

export async function takeSnapshot(strapi: Core.Strapi): Promise<Snapshot> {
  const [defaultLocale, all] = await Promise.all([
    defaultLocaleOf(strapi),
    strapi.plugin('i18n').service('locales').find() as Promise<{ code: string }[]>,
  ]);
  const keyless: { kind: Kind; name: string }[] = [];
  const entries = Object.fromEntries(FILE_KINDS.map((kind) => [kind, new Map()])) as {
    [K in Kind]: Map<string, Known>;
  };
  for (const kind of FILE_KINDS) {
    const rows: Row[] = await strapi.db.query(UID[kind]).findMany({ orderBy: { id: 'asc' } });
    for (const known of knownOf(kind, rows, defaultLocale, keyless)) entries[kind].set(known.key, known);
  }
  return { defaultLocale, locales: all.map(({ code }) => code), entries, keyless };
}

function* knownOf(
  kind: Kind,
  rows: readonly Row[],
  defaultLocale: string,
  keyless: { kind: Kind; name: string }[],
): Generator<Known> {
  const documents = new Map<string, Row[]>();
  for (const row of rows) {
    const id = String(row.documentId);
    documents.set(id, [...(documents.get(id) ?? []), row]);
  }
  for (const [documentId, all] of documents) {
    const published = inLocaleOrder(
      all.filter(({ publishedAt }) => publishedAt !== null),
      defaultLocale,
    );
    const drafts = inLocaleOrder(
      all.filter(({ publishedAt }) => publishedAt === null),
      defaultLocale,
    );
    const [draftKey, publishedKey] = [drafts[0]?.key, published[0]?.key];
    const key = publishedKey || draftKey;
    if (typeof key !== 'string' || key === '') {
      keyless.push({ kind, name: String(all[0]?.name ?? '') });
      continue;
    }
    const own: Definition =
      typeof draftKey === 'string' && draftKey !== '' && draftKey !== key ? { key: draftKey } : {};
    yield {
      documentId,
      key,
      ...(published.length > 0 ? { published: definitionOf(kind, published) } : {}),
      ...(drafts.length > 0 ? { draft: { ...own, ...definitionOf(kind, drafts) } } : {}),
    };
  }
}

/** The default locale first: what all locales share is taken from it, as the catalog does. */
const inLocaleOrder = (rows: readonly Row[], defaultLocale: string): Row[] => {
  const rank = ({ locale }: Row) => (locale === defaultLocale ? '' : String(locale));
  return [...rows].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
};

/** The file that says just this. Equal snapshots give equal files, whatever the database's order. */
export function fileOf(snapshot: Snapshot): CatalogFile {
  const lists = FILE_KINDS.map((kind) => [
    FILE_LISTS[kind],
    [...snapshot.entries[kind].values()].sort((a, b) => (a.key < b.key ? -1 : 1)).map(entryOf),
  ]);
  return {
    format: FILE_FORMAT,
    version: FILE_VERSION,
    defaultLocale: snapshot.defaultLocale,
    ...(Object.fromEntries(lists) as Pick<CatalogFile, (typeof FILE_LISTS)[Kind]>),
  };
}

function entryOf({ key, published, draft }: Known): FileEntry {
  if (!published) return { key, draft };
  return same(published, draft) ? { key, published } : { key, published, draft };
}

export const fileText = (file: CatalogFile): string => `${JSON.stringify(file, null, 2)}\n`;
