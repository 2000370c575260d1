import {
  type Context,
  contextOfFields,
  type JsonObject,
  lookUp,
  REQUEST_FIELDS,
  type RequestField,
} from '@tessera/model';
import type { CompiledSlot } from './candidates.js';
import type { Decision } from './decide.js';

const MOST = 10_000;
const PATHS: ReadonlyMap<RequestField, readonly string[]> = new Map(
  REQUEST_FIELDS.map((field) => [field, field.split('.')]),
);

/** What is known of a visitor besides: one field of a context as text. */
export type Told = (field: RequestField) => string | null | undefined;

/** As a visitor's own context has it. */
export const toldBy =
  (context: Context): Told =>
  (field) => {
    const value = lookUp(context as JsonObject, PATHS.get(field) ?? []);
    return value === undefined ? undefined : String(value);
  };

/**
 * Decisions for visitors of whom nothing is known but a context, remembered for as long as they hold: every beacon
 * asks, and all that differ in none of a slot's fields are decided alike.
 */
export class UnknownDecisions {
  readonly #known = new Map<string, { readonly decision: Decision; readonly from: number }>();

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
    let key = slot.key;
    for (const field of unknown.fields) key += `\n${told(field) ?? ''}`;
    const known = this.#known.get(key);
    // Clocks are set back now and then.
    if (known && known.from <= now && now < known.decision.until) return known.decision;
    const decision = decide(
      contextOfFields(unknown.fields.map((field) => [field, told(field) ?? undefined])),
    );
    if (!decision) return null;
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(key, { decision, from: now });
    return decision;
  }
}
