import type { Change } from '../../../contracts/changes';
import type { Kind } from '../../../contracts/ids';

interface Person {
  readonly firstname?: string | null;
  readonly lastname?: string | null;
}

/** A draft or a published row, with who changed it. */
export interface ChangedRow {
  readonly documentId: string;
  readonly key: string | null;
  readonly name: string | null;
  readonly locale?: string | null;
  readonly updatedAt: string | Date;
  readonly publishedAt: string | Date | null;
  readonly updatedBy?: Person | null;
}

/** Never an address or a login name. */
export const nameOf = (person: Person | null | undefined): string | null =>
  [person?.firstname, person?.lastname].filter(Boolean).join(' ') || null;

/** Publishing touches the draft, too: what is this close to it is not another change, ms. */
const SAME_MS = 2_000;

const time = (value: string | Date): number => new Date(value).getTime();

/** What rows tell of their last changes. A draft that is as published is no change of its own. */
export function changesOf(kind: Kind, rows: readonly ChangedRow[]): Change[] {
  const place = ({ documentId, locale }: ChangedRow): string => `${documentId} ${locale ?? ''}`;
  const published = new Map(
    rows.flatMap((row) => (row.publishedAt ? [[place(row), time(row.publishedAt)] as const] : [])),
  );
  return rows.flatMap((row) => {
    const publishedAt = published.get(place(row));
    const isDraft = row.publishedAt === null;
    if (isDraft && publishedAt !== undefined && time(row.updatedAt) <= publishedAt + SAME_MS) return [];
    return [
      {
        kind,
        action: isDraft ? ('saved' as const) : ('published' as const),
        documentId: row.documentId,
        key: row.key || null,
        name: row.name || row.key || row.documentId,
        locale: row.locale ?? null,
        at: new Date(row.publishedAt ?? row.updatedAt).toISOString(),
        by: nameOf(row.updatedBy),
      },
    ];
  });
}

/** The latest first, and no more than so many. */
export const latest = (changes: readonly Change[], most: number): Change[] =>
  [...changes].sort((a, b) => time(b.at) - time(a.at)).slice(0, most);
