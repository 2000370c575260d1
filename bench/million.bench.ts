import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beaconRequest } from './lib/beacon-request.js';
import { benchCatalog } from './lib/bench-catalog.js';
import { applyLoad } from './lib/load.js';
import { changedCatalog, fillStore, keptBeacons, MILLION, visitorId, writeCatalog } from './lib/million.js';
import { ROOT } from './lib/our-server.js';
import { type Program, startProgram } from './lib/program.js';
import { type Bench, keeps, median, quantile, type Result } from './lib/result.js';
import type { Answered } from './load/generator.js';

const PORT = 26_031;
const URL = `http://127.0.0.1:${PORT}`;
const CONNECTIONS = 64;
/** Who is heard of during the loads: spread over all. */
const HEARD = 20_000;
/** Loads one after the other, whose median counts; in every other of the second ones the catalog goes back. */
const CALM_ROUNDS = 5;
const SWAP_ROUNDS = 3;
const SHARE_OF_FULL_LOAD = 0.7;
const ADMIN = { Authorization: 'Bearer bench' };

/** A server that knows a million visitors of ten live signals each: its memory, its start, its calm. */
export const million: Bench = {
  names: ['visitors_1m_mb', 'restart_1m_s', 'estimate_1m_ms', 'beacon_p99_ms', 'swap_p99_ms'],
  run: async (log) => {
    const directory = mkdtempSync(join(tmpdir(), 'tessera-million-'));
    const store = join(directory, 'store');
    const catalog = join(directory, 'catalog.json');
    mkdirSync(store);
    writeCatalog(catalog, benchCatalog());
    fillStore(store);
    log('a million visitors written');
    const heard = Array.from({ length: HEARD }, (_, i) => visitorId(i * (MILLION / HEARD)));
    const requests = heard.map(beaconRequest);
    let server: Program | null = null;
    try {
      const starts: number[] = [];
      for (let i = 0; i < 3; i++) {
        await server?.stop();
        const start = performance.now();
        server = await startProgram(
          [join(ROOT, 'server/bin/tessera.js'), 'serve'],
          {
            TESSERA_CATALOG: catalog,
            TESSERA_PORT: String(PORT),
            TESSERA_STORE: `embedded:${store}`,
            TESSERA_LOG: 'warn',
            TESSERA_ADMIN_TOKEN: 'bench',
          },
          `${URL}/readyz`,
        );
        starts.push((performance.now() - start) / 1_000);
      }
      log(`restart_1m_s: ${starts.map((s) => s.toFixed(1)).join(', ')}`);
      if (!server) throw new Error('no server');
      await everybodyFollows();
      let answered = 0;
      const load = async (rate: number | null, milliseconds: number): Promise<Answered> => {
        const first = answered;
        const load = { port: PORT, requests, connections: CONNECTIONS, milliseconds, rate, first };
        const outcome = await applyLoad(load);
        if (outcome.others > 0) throw new Error(`${outcome.others} answers were not 200`);
        answered += outcome.answers;
        return outcome;
      };
      await load(null, 3_000); // warms up
      /** 70 % of what is answered at full load just before: the machine's speed changes by the minute. */
      const usualRate = async (): Promise<number> => {
        const full = await load(null, 3_000);
        return SHARE_OF_FULL_LOAD * (full.answers / full.seconds);
      };
      const calm: number[] = [];
      for (let round = 0; round < CALM_ROUNDS; round++) {
        const rate = await usualRate();
        const answered = await load(rate, 6_000);
        calm.push(quantile(answered.latencies, 0.99));
        log(`at ${Math.round(rate)} beacons/s: ${told(answered)}`);
      }
      const memory = residentMb(server.child.pid ?? 0);

      const estimates = await estimateTimes();
      log(`estimate: ${estimates.map((ms) => ms.toFixed(0)).join(', ')} ms`);

      const swapped: number[] = [];
      for (let round = 0; round < SWAP_ROUNDS; round++) {
        const under = load(await usualRate(), 60_000);
        await sleep(1_000);
        writeCatalog(catalog, round % 2 === 0 ? changedCatalog() : benchCatalog());
        const start = performance.now();
        const swap = await fetch(`${URL}/admin/catalog`, { method: 'POST', headers: ADMIN });
        if (swap.status !== 200) throw new Error(`the swap was answered ${swap.status}`);
        const inForce = (performance.now() - start) / 1_000;
        const following = everybodyFollows().then(() => (performance.now() - start) / 1_000);
        const answered = await under;
        swapped.push(quantile(answered.latencies, 0.99));
        const followed = await following;
        log(
          `swap: in force after ${inForce.toFixed(2)} s, all followed after ${followed.toFixed(1)} s; ${told(answered)}`,
        );
      }

      await server.stop();
      server = null;
      const kept = keptBeacons(store, heard);
      log(`${answered} beacons answered with 200, ${kept} in the store`);
      if (kept !== answered) throw new Error(`${answered - kept} beacons were lost`);
      return [
        result(
          'visitors_1m_mb',
          memory,
          'MB',
          '<= 600',
          'VmRSS after a restart and beacons at full and 70 % load',
        ),
        result('restart_1m_s', median(starts), 's', '<= 10', 'from start to ready, median of three'),
        result(
          'estimate_1m_ms',
          Math.max(...estimates),
          'ms',
          '<= 300',
          'POST /admin/estimate of a draft condition over three signals, the slowest of five, server otherwise idle',
        ),
        result('beacon_p99_ms', median(calm), 'ms', '<= 25', `${LOADED}; median of ${CALM_ROUNDS} rounds`),
        result(
          'swap_p99_ms',
          median(swapped),
          'ms',
          '<= 50',
          `${LOADED}; median of ${SWAP_ROUNDS} rounds in which a catalog with another segment is swapped in and all visitors are looked at`,
        ),
      ];
    } finally {
      await server?.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

const LOADED = `three-event beacons of ${HEARD} of the visitors at 70 % of full load, ${CONNECTIONS} connections, from another process; latency counts from when a beacon was due, after the first second`;

const result = (name: string, value: number, unit: string, promise: string, how: string): Result => ({
  name,
  value,
  unit,
  ours: value,
  peer: null,
  peerName: null,
  promise,
  holds: keeps(value, promise),
  how,
});

const told = ({ latencies }: Answered): string =>
  [0.5, 0.99, 0.999].map((q) => `p${q * 100} ${quantile(latencies, q).toFixed(1)} ms`).join(', ');

/** Resident memory of a process, MB (10⁶ bytes); only Linux tells it. */
function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return (Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1_024) / 1e6;
}

/** Milliseconds of answers to what share of the million a draft condition would match. */
async function estimateTimes(): Promise<number[]> {
  const when = {
    'signals.scroll_depth': { $gt: 60 },
    $or: [{ 'signals.price_focus': { $gt: 400 } }, { 'signals.cart_value': { $gt: 150 } }],
  };
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    const response = await fetch(`${URL}/admin/estimate`, {
      method: 'POST',
      headers: { ...ADMIN, 'Content-Type': 'application/json' },
      body: JSON.stringify({ when }),
    });
    const { share, of } = (await response.json()) as { share: number; of: number };
    if (of !== MILLION || !(share > 0 && share < 1)) throw new Error(`estimated ${share} of ${of}`);
    times.push(performance.now() - start);
  }
  return times;
}

/** Waits until all visitors, who are all active, have been looked at under the catalog in force. */
async function everybodyFollows(): Promise<void> {
  for (;;) {
    const response = await fetch(`${URL}/admin/status`, { headers: ADMIN });
    const { swap, visitors } = (await response.json()) as {
      swap: { underWay: boolean };
      visitors: { active: number };
    };
    if (!swap.underWay && visitors.active === MILLION) return;
    await sleep(100);
  }
}
