import { createHash } from 'node:crypto';
import type { KeyUse, LostUse, ToldAnswer, ToldQuestion } from '../../../contracts/usage';
import type { UserRow } from './walk';

interface Given {
  readonly question: ToldQuestion;
  /** All rows of the documents in question: drafts, published ones, all locales. */
  readonly rows: readonly UserRow[];
  /** Who names the keys of this kind. */
  readonly usage: Readonly<Record<string, readonly KeyUse[]>>;
  readonly defaultLocale: string;
}

/**
 * Who would name in vain what is deleted or unpublished. What goes in the same request is no user of its own
 * kind any more: a whole family of segments can be deleted at once. Pure.
 */
export function lostUses({ question, rows, usage, defaultLocale }: Given): ToldAnswer {
  const { documentIds } = question;
  const names = new Map(rows.flatMap(({ key, name }) => (key ? [[key, name || key] as const] : [])));
  const uses = documentIds
    .flatMap((id) =>
      lostKeys(
        rows.filter(({ documentId }) => documentId === id),
        question,
        defaultLocale,
      ),
    )
    .flatMap((key) =>
      (Object.hasOwn(usage, key) ? (usage[key] ?? []) : [])
        .filter(({ documentId }) => !documentIds.includes(documentId))
        .map((by): LostUse => ({ lost: { key, name: names.get(key) ?? key }, by })),
    );
  return { uses, told: digest(uses) };
}

/** The keys of one document that nothing is published, or there at all, under afterwards. */
function lostKeys(
  rows: readonly UserRow[],
  { kind, action, locale }: ToldQuestion,
  defaultLocale: string,
): readonly string[] {
  const affected = action === 'unpublish' ? rows.filter(({ publishedAt }) => publishedAt !== null) : rows;
  const goes = (row: UserRow): boolean =>
    kind !== 'variant' || locale === '*' || row.locale === (locale || defaultLocale);
  // Without its default locale, which holds the targeting, a variant is in no catalog.
  const stays = affected.filter((row) => !goes(row) && row.locale === defaultLocale);
  const kept = new Set(stays.map(({ key }) => key));
  return [...new Set(affected.filter(goes).flatMap(({ key }) => (key && !kept.has(key) ? [key] : [])))];
}

/** The same for the same list only, in whichever order the database gives it. */
function digest(uses: readonly LostUse[]): string {
  const lines = uses.map(({ lost, by }) =>
    JSON.stringify([lost.key, by.kind, by.documentId, by.field, by.draft, by.published]),
  );
  return createHash('sha256').update(lines.sort().join('\n')).digest('base64url').slice(0, 22);
}
