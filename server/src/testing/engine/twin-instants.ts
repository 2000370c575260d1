import { type Catalog, durationMs, type Json, type JsonObject, type Signal } from '@tessera/model';
import { SESSION_SILENCE_MS } from '../../engine/sessions.js';
import type { Known } from './twin.js';
import { signalValue } from './twin-signals.js';

const HOUR_MS = 3_600_000;

/**
 * Every instant after `from` and up to `to` at which a segment may change by time alone, found without a
 * formula: windows end and events leave them at known instants, and between those each signal moves one way
 * only, so the ms at which it passes a number it is compared with is found by halving.
 */
export function instantsOfChange(
  catalog: Catalog,
  known: Known,
  from: number,
  to: number,
): readonly number[] {
  const windows = catalog.signals.flatMap(({ window }) => (/^\d/.test(window) ? [durationMs(window)] : []));
  const edges = new Set<number>([from, to]);
  for (const { time } of known.events)
    for (const width of [SESSION_SILENCE_MS, ...windows]) edges.add(time + width);
  if (catalog.segments.some(({ when }) => JSON.stringify(when).includes('time.hour')))
    for (let hour = Math.ceil(from / HOUR_MS); hour * HOUR_MS <= to; hour++) edges.add(hour * HOUR_MS);

  const inside = [...edges].filter((at) => at >= from && at <= to).sort((a, b) => a - b);
  const found = new Set(inside);
  for (const signal of catalog.signals) {
    if (!moves(signal)) continue;
    const thresholds = numbersComparedWith(catalog, `signals.${signal.key}`);
    const valueAt = (at: number) => signalValue(signal, known.events, at) ?? null;
    for (const [i, start] of inside.entries()) {
      const end = (inside[i + 1] ?? start) - 1;
      for (const threshold of thresholds) addPassings(found, valueAt, threshold, start, end);
    }
  }
  return [...found].filter((at) => at > from).sort((a, b) => a - b);
}

const moves = (signal: Signal): boolean =>
  signal.kind === 'since' || ('halfLife' in signal && signal.halfLife !== null);

/**
 * Adds each ms in (start, end] at which the value stands differently to the threshold than 1 ms before, and
 * that ms before: where rounding decides between the two, both must be looked at.
 */
function addPassings(
  found: Set<number>,
  valueAt: (at: number) => Json,
  threshold: number,
  start: number,
  end: number,
): void {
  for (let from = start; from < end; ) {
    const side = sideOf(valueAt(from), threshold);
    if (sideOf(valueAt(end), threshold) === side) return;
    let [before, after] = [from, end];
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (sideOf(valueAt(middle), threshold) === side) before = middle;
      else after = middle;
    }
    found.add(before).add(after);
    from = after;
  }
}

export const sideOf = (value: Json, threshold: number): number =>
  typeof value === 'number' ? Math.sign(value - threshold) : 2;

/** All numbers in what a catalog's conditions compare the field with. */
export function numbersComparedWith(catalog: Catalog, field: string): ReadonlySet<number> {
  const numbers = new Set<number>();
  const collect = (json: Json): void => {
    if (typeof json === 'number') numbers.add(json);
    else if (json !== null && typeof json === 'object') for (const part of Object.values(json)) collect(part);
  };
  const visit = (condition: Json): void => {
    if (condition === null || typeof condition !== 'object') return;
    for (const [key, operand] of Object.entries(condition as JsonObject))
      if (key === field) collect(operand);
      else visit(operand);
  };
  for (const { when } of catalog.segments) visit(when);
  return numbers;
}
