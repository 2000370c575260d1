import { DEFAULT_VARIANT, FALLBACK_VARIANT, type TesseraEvent } from '@tessera/model';
import type { CompiledSlot } from '../../decide/candidates.js';
import { Rolling } from '../rolling.js';

const HOURS = 24;
const HOUR_MS = 3_600_000;
/** Columns of a variant's sums. */
const IMPRESSIONS = 0;
const CLICKS = 1;
const COLUMNS = 2;

type Slots = ReadonlyMap<string, CompiledSlot>;

/** A slot's fallback as it is called in figures; without one, nothing is what visitors are shown. */
export const fallbackKey = ({ fallback }: CompiledSlot): string => fallback?.key ?? DEFAULT_VARIANT;

/** Keys of all that may fill a slot, the best first and the fallback last. */
export const variantKeys = (slot: CompiledSlot): readonly string[] => [
  ...slot.candidates.map(({ variant }) => variant.key),
  fallbackKey(slot),
];

interface Counted {
  /** Made when there is something to count. */
  sums: Rolling | null;
}

/**
 * How often each variant was seen and clicked in each slot during the last 23 to 24 hours. Only what is published
 * is counted, so that nothing that pages say makes it grow.
 */
export class ShownVariants {
  readonly #start: number;
  /** By slot and then by variant; `null` slots: none yet. */
  #bySlot: ReadonlyMap<string, ReadonlyMap<string, Counted>> = new Map();
  #slots: Slots | null = null;

  constructor(now: number) {
    this.#start = now;
  }

  /** From when on everything is counted, epoch ms. */
  since(now: number): number {
    return Math.max(this.#start, (Math.floor(now / HOUR_MS) - HOURS + 1) * HOUR_MS);
  }

  count({ type, props }: TesseraEvent, slots: Slots, now: number): void {
    if (type !== 'impression' && type !== 'variant_click') return;
    this.#follow(slots);
    const { slot, variant } = props;
    if (typeof slot !== 'string' || typeof variant !== 'string') return;
    const compiled = slots.get(slot);
    if (!compiled) return;
    const isFallback = variant === DEFAULT_VARIANT || variant === FALLBACK_VARIANT || variant === '';
    const counted = this.#bySlot.get(slot)?.get(isFallback ? fallbackKey(compiled) : variant);
    if (!counted) return;
    counted.sums ??= new Rolling(COLUMNS, HOURS, HOUR_MS);
    counted.sums.add(type === 'impression' ? IMPRESSIONS : CLICKS, 1, now);
  }

  of(slot: string, variant: string, slots: Slots, now: number): { impressions: number; clicks: number } {
    this.#follow(slots);
    const [impressions = 0, clicks = 0] = this.#bySlot.get(slot)?.get(variant)?.sums?.totals(now) ?? [];
    return { impressions, clicks };
  }

  /** After another catalog came: what is in both is counted on. */
  #follow(slots: Slots): void {
    if (this.#slots === slots) return;
    const before = this.#bySlot;
    this.#bySlot = new Map(
      [...slots].map(([key, slot]) => [
        key,
        new Map(
          variantKeys(slot).map((variant) => [variant, before.get(key)?.get(variant) ?? { sums: null }]),
        ),
      ]),
    );
    this.#slots = slots;
  }
}
