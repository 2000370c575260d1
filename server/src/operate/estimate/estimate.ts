import type { Checked } from '@tessera/model';
import type { Personaliser } from '../../personaliser.js';
import { checkDraft, compileDraft } from './draft.js';
import { proportion } from './proportion.js';
import { type SampleSize, sampleVisitors } from './sample.js';

/** The share of recent visitors who would be in a draft. Shares are 0 to 1. */
export interface Estimate {
  /** Of the sample, and so the best guess at the share of all; of nobody, it is 0. */
  readonly share: number;
  readonly matching: number;
  /** How many visitors were looked at, and how many there are. */
  readonly sampled: number;
  readonly of: number;
  /** Half the width of the 95 % interval of the share of all, which goes from `low` to `high`. */
  readonly error: number;
  readonly low: number;
  readonly high: number;
  /** Whether everybody was looked at. */
  readonly exact: boolean;
}

/**
 * 10,000 tell a share to within one percentage point, of however many they are. A busy server has less time
 * for it: what it has seen by then still tells it to within five, and the error says so.
 */
const SIZE: SampleSize = { most: 10_000, least: 400, patienceMs: 200 };

/**
 * Estimates the share of visitors seen within the last `withinMs` who would be in a draft (`when` and `parent`
 * as they come over the wire), or says why the draft would not be published.
 */
export async function estimate(
  personaliser: Personaliser,
  draft: { readonly when?: unknown; readonly parent?: unknown },
  withinMs: number,
  size: SampleSize = SIZE,
): Promise<Checked<Estimate>> {
  const { visitors, clock } = personaliser;
  for (;;) {
    const { engine, catalog } = personaliser.current;
    const checked = checkDraft(draft, engine, catalog.signals);
    if (!checked.ok) return checked;
    const isIn = compileDraft(checked.value, engine);
    let matching = 0;
    const since = clock() - withinMs + 1;
    const { sampled, of, whole } = await sampleVisitors(visitors, clock, { since, size }, (visitor, now) => {
      if (isIn(visitor, now)) matching += 1;
    });
    // Else another catalog has come meanwhile, by which the draft may not even be publishable.
    if (whole)
      return {
        ok: true,
        value: { ...proportion(matching, sampled, of), matching, sampled, of, exact: sampled >= of },
      };
  }
}
