import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastServer } from '../support/fast-server.js';
import { KillLane, type Totals } from '../support/kill-lane.js';

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 1_000);
/** Servers side by side, each with its own store: nearly all of a round is waiting for a server to start. */
const LANES = 3;
const FIRST_PORT = 25_001;

it(`kill -9 right after a 200 loses nothing, whatever is under way: ${ROUNDS} rounds`, async () => {
  const program = await fastServer(FIRST_PORT);
  const directory = mkdtempSync(join(tmpdir(), 'tessera-kill-'));
  const start = performance.now();
  let begun = 0;
  const more = (): boolean => begun++ < ROUNDS;
  const lanes = Array.from({ length: LANES }, (_, i) => {
    const own = join(directory, `${i}`);
    mkdirSync(own);
    return new KillLane(program, own, FIRST_PORT + i);
  });
  await Promise.all(lanes.map((lane) => lane.run(more)));
  const total = (figure: keyof Totals): number => lanes.reduce((sum, { totals }) => sum + totals[figure], 0);
  console.log(
    `${total('rounds')} rounds of kill -9 on ${LANES} servers in ${Math.round((performance.now() - start) / 1_000)} s: ` +
      `${total('answered')} events answered with 200, ${total('lost')} lost; ` +
      `${total('swaps')} kills with a catalog swap under way, ${total('swapped')} after one, ` +
      `${total('compactions')} with a compaction under way, ${total('compacted')} after one`,
  );
  rmSync(directory, { recursive: true, force: true });
  expect([total('rounds'), total('lost'), total('invented')]).toEqual([ROUNDS, 0, 0]);
  expect(total('answered')).toBeGreaterThan(ROUNDS);
  expect(total('swaps')).toBeGreaterThan(0);
  expect(total('compactions')).toBeGreaterThan(0);
}, 1_200_000);
