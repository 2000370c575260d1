import { type Catalog, type Json, signalsRead } from '@tessera/model';
import type { Engine } from '../../engine/engine.js';
import type { Visitor } from '../../engine/visitor.js';
import { dependencies, type Recomputed } from './twin.js';
import { numbersComparedWith } from './twin-instants.js';

/** Sums in another order differ in their last bits; what is below 1e-9 counts as 0. */
export const isClose = (a: Json | undefined, b: Json | undefined): boolean =>
  typeof a === 'number' && typeof b === 'number'
    ? Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) + 4e-9
    : a === b;

export const valuesOf = (engine: Engine, visitor: Visitor, now: number): Map<string, Json | undefined> =>
  new Map(engine.signals.map(({ key, field }) => [key, field.read(visitor, now)]));

/** How many segments were compared, and how many were not because rounding could decide. */
export class Tally {
  compared = 0;
  skipped = 0;
}

/**
 * Throws where the engine and the twin differ at one instant. A segment is left out if a signal it reads,
 * directly or through others, has not the same bits in both and lies at a number it is compared with.
 */
export function assertAgrees(
  catalog: Catalog,
  engine: Engine,
  visitor: Visitor,
  now: number,
  twin: Recomputed,
  tally: Tally,
): void {
  const unsure = new Set<string>();
  for (const [key, value] of valuesOf(engine, visitor, now)) {
    const expected = twin.values.get(key);
    if (value === expected) continue;
    if (!isClose(value, expected)) throw new Error(`at ${now} ${key} is ${value}, not ${expected}`);
    const numbers = [...numbersComparedWith(catalog, `signals.${key}`)];
    if (numbers.some((number) => isNear(value as number, number))) unsure.add(key);
  }
  for (const segment of catalog.segments) {
    const { key } = segment;
    tally.compared += 1;
    if (
      unsure.size > 0 &&
      [...signalsRead(segment.when), ...dependencies(segment)].some((one) => unsure.has(one))
    ) {
      unsure.add(key);
      tally.skipped += 1;
    } else if (visitor.segments.has(key) !== twin.segments.has(key))
      throw new Error(`at ${now} the visitor is ${twin.segments.has(key) ? 'not ' : ''}in ${key}`);
  }
}

const isNear = (value: number, threshold: number): boolean =>
  Math.abs(value - threshold) <= 1e-7 * Math.max(1, Math.abs(threshold));
