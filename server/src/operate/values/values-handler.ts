import { type Handler, sendJson } from '../../http/exchange.js';
import type { Personaliser } from '../../personaliser.js';
import { inSlices } from '../../profiles/slices.js';
import type { ServerParts } from '../../server-parts.js';
import { type SampleSize, sampleVisitors } from '../estimate/sample.js';
import type { RecentEvents } from '../live/recent-events.js';
import { queryOf } from '../query.js';
import { eventTypeOf, sourceOf, type ValueSource } from './field.js';
import { type Scalar, ValueCounts } from './value-counts.js';

/** How long ago visitors may have been seen whose context and traits count. */
const VISITORS_MS = 24 * 3_600_000;
const SIZE: SampleSize = { most: 10_000, least: 400, patienceMs: 200 };

interface Counted {
  readonly since: number;
  /** The part of all visitors that was looked at, 0 to 1. */
  readonly sample: number;
}

/**
 * GET /admin/values?field=F&type=T: `{ since, sample, values: [{ value, visitors }] }`, what recent visitors
 * brought, by how many of those looked at had it. `type` counts for what comes from events.
 */
export function valuesHandler({ personaliser, live }: ServerParts): Handler {
  return async (_req, res, { query }) => {
    const { field = '', type } = queryOf(query, ['field', 'type']);
    const source = sourceOf(field);
    const eventType = eventTypeOf(type);
    const counts = new ValueCounts();
    const counted =
      source.of === 'events'
        ? await countEvents(live.recent, personaliser.clock(), { source, eventType }, counts)
        : await countVisitors(personaliser, source, counts);
    sendJson(res, 200, { ...counted, values: counts.most(field) });
  };
}

type EventSource = Extract<ValueSource, { of: 'events' }>;
type VisitorSource = Extract<ValueSource, { of: 'visitors' }>;

async function countEvents(
  recent: RecentEvents,
  now: number,
  { source, eventType }: { source: EventSource; eventType: string | null },
  counts: ValueCounts,
): Promise<Counted> {
  const everybody = recent.everybody(now);
  const answer = { since: recent.since(now), sample: recent.share };
  const counting = function* (): Generator<void> {
    for (const { events } of everybody) {
      const values = new Set<Scalar>();
      for (const event of events)
        if (eventType === null || event.type === eventType)
          for (const value of source.valuesIn(event)) values.add(value);
      counts.add(values);
      yield;
    }
  };
  await inSlices(counting());
  return answer;
}

async function countVisitors(
  { visitors, clock }: Personaliser,
  source: VisitorSource,
  counts: ValueCounts,
): Promise<Counted> {
  const since = clock() - VISITORS_MS;
  const { sampled, of } = await sampleVisitors(visitors, clock, { since, size: SIZE }, (visitor) =>
    counts.add(new Set(source.valuesIn(visitor))),
  );
  return { since, sample: of === 0 ? 1 : sampled / of };
}
