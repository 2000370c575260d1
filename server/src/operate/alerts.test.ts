import { ALERT_CODES, alertsOf, LIMITS, type Watched, type WatchedSegment } from './alerts.js';
import { CAUSES, STAGES } from './figures.js';

const quiet = { count: 1_000, meanMs: 10, p95Ms: 20 };
const well: Watched = {
  segments: [],
  freshMs: 300_000,
  stages: { collect: quiet, segments: quiet, delivery: quiet, end_to_end: quiet },
  refreshes: { event: quiet, time: quiet },
  store: { notStored: 0, damaged: false, damage: 0 },
  catalog: null,
  purges: [{ target: 'varnish:http://cache', waiting: 0, lastError: null }],
};
const segment = (over: Partial<WatchedSegment>): WatchedSegment => ({
  key: 'hot',
  name: 'Hot',
  closed: null,
  share: 0.2,
  min: 0.12,
  size: 'enough',
  leftOut: false,
  staleShare: 0.1,
  meanWeight: 0.9,
  ...over,
});
const alerts = (over: Partial<Watched>) => alertsOf({ ...well, ...over });
const ofSegment = (over: Partial<WatchedSegment>) => alerts({ segments: [segment(over)] });

it('says nothing while all is well, or nothing is known', () => {
  const unknown = { count: 0, meanMs: null, p95Ms: null };
  expect(ofSegment({})).toEqual([]);
  expect(
    alerts({
      segments: [segment({ share: 0, size: 'unknown', staleShare: null, meanWeight: null })],
      freshMs: null,
      stages: { collect: unknown, segments: unknown, delivery: unknown, end_to_end: unknown },
      refreshes: { event: unknown, time: unknown },
    }),
  ).toEqual([]);
});

describe('each limit may be reached, and not be crossed', () => {
  it.each(STAGES)('stage %s', (stage) => {
    const limit = LIMITS.stageP95Ms[stage];
    const at = (p95Ms: number, count = 20) =>
      alerts({ stages: { ...well.stages, [stage]: { count, meanMs: 1, p95Ms } } });
    expect(at(limit)).toEqual([]);
    expect(at(limit + 50, 19)).toEqual([]);
    expect(at(limit + 50)).toEqual([
      {
        code: 'stage_slow',
        stage,
        message: `5 of 100 beacons take more than ${limit + 50} ms from the event to the end of stage ${stage} (limit ${limit} ms)`,
        value: limit + 50,
        limit,
      },
    ]);
  });

  it.each(CAUSES)('refresh by %s', (cause) => {
    const at = (meanMs: number, count = 20) =>
      alerts({ refreshes: { ...well.refreshes, [cause]: { count, meanMs, p95Ms: 1 } } });
    expect(at(400)).toEqual([]);
    expect(at(401, 19)).toEqual([]);
    expect(at(512)).toMatchObject([
      {
        code: 'refresh_slow',
        cause,
        value: 512,
        limit: 400,
        message: expect.stringContaining('512 ms late on average (limit 400 ms)'),
      },
    ]);
  });

  it('staleness', () => {
    expect(ofSegment({ staleShare: 0.7 })).toEqual([]);
    expect(ofSegment({ staleShare: 0.82 })).toEqual([
      {
        code: 'segment_stale',
        segment: 'hot',
        message:
          'Segment "Hot" is stale: 82 % of its members\' signal weight is older than 300 s (limit 70 %)',
        value: 0.82,
        limit: 0.7,
      },
    ]);
  });

  it('weight', () => {
    expect(ofSegment({ meanWeight: 0.3 })).toEqual([]);
    expect(ofSegment({ meanWeight: 0.21 })).toEqual([
      {
        code: 'segment_faint',
        segment: 'hot',
        message: 'The signals of segment "Hot" weigh 0.21 on average (limit 0.3)',
        value: 0.21,
        limit: 0.3,
      },
    ]);
  });

  it('size', () => {
    expect(ofSegment({ size: 'small', share: 0.04 })).toEqual([
      {
        code: 'segment_small',
        segment: 'hot',
        message: 'Segment "Hot" has 4 % of active visitors (least audience 12 %)',
        value: 0.04,
        limit: 0.12,
      },
    ]);
    expect(ofSegment({ size: 'small', leftOut: true })[0]?.message).toMatch(/nothing is decided by it/);
    expect(ofSegment({ size: 'small', closed: 'it is disabled', staleShare: 1, meanWeight: 0 })).toEqual([]);
  });
});

it('what surrounds the server', () => {
  expect(
    alerts({
      store: { notStored: 3, damaged: true, damage: 2 },
      catalog: { code: 'catalog_refused', detail: 'slots[0]: no', refusals: [{}, {}] },
      purges: [{ target: 'varnish:http://cache', waiting: 4, lastError: 'it answered 500' }],
    }).map(({ code, target, value, limit }) => [code, target, value, limit]),
  ).toEqual([
    ['catalog_refused', undefined, 2, 0],
    ['store_failing', undefined, 3, 0],
    ['store_damaged', undefined, 2, 0],
    ['purge_failing', 'varnish:http://cache', 4, 0],
  ]);
  expect(alerts({ catalog: { code: 'catalog_unreachable', detail: 'ECONNREFUSED' } })).toMatchObject([
    { code: 'catalog_unreachable', message: expect.stringContaining('ECONNREFUSED') },
  ]);
  expect(alerts({ store: { ...well.store, damage: 1 } })[0]?.message).toMatch(/was damaged: 1 /);
});

it('no code twice', () => {
  expect(new Set(ALERT_CODES).size).toBe(ALERT_CODES.length);
});
