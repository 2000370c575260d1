import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCatalog } from '@tessera/model';
import { compileEngine } from '../../server/src/engine/engine.js';
import { newVisitor } from '../../server/src/engine/visitor.js';
import { LogFile } from '../../server/src/profiles/embedded/log-file.js';
import { namesOf, pack } from '../../server/src/profiles/packed/pack.js';
import { type ServerProcess, startServerProcess } from './server-process.js';

/** A visitor's count is read as the number of segments it is in, so it is counted up to this. */
const MOST_EVENTS = 12;
const VISITORS_A_ROUND = 12;
/** Known from the start, so that writing everything anew takes as long as a round does. */
const CROWD = 8_000;
/** Rows that are out of date and make that due, beside as many as there are visitors. */
const SPARE_ROWS = 1_000;
/** A server is killed at latest so many ms after it is ready. */
const LONGEST_LIFE = 60;
const ADMIN_TOKEN = 'kill-admin-token';

const clicks = { key: 'clicks', kind: 'count', event: 'click' };
const atLeast = Array.from({ length: MOST_EVENTS }, (_, i) => ({
  key: `at_least_${i + 1}`,
  name: `${i + 1}`,
  when: { 'signals.clicks': { $gt: i } },
}));
const catalogOf = (version: number) => ({
  version: `kill#${version}`,
  // Every other one has a signal and a segment more; what is counted stays as it is.
  signals: version % 2 === 0 ? [clicks] : [{ key: 'views', kind: 'count', event: 'page_view' }, clicks],
  segments:
    version % 2 === 0 ? atLeast : [{ key: 'new', name: 'N', when: { 'signals.views': 0 } }, ...atLeast],
  slots: [],
  variants: [],
  experiments: [],
});

interface Visitor {
  readonly id: string;
  sent: number;
  answered: number;
}

export interface Totals {
  rounds: number;
  answered: number;
  lost: number;
  /** Visitors of whom more came back than was ever sent. */
  invented: number;
  /** Rounds killed while a catalog was being swapped, and while everything was being written anew. */
  swaps: number;
  /** Swaps and compactions that were through before the kill. */
  swapped: number;
  compactions: number;
  compacted: number;
}

/** One server with its own store and port, killed again and again under load. */
export class KillLane {
  readonly totals: Totals = {
    rounds: 0,
    answered: 0,
    lost: 0,
    invented: 0,
    swaps: 0,
    swapped: 0,
    compactions: 0,
    compacted: 0,
  };
  readonly #program: string;
  readonly #directory: string;
  readonly #url: string;
  readonly #env: Record<string, string>;
  readonly #all: Visitor[] = [];
  #version = 0;

  /** `program`: what starts the server. */
  constructor(program: string, directory: string, port: number) {
    this.#program = program;
    this.#directory = directory;
    this.#url = `http://127.0.0.1:${port}`;
    this.#env = {
      TESSERA_CATALOG: join(directory, 'catalog.json'),
      TESSERA_PORT: String(port),
      TESSERA_STORE: `embedded:${directory}/store`,
      TESSERA_ADMIN_TOKEN: ADMIN_TOKEN,
      TESSERA_LOG: 'info',
    };
    this.#publish();
  }

  /** Goes on while `more` says so, then looks at everybody once more. */
  async run(more: () => boolean): Promise<void> {
    let unseen: Visitor[] = [];
    for (let round = 0; more(); round++) {
      const withCompaction = round % 4 === 1;
      if (withCompaction) this.#makeCompactionDue();
      const server = await startServerProcess(this.#env, this.#url, [this.#program]);
      // A compaction begins with the server and takes no longer than looking would; then the next one is asked.
      if (!withCompaction) {
        await this.#look(unseen);
        unseen = [];
      }
      const latest = Array.from({ length: VISITORS_A_ROUND }, (_, i) => ({
        id: `kill-${round}-${i}`.padEnd(21, 'x'),
        sent: 0,
        answered: 0,
      }));
      this.#all.push(...latest);
      unseen.push(...latest);
      await this.#killUnderLoad(server, latest, round % 3 === 1);
      this.totals.rounds += 1;
    }
    await this.#lookAtAll();
  }

  async #killUnderLoad(
    server: ServerProcess,
    visitors: readonly Visitor[],
    withSwap: boolean,
  ): Promise<void> {
    const clicking = visitors.map((visitor) => this.#click(visitor));
    const swap = withSwap ? this.#swap() : null;
    // A swap is answered later than beacons; some are to be through when the server is killed.
    const lifetime = Math.random() * (withSwap ? 2 : 1) * LONGEST_LIFE;
    await new Promise((wait) => setTimeout(wait, lifetime));
    const output = server.output();
    server.child.kill('SIGKILL');
    await Promise.all([...clicking, server.ended]);
    if (swap) this.totals[(await swap) ? 'swapped' : 'swaps'] += 1;
    if (output.includes('compacted the store')) this.totals.compacted += 1;
    else if (output.includes('compacting the store')) this.totals.compactions += 1;
  }

  /** Sends one event after the other, until the server is no more. */
  async #click(visitor: Visitor): Promise<void> {
    while (visitor.sent < MOST_EVENTS) {
      visitor.sent += 1;
      const body = JSON.stringify({ events: [{ id: `e${visitor.sent}`, type: 'click', age: 0 }] });
      try {
        const response = await fetch(`${this.#url}/tessera/beacon`, {
          method: 'POST',
          headers: { ...cookie(visitor), 'Content-Type': 'application/json' },
          body,
        });
        if (response.status !== 200) return;
        visitor.answered += 1;
        await response.arrayBuffer();
      } catch {
        return;
      }
    }
  }

  /** Publishes another catalog. Answers whether the server lived to say that it is in force. */
  #swap(): Promise<boolean> {
    this.#publish();
    const headers = { Authorization: `Bearer ${ADMIN_TOKEN}` };
    return fetch(`${this.#url}/admin/catalog`, { method: 'POST', headers }).then(
      async (response) => (await response.text()).includes('swapped'),
      () => false,
    );
  }

  #publish(): void {
    this.#version += 1;
    writeFileSync(join(this.#directory, 'catalog.json'), JSON.stringify(catalogOf(this.#version)));
  }

  /** Adds rows that say once more what is known already: the crowd at first, then the latest row again and again. */
  #makeCompactionDue(): void {
    const log = new LogFile(join(this.#directory, 'store', 'visitors.db'));
    const rows = [...log.batches(() => undefined)].flat();
    const ids = new Set(rows.map(({ id }) => id));
    if (!ids.has(crowdId(0))) log.append(crowd());
    const last = rows.at(-1);
    const missing = 2 * (ids.size + CROWD) + SPARE_ROWS + 1 - rows.length;
    if (last) log.append(Array.from({ length: Math.max(0, missing) }, () => last));
    log.close();
  }

  async #look(visitors: readonly Visitor[]): Promise<void> {
    const counts = await Promise.all(visitors.map((visitor) => this.#countOf(visitor)));
    for (const [i, { sent, answered }] of visitors.entries()) {
      const count = counts[i] ?? 0;
      this.totals.answered += answered;
      this.totals.lost += Math.max(0, answered - count);
      // What was sent but not answered may or may not have been kept; never more than that.
      if (count > sent) this.totals.invented += 1;
    }
  }

  /** What was safe after its round must have outlived all later ones, too. */
  async #lookAtAll(): Promise<void> {
    const server = await startServerProcess(this.#env, this.#url, [this.#program]);
    const { answered } = this.totals;
    for (let from = 0; from < this.#all.length; from += 50)
      await this.#look(this.#all.slice(from, from + 50));
    this.totals.answered = this.#all.reduce((sum, visitor) => sum + visitor.answered, 0);
    expect(this.totals.answered).toBeGreaterThanOrEqual(answered);
    const headers = { Authorization: `Bearer ${ADMIN_TOKEN}` };
    const status = await fetch(`${this.#url}/admin/status`, { headers });
    const { visitors } = (await status.json()) as { visitors: { known: number } };
    const met = this.#all.filter((visitor) => visitor.answered > 0).length;
    expect(visitors.known).toBeGreaterThanOrEqual(met + (this.totals.rounds > 1 ? CROWD : 0));
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(server.output()).not.toContain('could not be read');
  }

  async #countOf(visitor: Visitor): Promise<number> {
    const response = await fetch(`${this.#url}/tessera/segments`, { headers: cookie(visitor) });
    const { segments } = (await response.json()) as { segments: string[] };
    return segments.filter((key) => key.startsWith('at_least_')).length;
  }
}

const cookie = ({ id }: Visitor) => ({ Cookie: `tessera_id=${id}` });
const crowdId = (i: number): string => `crowd-${i}`.padEnd(21, 'x');

function* crowd(): Generator<{ id: string; profile: Buffer }> {
  const checked = checkCatalog(catalogOf(0));
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  const names = namesOf(compileEngine(checked.value));
  for (let i = 0; i < CROWD; i++)
    yield { id: crowdId(i), profile: pack(newVisitor(crowdId(i), Date.now()), names) };
}
