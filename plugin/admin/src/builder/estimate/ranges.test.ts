import type { Estimate, History } from '../../../../contracts/live';
import { courseOf, sizeOf } from './ranges';

const estimate = (share: number, error: number, of = 100): Estimate => ({
  ...{ share, error, of, matching: share * of, sampled: of, exact: error === 0, within_s: 1800 },
  low: share - error,
  high: share + error,
});

it.each([
  [estimate(0.2, 0.05), 'enough'],
  [estimate(0.14, 0.05), 'maybe'],
  [estimate(0.1, 0.05), 'maybe'],
  [estimate(0.05, 0.02), 'small'],
  [estimate(0.12, 0), 'enough'],
  [estimate(0, 0, 0), 'nobody'],
])('%j is %s for 12 %%', (given, size) => {
  expect(sizeOf(given, 0.12)).toBe(size);
});

describe('the course of a share', () => {
  const history = (counts: (number | null)[], active: (number | null)[]): History => ({
    ...{ since: 0, from: 0, stepMs: 60_000, active },
    segments: { hot: counts },
  });

  it('is the part of those who were there; gaps stay gaps', () => {
    expect(courseOf(history([1, null, 3, 0], [10, 10, 6, 0]), 'hot')).toEqual({
      shares: [0.1, null, 0.5, 0],
      low: 0,
      high: 0.5,
      now: 0,
    });
  });

  it('is not known of a segment nothing was counted for', () => {
    expect(courseOf(history([null], [5]), 'hot')).toBeNull();
    expect(courseOf(history([1], [5]), 'constructor')).toBeNull();
  });
});
