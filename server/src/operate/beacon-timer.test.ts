import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { TesseraEvent } from '@tessera/model';
import { BeaconTimer, LIVE_MS } from './beacon-timer.js';
import { Figures, STAGES } from './figures.js';

const NOW = 1_800_000_000_000;
const aged = (age: number): TesseraEvent => ({
  id: null,
  type: 'click',
  time: NOW - age,
  page: {},
  props: {},
});
const counts = ({ stages }: Figures) => STAGES.map((stage) => stages[stage].recent(NOW).count);

function run(events: readonly TesseraEvent[]): Figures {
  const figures = new Figures();
  const timer = new BeaconTimer(figures, NOW);
  const response = new EventEmitter();
  timer.collected(events);
  timer.folded();
  timer.watch(response as unknown as ServerResponse);
  timer.delivered();
  expect(counts(figures)[3]).toBe(0);
  response.emit('finish');
  return figures;
}

it('every stage begins with the age of the youngest event, and none ends before the one ahead of it', () => {
  const figures = run([aged(9_000), aged(200), aged(3_000)]);
  expect(counts(figures)).toEqual([1, 1, 1, 1]);
  const sums = STAGES.map((stage) => figures.stages[stage].sumMs);
  const [collect = 0] = sums;
  expect(collect).toBeGreaterThanOrEqual(200);
  expect(collect).toBeLessThan(1_000);
  expect(sums[1]).toBeGreaterThanOrEqual(collect);
});

it('what comes out of a queue or a retry is counted apart', () => {
  const late = run([aged(LIVE_MS + 1), aged(LIVE_MS * 9)]);
  expect([counts(late), late.lateBeacons]).toEqual([[0, 0, 0, 0], 1]);
  const live = run([aged(LIVE_MS), aged(LIVE_MS * 9)]);
  expect([counts(live), live.lateBeacons]).toEqual([[1, 1, 1, 1], 0]);
});

it('a beacon that only asks has no moment to begin with', () => {
  const figures = run([]);
  expect([counts(figures), figures.lateBeacons]).toEqual([[0, 0, 0, 0], 0]);
});

it('an event ahead of the clock is no time machine', () => {
  expect(run([aged(-5_000)]).stages.collect.sumMs).toBeLessThan(1_000);
});
