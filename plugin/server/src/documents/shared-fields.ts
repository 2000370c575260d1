import { isDeepStrictEqual } from 'node:util';

/** What a variant's locales share: not localised in content-types/variant.ts. */
export const SHARED = ['name', 'key', 'slots', 'targeting'] as const;
export type Shared = Readonly<Record<(typeof SHARED)[number], unknown>>;

/** One row of a variant, as far as it matters here. */
export interface LocaleRow extends Shared {
  readonly locale: string;
  readonly publishedAt: unknown;
}

/** Something done to a variant, for `locales` (all of them: `*`). */
export interface Change {
  readonly action: 'update' | 'publish' | 'discardDraft';
  readonly locales: readonly string[] | '*';
  /** Of an update: what is given. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Of an update: whether it publishes too. */
  readonly publishes: boolean;
}

/** The shared fields that all drafts, and all published entries, must have; null: as they are. */
export interface Wanted {
  readonly draft: Shared | null;
  readonly published: Shared | null;
}

/**
 * The shared fields after a change of one variant, `before` being its rows. Published, they are what was last
 * published in the main locale: a translation never decides who sees the variant. In drafts they are what was
 * last typed, in whichever locale, for the form says that they are the same everywhere. The main locale is the
 * default one; of a variant that is not in that one (which is shown nowhere), the first by name.
 */
export function wantedAfter(change: Change, before: readonly LocaleRow[], defaultLocale: string): Wanted {
  const main = before.some(({ locale }) => locale === defaultLocale) ? defaultLocale : firstLocale(before);
  const includesMain = change.locales === '*' || (main !== undefined && change.locales.includes(main));
  const drafts = before.filter(({ publishedAt }) => publishedAt === null);
  const mainDraft = drafts.find(({ locale }) => locale === main);
  const draft = mainDraft ?? drafts.find(({ locale }) => locale === firstLocale(drafts)) ?? null;
  const published = before.find((row) => row.locale === main && row.publishedAt !== null) ?? null;

  switch (change.action) {
    case 'update': {
      const updated = draft && sharedOf({ ...draft, ...given(change.data) });
      const goesOut = change.publishes && includesMain;
      return { draft: updated, published: goesOut ? updated : published && sharedOf(published) };
    }
    case 'publish': {
      const source = mainDraft && includesMain ? mainDraft : published;
      return { draft: draft && sharedOf(draft), published: source && sharedOf(source) };
    }
    case 'discardDraft': {
      const source = published && includesMain ? published : draft;
      return { draft: source && sharedOf(source), published: published && sharedOf(published) };
    }
  }
}

/** By name, not by row: the order of rows is the database's own affair. */
const firstLocale = (rows: readonly LocaleRow[]): string | undefined =>
  rows.map(({ locale }) => locale).sort()[0];

const given = (data: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(SHARED.flatMap((field) => (data[field] === undefined ? [] : [[field, data[field]]])));

export const sharedOf = ({ name, key, slots, targeting }: Shared): Shared => ({
  name: name ?? null,
  key: key ?? null,
  slots: slots ?? null,
  targeting: targeting ?? null,
});

export const sameShared = (a: Shared, b: Shared): boolean => isDeepStrictEqual(sharedOf(a), sharedOf(b));
