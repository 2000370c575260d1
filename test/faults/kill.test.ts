import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerProcess } from '../support/server-process.js';

const ROUNDS = 200;
const VISITORS = 12;
/** A visitor's count is read as the number of segments it is in, so it is counted up to this. */
const MOST_EVENTS = 12;
const PORT = 25_001;
const URL = `http://127.0.0.1:${PORT}`;

const catalog = {
  version: 'kill#1',
  signals: [{ key: 'clicks', kind: 'count', event: 'click' }],
  segments: Array.from({ length: MOST_EVENTS }, (_, i) => ({
    key: `at_least_${i + 1}`,
    name: `${i + 1}`,
    when: { 'signals.clicks': { $gt: i } },
  })),
  slots: [],
  variants: [],
  experiments: [],
};

interface Visitor {
  readonly id: string;
  sent: number;
  answered: number;
}

const cookie = ({ id }: Visitor) => ({ Cookie: `tessera_id=${id}`, 'Content-Type': 'application/json' });

/** Sends one event after the other, until the server is no more. */
async function click(visitor: Visitor): Promise<void> {
  while (visitor.sent < MOST_EVENTS) {
    visitor.sent += 1;
    const body = JSON.stringify({ events: [{ id: `e${visitor.sent}`, type: 'click', age: 0 }] });
    try {
      const response = await fetch(`${URL}/tessera/beacon`, {
        method: 'POST',
        headers: cookie(visitor),
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

async function countOf(visitor: Visitor): Promise<number> {
  const response = await fetch(`${URL}/tessera/segments`, { headers: cookie(visitor) });
  return ((await response.json()) as { segments: string[] }).segments.length;
}

it(`kill -9 right after a 200 loses nothing: ${ROUNDS} rounds`, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'tessera-kill-'));
  writeFileSync(join(directory, 'catalog.json'), JSON.stringify(catalog));
  const env = {
    TESSERA_CATALOG: join(directory, 'catalog.json'),
    TESSERA_PORT: String(PORT),
    TESSERA_STORE: `embedded:${directory}/store`,
  };
  let before: Visitor[] = [];
  let answered = 0;
  let lost = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const server = await startServerProcess(env, URL);
    const counts = await Promise.all(before.map(countOf));
    for (const [i, visitor] of before.entries()) {
      const count = counts[i] ?? 0;
      answered += visitor.answered;
      lost += Math.max(0, visitor.answered - count);
      // What was sent but not answered may or may not have been kept; never more than that.
      expect(count).toBeLessThanOrEqual(visitor.sent);
    }
    if (round === ROUNDS) {
      server.child.kill('SIGTERM');
      expect(await server.ended).toBe(0);
      break;
    }
    before = Array.from({ length: VISITORS }, (_, i) => ({
      id: `kill-${round}-${i}`.padEnd(21, 'x'),
      sent: 0,
      answered: 0,
    }));
    const clicking = before.map(click);
    await new Promise((wait) => setTimeout(wait, Math.random() * 40));
    server.child.kill('SIGKILL');
    await Promise.all([...clicking, server.ended]);
  }
  rmSync(directory, { recursive: true, force: true });
  console.log(`${ROUNDS} rounds of kill -9: ${answered} events answered with 200, ${lost} lost`);
  expect(answered).toBeGreaterThan(ROUNDS);
  expect(lost).toBe(0);
}, 600_000);
