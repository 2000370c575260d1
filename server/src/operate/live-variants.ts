import { SESSION_SILENCE_MS } from '../engine/sessions.js';
import type { Personaliser } from '../personaliser.js';
import { type SampleSize, sampleVisitors } from './estimate/sample.js';
import { fallbackKey } from './live/shown-variants.js';

const SIZE: SampleSize = { most: 10_000, least: 400, patienceMs: 200 };

/** For whom each variant is decided at the moment. */
export interface Decided {
  /** How many visitors are active, and how many of them were looked at. */
  readonly active: number;
  readonly sampled: number;
  /** Of those looked at, by slot and then by variant. */
  readonly bySlot: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Decides every slot for active visitors, of many for a random sample. All by one catalog. */
export async function countDecided(personaliser: Personaliser, size: SampleSize = SIZE): Promise<Decided> {
  const { visitors, clock } = personaliser;
  for (;;) {
    const { slots } = personaliser.current;
    const bySlot = new Map([...slots.keys()].map((key) => [key, new Map<string, number>()]));
    const since = clock() - SESSION_SILENCE_MS + 1;
    const { sampled, of, whole } = await sampleVisitors(visitors, clock, { since, size }, (visitor, now) => {
      for (const [key, slot] of slots) {
        const variant = personaliser.decide(visitor, key, now)?.variant ?? fallbackKey(slot);
        const counts = bySlot.get(key);
        counts?.set(variant, (counts.get(variant) ?? 0) + 1);
      }
    });
    // Else another catalog has come meanwhile.
    if (whole && personaliser.current.slots === slots) return { active: of, sampled, bySlot };
  }
}
