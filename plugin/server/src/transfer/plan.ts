import { createHash } from 'node:crypto';
import { type Refusal, refuse } from '@tessera/model';
import type { Definition } from '../../../contracts/catalog-file';
import { FILE_KINDS, FILE_LISTS } from '../../../contracts/catalog-file';
import type { PlanAnswer, PlannedAction, PlannedEntry } from '../../../contracts/transfer';
import { differencesOf } from './differences';
import { mappedTwice } from './mapped-twice';
import { buildsOn, idOf, inBuildingOrder } from './order';
import type { Wanted } from './read-entry';
import { type ReadFile, readFile } from './read-file';
import { fileOf, fileText, type Known, type Snapshot } from './snapshot';

/** What is to be done with one entry, with all that doing it needs. */
export interface Step extends PlannedEntry {
  readonly known: Known | null;
  readonly wanted: Wanted | null;
  /** Ids of what it will build on. */
  readonly needs: readonly string[];
}

export interface Plan {
  readonly answer: PlanAnswer;
  /** In the order of doing; empty for what is unreadable. */
  readonly steps: readonly Step[];
}

/** A plan names at most so many differences and refusals of one entry. */
const MAX_TOLD = 50;

/** Compares a file with what is there. Pure: changes nothing. `remove`: delete what the file lacks. */
export function planOf(text: string, snapshot: Snapshot, remove: boolean): Plan {
  const read: ReadFile = readFile(text, snapshot);
  if (!read.ok) return { answer: { kind: 'unreadable', refusals: read.refusals }, steps: [] };
  const { ordered, circles } = inBuildingOrder(read.entries);
  const twice = mappedTwice(read.entries, snapshot.entries.mapping, remove);
  const refused = new Set<string>();
  const upserts = ordered.map((wanted): Step => {
    const known = snapshot.entries[wanted.kind].get(wanted.key) ?? null;
    const differences = differencesOf(known ?? {}, wanted);
    const needs = buildsOn(wanted);
    const changes = differences.length > 0;
    const refusals = [
      ...wanted.refusals,
      ...circleRefusals(wanted, circles),
      ...(twice.get(idOf(wanted)) ?? []),
      ...(changes ? needs.filter((id) => refused.has(id)).map((id) => leftOn(wanted, id)) : []),
    ];
    if (refusals.length > 0) refused.add(idOf(wanted));
    const action = refusals.length > 0 ? 'refused' : !known ? 'create' : changes ? 'update' : 'unchanged';
    return step(wanted.kind, wanted.key, action, { known, wanted, differences, refusals, needs });
  });
  const steps = [...upserts, ...(remove ? deletions(snapshot, read.entries) : [])];
  return { steps, answer: answerOf(steps, hashOf(text, snapshot, remove)) };
}

function step(
  kind: Step['kind'],
  key: string,
  action: PlannedAction,
  {
    known,
    wanted,
    differences,
    refusals,
    needs,
  }: Pick<Step, 'known' | 'wanted' | 'differences' | 'refusals' | 'needs'>,
): Step {
  const name = nameOf(wanted ?? {}) || nameOf(known ?? {}) || key;
  return {
    kind,
    key,
    name,
    action,
    differences: differences.slice(0, MAX_TOLD),
    refusals: refusals.slice(0, MAX_TOLD),
    known,
    wanted,
    needs,
  };
}

const nameOf = ({ draft, published }: { draft?: Definition; published?: Definition }): string =>
  String(draft?.name ?? published?.name ?? '');

/** First what names others, then what is named: nothing that is left names what is gone for longer than it must. */
function deletions(snapshot: Snapshot, wanted: readonly Wanted[]): Step[] {
  const kept = new Set(wanted.map(idOf));
  return [...FILE_KINDS].reverse().flatMap((kind) => {
    const gone = [...snapshot.entries[kind].values()].filter(({ key }) => !kept.has(idOf({ kind, key })));
    const { ordered } = inBuildingOrder(gone.map((known) => ({ ...known, kind })));
    return [...ordered].reverse().map(({ kind: _, ...known }) =>
      step(kind, known.key, 'delete', {
        known,
        wanted: null,
        differences: differencesOf(known, {}),
        refusals: [],
        needs: [],
      }),
    );
  });
}

function circleRefusals(wanted: Wanted, circles: ReadonlyMap<string, readonly string[]>): Refusal[] {
  const circle = circles.get(idOf(wanted));
  if (!circle) return [];
  const way = circle.map((id) => id.replace(/^\w+ /, '')).join(' → ');
  return [refuse(FILE_LISTS[wanted.kind], wanted.key, `must not depend on itself: ${way}`)];
}

const leftOn = (wanted: Wanted, id: string): Refusal =>
  refuse(FILE_LISTS[wanted.kind], wanted.key, `builds on the ${id.replace(' ', ' "')}", which is refused`);

/** The same only for the same file, on the same state, with the same wish. */
const hashOf = (text: string, snapshot: Snapshot, remove: boolean): string =>
  createHash('sha256')
    .update(JSON.stringify([text, remove, snapshot.locales, fileText(fileOf(snapshot))]))
    .digest('base64url');

function answerOf(steps: readonly Step[], hash: string): PlanAnswer {
  const counts: Record<PlannedAction, number> = { create: 0, update: 0, delete: 0, unchanged: 0, refused: 0 };
  for (const { action } of steps) counts[action] += 1;
  const entries = steps
    .filter(({ action }) => action !== 'unchanged')
    .map(({ known: _known, wanted: _wanted, needs: _needs, ...entry }) => entry);
  return { kind: 'plan', hash, counts, entries };
}
