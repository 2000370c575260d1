import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beaconRequest } from './lib/beacon-request.js';
import { benchCatalog } from './lib/bench-catalog.js';
import { applyLoad } from './lib/load.js';
import { changedCatalog, fillStore, keptBeacons, MILLION, visitorId, writeCatalog } from './lib/million.js';
import { ROOT } from './lib/our-server.js';
import { type Apply, type Piece, pacedPiece, toldPieces } from './lib/paced.js';
import { peer } from './lib/peer.js';
import { type Program, startProgram } from './lib/program.js';
import { type Bench, keeps, median, type Result } from './lib/result.js';

const [PORT, PEER_PORT] = [26_031, 26_032];
const URL = `http://127.0.0.1:${PORT}`;
const CONNECTIONS = 64;
/** Who is heard of during the loads: spread over all. */
const HEARD = 20_000;
/** Pieces of load whose median counts, ours and the peer's in turn. */
const CALM_PIECES = 11;
const PIECE = { fullMs: 2_000, pacedMs: 4_000 };
/** Swaps during which pieces follow each other; in every other one the catalog goes back. */
const SWAPS = 2;
const PEER = 'node:http at 70 % of its own full load';
/** Of the same form and size as ours. */
const PEER_ANSWER = JSON.stringify({
  visitor: visitorId(0),
  accepted: 3,
  rejected: [],
  decisions: { product_banner: { variant: 'default', changed: false } },
  until: null,
});
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
      const ours: Apply = async (rate, milliseconds) => {
        const first = answered;
        const load = { port: PORT, requests, connections: CONNECTIONS, milliseconds, rate, first };
        const outcome = await applyLoad(load);
        if (outcome.others > 0) throw new Error(`${outcome.others} answers were not 200`);
        answered += outcome.answers;
        return outcome;
      };
      const theirs: Apply = (rate, milliseconds) =>
        applyLoad({ port: PEER_PORT, requests, connections: CONNECTIONS, milliseconds, rate });
      await ours(null, 3_000); // warms up
      const calm: Piece[] = [];
      const peers: Piece[] = [];
      const http = await peer('http-beacon', PEER_PORT, { PEER_ANSWER });
      try {
        for (let i = 0; i < CALM_PIECES; i++) {
          calm.push(await pacedPiece(ours, PIECE));
          peers.push(await pacedPiece(theirs, PIECE));
        }
      } finally {
        await http.stop();
      }
      log(`calm ${toldPieces(calm)}`);
      log(`${PEER} ${toldPieces(peers)}`);
      const memory = residentMb(server.child.pid ?? 0);

      const estimates = await estimateTimes();
      log(`estimate: ${estimates.map((ms) => ms.toFixed(0)).join(', ')} ms`);

      const swapped: Piece[] = [];
      for (let i = 0; i < SWAPS; i++) {
        let followed = false;
        let following = Promise.resolve();
        const swap = async (): Promise<void> => {
          await sleep(1_500);
          writeCatalog(catalog, i % 2 === 0 ? changedCatalog() : benchCatalog());
          const start = performance.now();
          const seconds = (): string => ((performance.now() - start) / 1_000).toFixed(2);
          const swap = await fetch(`${URL}/admin/catalog`, { method: 'POST', headers: ADMIN });
          if (swap.status !== 200) throw new Error(`the swap was answered ${swap.status}`);
          log(`swap: in force after ${seconds()} s`);
          following = everybodyFollows().then(() => {
            followed = true;
            log(`swap: all followed after ${seconds()} s`);
          });
        };
        swapped.push(await pacedPiece(ours, PIECE, swap));
        while (!followed) swapped.push(await pacedPiece(ours, PIECE));
        await following;
      }
      log(`swapping ${toldPieces(swapped)}`);

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
        { ...p99Result('beacon_p99_ms', calm, '<= 25', 'pieces'), ...beside(peers) },
        {
          ...p99Result(
            'swap_p99_ms',
            swapped,
            '<= 50',
            `pieces, all that ${SWAPS} swaps take, in each of which another catalog comes and all visitors are looked at`,
          ),
          ...beside(peers),
        },
      ];
    } finally {
      await server?.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

const LOADED = `three-event beacons of ${HEARD} of the visitors at 70 % of full load, which is measured right before each piece of ${PIECE.pacedMs / 1_000} s, ${CONNECTIONS} connections, from another process; latency counts from when a beacon was due, after the first second`;

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

const p99Result = (name: string, pieces: readonly Piece[], promise: string, of: string): Result =>
  result(
    name,
    median(pieces.map(({ p99 }) => p99)),
    'ms',
    promise,
    `${LOADED}; median of ${pieces.length} ${of}`,
  );

/** The same of a server that does next to nothing, on this machine in the same minutes: less can't be had. */
const beside = (pieces: readonly Piece[]): Pick<Result, 'peer' | 'peerName'> => ({
  peer: median(pieces.map(({ p99 }) => p99)),
  peerName: PEER,
});

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
