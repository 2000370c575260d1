import type { Json } from '@tessera/model';
import type { VisitorView } from '../../../../contracts/simulate';

/** What is different between two moments of a visitor. */
export interface Changes {
  readonly entered: readonly string[];
  readonly left: readonly string[];
  /** A variant's key, or `default`. */
  readonly decisions: readonly {
    readonly slot: string;
    readonly before: string | null;
    readonly after: string;
  }[];
  readonly signals: readonly { readonly key: string; readonly before: Json; readonly after: Json }[];
}

const keysIn = ({ segments }: VisitorView): string[] =>
  segments.filter((segment) => segment.in).map(({ key }) => key);

/** Signals that only grow or fade with the clock are no news; less than this is fading, as a part of the value. */
const FADING = 0.001;

export function changesBetween(before: VisitorView, after: VisitorView): Changes {
  const [was, is] = [keysIn(before), keysIn(after)];
  return {
    entered: is.filter((key) => !was.includes(key)),
    left: was.filter((key) => !is.includes(key)),
    decisions: Object.entries(after.decisions).flatMap(([slot, { variant }]) => {
      const shown = before.decisions[slot]?.variant ?? null;
      return shown === variant ? [] : [{ slot, before: shown, after: variant }];
    }),
    signals: Object.entries(after.signals).flatMap(([key, value]) => {
      const old = before.signals[key] ?? null;
      return isSame(old, value) ? [] : [{ key, before: old, after: value }];
    }),
  };
}

function isSame(a: Json, b: Json): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= FADING * Math.max(Math.abs(a), Math.abs(b));
  return JSON.stringify(a) === JSON.stringify(b);
}

export const isNothing = ({ entered, left, decisions, signals }: Changes): boolean =>
  entered.length + left.length + decisions.length + signals.length === 0;

/** The next instant at which something could change if nothing more happened; null: none that is foreseen. */
export function nextChange({ at, until, explanation }: VisitorView): number | null {
  const instants = [
    ...explanation.segments.map((segment) => segment.nextChange),
    ...explanation.slots.map((slot) => slot.until),
    until,
  ].filter((instant): instant is number => instant !== null && instant > at);
  return instants.length > 0 ? Math.min(...instants) : null;
}
