import { purgeQueue } from './purge-queue.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function queueTo(purgeTags: (tags: readonly string[]) => Promise<void>) {
  const reports: string[] = [];
  const queue = purgeQueue({ name: 'cdn', purgeTags }, (outcome) => reports.push(outcome));
  return { queue, reports };
}

it('purges at once, and once more a second later, for what was being fetched meanwhile', async () => {
  const purged: string[] = [];
  const { queue } = queueTo(async (tags) => void purged.push(tags.join(' ')));
  queue.purge(['a', 'b']);
  await jest.advanceTimersByTimeAsync(0);
  expect(purged).toEqual(['a b']);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(purged).toEqual(['a b', 'a b']);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(purged).toHaveLength(2);
});

it('tries again with growing pauses, joins what waits, and loses nothing', async () => {
  const purged: string[][] = [];
  let away = 4;
  const { queue, reports } = queueTo(async (tags) => {
    if (away-- > 0) throw new Error('away');
    purged.push([...tags].sort());
  });
  queue.purge(['a']);
  await jest.advanceTimersByTimeAsync(100);
  queue.purge(['b']);
  expect(queue.state).toMatchObject({ target: 'cdn', waiting: 2, lastError: 'away', lastPurgeAt: null });
  await jest.advanceTimersByTimeAsync(10_000);
  expect(purged[0]).toEqual(['a', 'b']);
  expect(reports.filter((outcome) => outcome === 'failed')).toHaveLength(4);
  expect(queue.state).toMatchObject({ waiting: 0, lastError: null, lastPurgeAt: expect.any(String) });
});

it('stops for good', async () => {
  const purged: string[] = [];
  const { queue } = queueTo(async (tags) => {
    purged.push(...tags);
    throw new Error('away');
  });
  queue.purge(['a']);
  await jest.advanceTimersByTimeAsync(0);
  queue.stop();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(purged).toEqual(['a']);
});
