import { Registry } from 'prom-client';
import { LIMITS } from './alerts.js';
import { BOUNDS_MS, Distribution } from './distribution.js';
import { DistributionMetric } from './distribution-metric.js';
import { STAGES } from './figures.js';
import { ROLLING_MS, Rolling } from './rolling.js';

const NOW = 1_800_000_000_000;
const of = (...durations: number[]): Distribution => {
  const distribution = new Distribution();
  for (const ms of durations) distribution.observe(ms, NOW);
  return distribution;
};

describe('Rolling', () => {
  it('adds up by column, and forgets slot by slot what is older than the latest minutes', () => {
    const rolling = new Rolling(2);
    rolling.add(0, 1, NOW);
    rolling.add(1, 5, NOW + ROLLING_MS / 2);
    rolling.add(0, 2, NOW + ROLLING_MS / 2);
    expect([...rolling.totals(NOW + ROLLING_MS / 2)]).toEqual([3, 5]);
    expect([...rolling.totals(NOW + ROLLING_MS)]).toEqual([2, 5]);
    expect([...rolling.totals(NOW + 2 * ROLLING_MS)]).toEqual([0, 0]);
    // The same memory again, after a long silence.
    rolling.add(0, 7, NOW + 3 * ROLLING_MS);
    expect([...rolling.totals(NOW + 3 * ROLLING_MS)]).toEqual([7, 0]);
  });

  it('a clock that was set back does not count what is still to come', () => {
    const rolling = new Rolling();
    rolling.add(0, 1, NOW + ROLLING_MS / 2);
    rolling.add(0, 4, NOW);
    expect([...rolling.totals(NOW)]).toEqual([4]);
  });
});

describe('Distribution', () => {
  it('nothing is nothing', () => {
    expect(new Distribution().recent(NOW)).toEqual({ count: 0, meanMs: null, p95Ms: null });
  });

  it('knows count, mean and the 95th percentile', () => {
    const { count, meanMs, p95Ms } = of(...Array.from({ length: 100 }, (_, i) => i + 1)).recent(NOW);
    expect([count, meanMs]).toEqual([100, 50.5]);
    expect(p95Ms).toBeCloseTo(95, 5);
  });

  it('says exactly whether a percentile is within a budget', () => {
    for (const budget of Object.values(LIMITS.stageP95Ms)) {
      const kept = of(...Array(95).fill(budget), ...Array(5).fill(10_000)).recent(NOW);
      const broken = of(...Array(94).fill(budget), ...Array(6).fill(budget + 1)).recent(NOW);
      expect(kept.p95Ms).toBeLessThanOrEqual(budget);
      expect(broken.p95Ms).toBeGreaterThan(budget);
    }
  });

  it('takes what is too long for it, and what a clock that was set back made negative', () => {
    const longest = BOUNDS_MS.at(-1) as number;
    expect(of(longest * 10).recent(NOW)).toEqual({ count: 1, meanMs: longest * 10, p95Ms: longest });
    expect(of(-5).recent(NOW).meanMs).toBe(0);
  });

  it('forgets, but for Prometheus', () => {
    const distribution = of(3, 700);
    expect(distribution.recent(NOW + ROLLING_MS).count).toBe(0);
    expect([distribution.counts.reduce((a, b) => a + b), distribution.sumMs]).toEqual([2, 703]);
  });
});

it('every budget is the bound of a bucket', () => {
  expect(Object.keys(LIMITS.stageP95Ms)).toEqual(STAGES);
  expect(BOUNDS_MS).toEqual(expect.arrayContaining(Object.values(LIMITS.stageP95Ms)));
  expect(BOUNDS_MS).toEqual([...BOUNDS_MS].sort((a, b) => a - b));
});

it('Prometheus sees a histogram in seconds, its buckets cumulative', async () => {
  const registry = new Registry();
  new DistributionMetric(registry, { name: 'x_seconds', help: 'X', label: 'of' }, { a: of(300, 301, 9e9) });
  const text = await registry.metrics();
  for (const line of [
    '# TYPE x_seconds histogram',
    'x_seconds_bucket{le="0.25",of="a"} 0',
    'x_seconds_bucket{le="0.3",of="a"} 1',
    'x_seconds_bucket{le="0.35",of="a"} 2',
    'x_seconds_bucket{le="60",of="a"} 2',
    'x_seconds_bucket{le="+Inf",of="a"} 3',
    'x_seconds_sum{of="a"} 9000000.601',
    'x_seconds_count{of="a"} 3',
  ])
    expect(text.split('\n')).toContain(line);
  expect(await registry.getMetricsAsJSON()).toMatchObject([{ name: 'x_seconds', type: 'histogram' }]);
});
