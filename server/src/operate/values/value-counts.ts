import type { Json } from '@tessera/model';
import { couldBePersonal, ENOUGH_VISITORS } from './personal.js';

export type Scalar = string | number | boolean;

export interface ValueCount {
  readonly value: Scalar;
  readonly visitors: number;
}

/** How many values are told, and how many are told apart while counting. */
export const MOST_VALUES = 50;
const MOST_DISTINCT = 50_000;
/** Of a list of values, the first ones count. */
const MOST_OF_LIST = 20;

/** How many visitors had each value. */
export class ValueCounts {
  readonly #visitors = new Map<Scalar, number>();

  /** One more visitor, who had these values. */
  add(values: ReadonlySet<Scalar>): void {
    for (const value of values) {
      const known = this.#visitors.get(value);
      if (known !== undefined) this.#visitors.set(value, known + 1);
      else if (this.#visitors.size < MOST_DISTINCT) this.#visitors.set(value, 1);
    }
  }

  /** The most frequent first, without what could be personal of too few. `field`: what they are values of. */
  most(field: string): readonly ValueCount[] {
    return [...this.#visitors]
      .filter(([value, visitors]) => visitors >= ENOUGH_VISITORS || !couldBePersonal(field, value))
      .sort(([a, ofA], [b, ofB]) => ofB - ofA || compareText(String(a), String(b)))
      .slice(0, MOST_VALUES)
      .map(([value, visitors]) => ({ value, visitors }));
  }
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The plain values in a JSON value: itself, or those in a list. */
export function scalarsIn(json: Json | undefined): readonly Scalar[] {
  if (Array.isArray(json)) return json.slice(0, MOST_OF_LIST).filter(isScalar);
  return isScalar(json) ? [json] : [];
}

const isScalar = (json: unknown): json is Scalar =>
  typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean';
