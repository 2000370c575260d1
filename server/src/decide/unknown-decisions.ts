import { type Context, contextOfFields, REQUEST_FIELDS, type RequestField } from '@tessera/model';
import type { CompiledSlot } from './candidates.js';
import type { Decision } from './decide.js';

/** How many are remembered of each slot. */
const MOST = 1_000;
const PATHS: ReadonlyMap<RequestField, readonly string[]> = new Map(
  REQUEST_FIELDS.map((field) => [field, field.split('.')]),
);

/** What is known of a visitor besides: one field of a context as text. */
export type Told = (field: RequestField) => string | null | undefined;

/** As a visitor's own context has it. */
export const toldBy =
  (context: Context): Told =>
  (field) => {
    const [group = '', name] = PATHS.get(field) ?? [];
    const part = (context as Record<string, unknown>)[group];
    const value = name === undefined ? part : (part as Record<string, unknown> | undefined)?.[name];
    return value === undefined ? undefined : String(value);
  };

/**
 * Decisions for visitors of whom nothing is known but a context, remembered for as long as they hold: every beacon
 * asks, and all that differ in none of a slot's fields are decided alike.
 */
export class UnknownDecisions {
  /** By slot, then by the values of its fields. */
  readonly #known = new Map<string, Map<string, { readonly decision: Decision; readonly from: number }>>();

  /** After another catalog has come, or when other segments are left out. */
  forget(): void {
    this.#known.clear();
  }

  /** The decision at `now`; if it isn't known yet, from `decide`, with the fields that count and no others. */
  of(
    { slot, unknown }: CompiledSlot,
    told: Told,
    now: number,
    decide: (context: Context) => Decision | null,
  ): Decision | null {
    let ofSlot = this.#known.get(slot.key);
    if (!ofSlot) {
      ofSlot = new Map();
      this.#known.set(slot.key, ofSlot);
    }
    const [first] = unknown.fields;
    let key = first === undefined ? '' : (told(first) ?? '');
    for (let i = 1; i < unknown.fields.length; i++)
      key += `\n${told(unknown.fields[i] as RequestField) ?? ''}`;
    const known = ofSlot.get(key);
    // Clocks are set back now and then.
    if (known && known.from <= now && now < known.decision.until) return known.decision;
    const decision = decide(
      contextOfFields(unknown.fields.map((field) => [field, told(field) ?? undefined])),
    );
    if (!decision) return null;
    if (ofSlot.size >= MOST) ofSlot.clear();
    ofSlot.set(key, { decision, from: now });
    return decision;
  }
}
