import type { Catalog, TesseraEvent } from '@tessera/model';
import jsonLogic from 'json-logic-js';
import siftModule from 'sift';
import { actsFrom, engineCatalog } from './engine/catalog.js';
import { type Contender, ours, withLibrary } from './engine/contender.js';
import { jsonLogicOf } from './engine/json-logic.js';
import { type Bench, keeps, median, spread } from './lib/result.js';

// Its types say a module where it gives the function.
const sift = siftModule as unknown as (condition: object) => (subject: object) => boolean;

const VISITORS = 500;
const ROUNDS = 11;
const ROUND_MS = 400;
const START = 1_800_000_000_000;
/** Events taken between two looks at the clock. */
const BATCH = 50;

/** The engine beside rule libraries over plain objects: the same signals, segments and events, one core. */
export const engine: Bench = {
  names: ['engine_events_per_s', 'engine_vs_json_logic', 'engine_vs_sift'],
  run: async (log) => {
    const catalog = engineCatalog();
    const contenders = [
      ours(catalog, VISITORS, START),
      withLibrary('sift', sift, catalog, VISITORS),
      withLibrary('json-logic-js', jsonLogicTest, catalog, VISITORS),
    ];
    sameAnswers(catalog);
    const rates = contenders.map(() => [] as number[]);
    for (let round = -1; round < ROUNDS; round++) {
      for (const [i, contender] of contenders.entries()) {
        const rate = run(contender, round + 2);
        if (round >= 0) rates[i]?.push(rate);
      }
    }
    const [our = [], sifts = [], logics = []] = rates;
    log(`engine: ${spread(our)} events/s, sift ${spread(sifts)}, json-logic-js ${spread(logics)}`);
    const ratio = (name: string, peerName: string, peer: readonly number[], promise: string) => {
      const all = our.map((rate, round) => rate / (peer[round] ?? Number.NaN));
      log(`${name}: ratios ${spread(all)}`);
      const value = median(all);
      return {
        name,
        value,
        unit: 'ratio',
        ours: median(our),
        peer: median(peer),
        peerName,
        promise,
        holds: keeps(value, promise),
        how: HOW,
      };
    };
    const value = median(our);
    return [
      {
        name: 'engine_events_per_s',
        value,
        unit: 'events/s',
        ours: value,
        peer: null,
        peerName: null,
        promise: '>= 300000',
        holds: keeps(value, '>= 300000'),
        how: HOW,
      },
      ratio('engine_vs_json_logic', 'json-logic-js', logics, '>= 20'),
      ratio('engine_vs_sift', 'sift', sifts, '>= 15'),
    ];
  },
};

const HOW = `events folded and all segments right after each, 100 signals, 50 segments, ${VISITORS} visitors in turn, one core, ${ROUNDS} interleaved rounds of ${ROUND_MS} ms`;

const jsonLogicTest = (condition: object) => {
  const rule = jsonLogicOf(condition) as never;
  return (subject: object): boolean => jsonLogic.apply(rule, subject) === true;
};

/** Each round goes on where a round of its number begins in time; every contender gets the same events. */
function* events(round: number): Generator<readonly [visitor: number, event: TesseraEvent]> {
  let time = START + round * 10_000_000;
  let i = 0;
  for (const { visitor, type, category, amount } of actsFrom(round * 7_919 + 1, VISITORS)) {
    time += 7;
    const event = { id: `${round}-${i}`, type, time, page: { category }, props: { amount } };
    i += 1;
    yield [visitor, event];
  }
}

function run({ take }: Contender, round: number): number {
  const source = events(round);
  let taken = 0;
  let busy = 0;
  while (busy < ROUND_MS) {
    const batch = Array.from({ length: BATCH }, () => source.next().value as readonly [number, TesseraEvent]);
    const start = performance.now();
    for (const [visitor, event] of batch) take(visitor, event);
    busy += performance.now() - start;
    taken += BATCH;
  }
  return taken / (busy / 1_000);
}

/** A race between contenders who do different things would say nothing. */
function sameAnswers(catalog: Catalog): void {
  const all = [
    ours(catalog, VISITORS, START),
    withLibrary('sift', sift, catalog, VISITORS),
    withLibrary('json-logic-js', jsonLogicTest, catalog, VISITORS),
  ];
  let count = 0;
  let now = START;
  for (const [visitor, event] of events(0)) {
    for (const { take } of all) take(visitor, event);
    now = event.time;
    if (++count === 20_000) break;
  }
  let members = 0;
  for (let visitor = 0; visitor < VISITORS; visitor++) {
    const [ours = '', ...others] = all.map(({ segmentsOf }) => segmentsOf(visitor, now).sort().join());
    members += ours === '' ? 0 : ours.split(',').length;
    for (const [i, other] of others.entries())
      if (other !== ours) throw new Error(`visitor ${visitor}: ours ${ours}, ${all[i + 1]?.name} ${other}`);
  }
  if (members < VISITORS) throw new Error('hardly anybody is in a segment');
}
