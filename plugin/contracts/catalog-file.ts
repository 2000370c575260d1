import type { Json } from '@tessera/model';
import type { Kind } from './ids';

/*
 * The form in which all definitions leave one Strapi and come into another, or into git (docs/catalog-file.md).
 */

export const FILE_FORMAT = 'tessera-definitions';
export const FILE_VERSION = 1;
/** A file may weigh so much, bytes. Strapi's own limit for JSON does not count: files are sent as files. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** The lists of a file, in the order in which definitions build on each other. */
export const FILE_LISTS = {
  signal: 'signals',
  segment: 'segments',
  variant: 'variants',
  slot: 'slots',
  mapping: 'mappings',
} as const satisfies Record<Kind, string>;
export const FILE_KINDS = Object.keys(FILE_LISTS) as readonly Kind[];

/** How many entries each list may hold: as many as a catalog. */
export const MAX_ENTRIES: Readonly<Record<Kind, number>> = {
  signal: 500,
  segment: 500,
  slot: 500,
  variant: 5_000,
  mapping: 500,
};

/** An entry's fields. Fields without a value are left out. */
export type Definition = { readonly [field: string]: Json };

/**
 * One entry. `key` is that under which it is published, or else that of its draft. Only `published`: the draft
 * is the same. Only `draft`: not published. Both: published, and changes wait. A draft names a `key` of its own
 * only if it would be published under another.
 */
export interface FileEntry {
  readonly key: string;
  readonly published?: Definition;
  readonly draft?: Definition;
}

export interface CatalogFile extends Readonly<Record<(typeof FILE_LISTS)[Kind], readonly FileEntry[]>> {
  readonly format: typeof FILE_FORMAT;
  readonly version: typeof FILE_VERSION;
  /** The locale whose content a variant must have. */
  readonly defaultLocale: string;
}
