import fc from 'fast-check';
import { PurgeFailed } from './ask.js';
import { purgeQueue } from './purge-queue.js';
import { ALL_OF_TESSERA } from './purge-target.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const AGAIN_MS = 1_000;
const tag = fc.constantFrom('tessera', 'slot-a', 'slot-b', 'variant-c', 'variant-d', 'variant-e');
const publish = fc.record({
  afterMs: fc.constantFrom(0, 1, 30, 60, 500, 999, 1_000, 40_000),
  tags: fc.array(tag, { minLength: 1, maxLength: 6 }),
});
/** How a call ends: after how long, and how. */
const ending = fc.record({
  tookMs: fc.constantFrom(0, 10, 700, 3_000),
  outcome: fc.constantFrom('done', 'done', 'away', 'busy', 'wrong'),
});

const FAILURES: Readonly<Record<string, Error>> = {
  away: new Error('away'),
  busy: new PurgeFailed('it answered 429', { retryAfterMs: 2_000 }),
  wrong: new PurgeFailed('it answered 403', { lasting: true }),
};

interface Purged {
  readonly tags: readonly string[];
  /** When the CDN was asked; what it cached before is gone. */
  readonly at: number;
}

it('whatever is asked for in whatever order, with whatever failures, all is purged after it was last asked for, twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(publish, { minLength: 1, maxLength: 12 }),
      fc.array(ending, { maxLength: 12 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 6 }),
      async (publishes, endings, mostTags, mostWaiting) => {
        const purged: Purged[] = [];
        const asked = new Map<string, number>();
        const wrong: string[] = [];
        let underWay = 0;
        const left = [...endings];
        const target = {
          name: 'cdn',
          mostTags,
          joinMs: 50,
          againMs: AGAIN_MS,
          purgeTags: async (tags: readonly string[]) => {
            const at = performance.now();
            const { tookMs, outcome } = left.shift() ?? { tookMs: 0, outcome: 'done' };
            underWay += 1;
            // An error thrown here would count as the CDN's.
            if (underWay > 1) wrong.push('two calls at a time');
            if (tags.length === 0 || tags.length > mostTags) wrong.push(`${tags.length} tags in a call`);
            if (new Set(tags).size < tags.length) wrong.push(`${tags.join(' ')} in a call`);
            await new Promise((resolve) => setTimeout(resolve, tookMs));
            underWay -= 1;
            const failure = FAILURES[outcome];
            if (failure) throw failure;
            purged.push({ tags, at });
          },
        };
        const queue = purgeQueue(target, () => undefined, mostWaiting);
        for (const { afterMs, tags } of publishes) {
          await jest.advanceTimersByTimeAsync(afterMs);
          queue.purge(tags);
          for (const one of tags) asked.set(one, performance.now());
          // What waits, what is under way and both rounds of it.
          expect(queue.state.waiting).toBeLessThanOrEqual(2 * mostWaiting + mostTags);
        }
        await jest.advanceTimersByTimeAsync(7_200_000);
        expect(queue.state).toMatchObject({ waiting: 0, lastError: null });
        expect(wrong).toEqual([]);
        expect(jest.getTimerCount()).toBe(0);
        for (const [one, at] of asked) {
          const after = purged.filter(
            (call) => call.at >= at && (call.tags.includes(one) || call.tags.includes(ALL_OF_TESSERA)),
          );
          expect(after.length).toBeGreaterThanOrEqual(2);
          expect((after.at(-1)?.at ?? 0) - (after[0]?.at ?? 0)).toBeGreaterThanOrEqual(AGAIN_MS);
        }
        jest.clearAllTimers();
      },
    ),
    { numRuns: 300 },
  );
});
