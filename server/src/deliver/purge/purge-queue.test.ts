import { PurgeFailed } from './ask.js';
import { purgeQueue } from './purge-queue.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

interface Over {
  readonly mostTags?: number;
  readonly mostWaiting?: number;
}

function queueTo(
  purgeTags: (tags: readonly string[], reference: string) => Promise<void>,
  { mostTags = 100, mostWaiting }: Over = {},
) {
  const reports: string[] = [];
  const target = { name: 'cdn', mostTags, joinMs: 50, againMs: 1_000, purgeTags };
  const queue = purgeQueue(target, (outcome, detail) => reports.push(`${outcome}: ${detail}`), mostWaiting);
  return { queue, reports };
}

const failing = (failure: Error | null = new Error('away')) => {
  const calls: string[] = [];
  const references: string[] = [];
  const cdn = { failure, calls, references };
  const purgeTags = async (tags: readonly string[], reference: string) => {
    calls.push([...tags].sort().join(' '));
    references.push(reference);
    if (cdn.failure) throw cdn.failure;
  };
  return Object.assign(cdn, { purgeTags });
};

it('purges within a moment, and once more a second later, for what was being fetched meanwhile', async () => {
  const cdn = failing(null);
  const { queue, reports } = queueTo(cdn.purgeTags);
  queue.purge(['a', 'b']);
  expect(queue.state).toMatchObject({ target: 'cdn', waiting: 2, lastPurgeAt: null, done: 0 });
  await jest.advanceTimersByTimeAsync(50);
  expect(cdn.calls).toEqual(['a b']);
  await jest.advanceTimersByTimeAsync(1_050);
  expect(cdn.calls).toEqual(['a b', 'a b']);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(cdn.calls).toHaveLength(2);
  expect(new Set(cdn.references).size).toBe(2);
  expect(reports).toEqual(['done: a b', 'done: a b']);
  expect(queue.state).toMatchObject({ waiting: 0, lastPurgeAt: expect.any(String), done: 2, failed: 0 });
  expect(jest.getTimerCount()).toBe(0);
});

it('joins a burst into one call, and what comes during a call into the next', async () => {
  const calls: string[] = [];
  const { queue } = queueTo(async (tags) => {
    calls.push(tags.join(' '));
    await new Promise((resolve) => setTimeout(resolve, 200));
  });
  for (const tag of ['a', 'b', 'a', 'c']) {
    queue.purge([tag]);
    await jest.advanceTimersByTimeAsync(10);
  }
  await jest.advanceTimersByTimeAsync(50);
  expect(calls).toEqual(['a b c']);
  queue.purge(['d']);
  queue.purge(['a']);
  expect(queue.state.waiting).toBe(5);
  await jest.advanceTimersByTimeAsync(200);
  expect(calls).toEqual(['a b c', 'd a']);
});

it('splits what is too much for a call, without pauses between', async () => {
  const cdn = failing(null);
  const { queue } = queueTo(cdn.purgeTags, { mostTags: 2 });
  queue.purge(['a', 'b', 'c', 'd', 'e']);
  await jest.advanceTimersByTimeAsync(55);
  expect(cdn.calls).toEqual(['a b', 'c d', 'e']);
});

it('tries again with growing pauses, joins what waits, and loses nothing', async () => {
  const cdn = failing();
  const { queue } = queueTo(cdn.purgeTags);
  queue.purge(['a']);
  await jest.advanceTimersByTimeAsync(100);
  queue.purge(['b']);
  expect(queue.state).toMatchObject({ waiting: 2, lastError: 'away', nextTryAt: expect.any(String) });
  await jest.advanceTimersByTimeAsync(3_000);
  const soFar = cdn.calls.length;
  expect(soFar).toBeGreaterThanOrEqual(4);
  expect(soFar).toBeLessThanOrEqual(6);
  await jest.advanceTimersByTimeAsync(3_600_000);
  // Half a minute at most, and a quarter at least.
  expect(cdn.calls.length - soFar).toBeLessThanOrEqual(260);
  cdn.failure = null;
  await jest.advanceTimersByTimeAsync(30_000);
  expect(cdn.calls.slice(-2)).toEqual(['a b', 'a b']);
  expect(queue.state).toMatchObject({ waiting: 0, lastError: null, nextTryAt: null, done: 2 });
});

it('an order that is tried again keeps its reference until something else is asked for', async () => {
  const cdn = failing();
  const { queue } = queueTo(cdn.purgeTags);
  queue.purge(['a']);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(cdn.references.length).toBeGreaterThan(1);
  expect(new Set(cdn.references).size).toBe(1);
  queue.purge(['a']);
  await jest.advanceTimersByTimeAsync(10_000);
  expect(new Set(cdn.references).size).toBe(2);
});

it('leaves a CDN alone for as long as it asks', async () => {
  const cdn = failing(new PurgeFailed('it answered 429', { retryAfterMs: 20_000 }));
  const { queue } = queueTo(cdn.purgeTags);
  queue.purge(['a']);
  await jest.advanceTimersByTimeAsync(50);
  cdn.failure = null;
  await jest.advanceTimersByTimeAsync(10_000);
  queue.purge(['b']);
  await jest.advanceTimersByTimeAsync(9_900);
  expect(cdn.calls).toEqual(['a']);
  await jest.advanceTimersByTimeAsync(600);
  expect(cdn.calls).toEqual(['a', 'a b']);
});

it('does not hammer a CDN that can only refuse, whatever is published, and says so', async () => {
  const cdn = failing(new PurgeFailed('it answered 403', { lasting: true }));
  const { queue } = queueTo(cdn.purgeTags);
  for (let minute = 0; minute < 60; minute++) {
    queue.purge([`slot-${minute}`]);
    await jest.advanceTimersByTimeAsync(60_000);
  }
  expect(cdn.calls.length).toBeGreaterThanOrEqual(6);
  expect(cdn.calls.length).toBeLessThanOrEqual(16);
  expect(queue.state).toMatchObject({ waiting: 60, lastError: 'it answered 403', failed: cdn.calls.length });
  cdn.failure = null;
  await jest.advanceTimersByTimeAsync(600_000);
  expect(queue.state).toMatchObject({ waiting: 0, lastError: null });
});

it('more tags than it can keep become the one that all fragments carry', async () => {
  const cdn = failing();
  const { queue } = queueTo(cdn.purgeTags, { mostWaiting: 3 });
  queue.purge(['a', 'b', 'c']);
  await jest.advanceTimersByTimeAsync(50);
  expect(queue.state).toMatchObject({ waiting: 3, widened: 0 });
  for (let i = 0; i < 1_000; i++) queue.purge([`slot-${i}`]);
  expect(queue.state).toMatchObject({ waiting: 1, widened: 1 });
  cdn.failure = null;
  await jest.advanceTimersByTimeAsync(5_000);
  expect(cdn.calls.slice(-2)).toEqual(['tessera', 'tessera']);
});

it('stops for good: what waits is purged once more, at once', async () => {
  const cdn = failing(null);
  const { queue } = queueTo(cdn.purgeTags, { mostTags: 1 });
  queue.purge(['a']);
  await jest.advanceTimersByTimeAsync(50);
  queue.purge(['b']);
  await queue.stop();
  await queue.stop();
  expect(cdn.calls).toEqual(['a', 'b', 'a']);
  queue.purge(['c']);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(cdn.calls).toHaveLength(3);
  expect(queue.state).toMatchObject({ waiting: 0, givenUp: 0 });
});

it('stops although the CDN fails, and says what is given up', async () => {
  const cdn = failing();
  const { queue, reports } = queueTo(cdn.purgeTags);
  queue.purge(['a', 'b']);
  await jest.advanceTimersByTimeAsync(50);
  await queue.stop();
  expect(cdn.calls).toEqual(['a b']);
  expect(reports).toEqual(['failed: away', 'given up: a b']);
  expect(queue.state.givenUp).toBe(2);
});

it('stops although the CDN does not answer', async () => {
  const { queue, reports } = queueTo(() => new Promise(() => undefined));
  queue.purge(['a']);
  await jest.advanceTimersByTimeAsync(50);
  queue.purge(['b']);
  const stopped = queue.stop();
  await jest.advanceTimersByTimeAsync(5_000);
  await stopped;
  expect(reports).toEqual(['given up: a b']);
  expect(queue.state.givenUp).toBe(2);
});
