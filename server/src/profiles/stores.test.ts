import {
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { embeddedStore } from './embedded/embedded-store.js';
import { memoryStore } from './memory-store.js';
import { latest, profileStoreSuite } from './profile-store.suite.js';

const directory = mkdtempSync(join(tmpdir(), 'tessera-store-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

profileStoreSuite('memory', memoryStore, { durable: false });
profileStoreSuite('embedded', () => embeddedStore(join(directory, 'suite')), { durable: true });

it('embedded: a second server on the same directory is told so', async () => {
  const at = join(directory, 'suite');
  const store = embeddedStore(at);
  expect(() => embeddedStore(at)).toThrow(/is in use by another server.*TESSERA_STORE/);
  await store.close();
});

it('embedded: of what was erased no byte is left in any file, whatever is written meanwhile', async () => {
  const at = join(directory, 'erased');
  const store = embeddedStore(at);
  const inFiles = (text: string): boolean =>
    readdirSync(at).some((file) => readFileSync(join(at, file)).includes(text));
  const save = (id: string, size: number) => store.save(id, Buffer.alloc(size, `${id}!`));
  for (let i = 0; i < 60; i++) {
    // Large ones have pages of their own; what is saved several times stands in several places.
    await Promise.all([
      save('secret-visitor', 50 + i * 200),
      save('other-visitor', 3_000 - i),
      save(`v${i}`, 100),
    ]);
    if (i === 30)
      await store.compact([{ id: 'secret-visitor', profile: Buffer.alloc(99, 'secret-visitor!') }]);
  }
  expect(inFiles('secret-visitor')).toBe(true);
  const erased = store.erase(['secret-visitor']);
  const others = Array.from({ length: 2_000 }, (_, i) => save(`w${i}`, 100));
  await Promise.all([erased, ...others]);
  expect(inFiles('secret-visitor')).toBe(false);
  expect(inFiles('other-visitor!other-visitor!')).toBe(true);
  await store.close();
  expect(inFiles('secret-visitor')).toBe(false);
  const again = embeddedStore(at);
  expect(Object.keys(await latest(again))).toHaveLength(2_030);
  expect(again.damaged).toBe(false);
  await again.close();
});

describe('embedded: damage', () => {
  const told: string[] = [];
  const open = (at: string) => embeddedStore(at, (detail) => told.push(detail));
  beforeEach(() => told.splice(0));

  it('a profile whose bytes changed is named, the rest is kept', async () => {
    const at = join(directory, 'flipped');
    const store = open(at);
    await store.save('flipped', Buffer.from('abc'));
    await store.save('whole', Buffer.from('whole'));
    await store.close();
    const raw = new Database(join(at, 'visitors.db'));
    raw.prepare("UPDATE log SET profile = ? WHERE id = 'flipped'").run(Buffer.from('abd'));
    raw.close();
    const unreadable: string[] = [];
    const again = open(at);
    expect(await latest(again, (what, reason) => unreadable.push(`${what}: ${reason}`))).toEqual({
      whole: 'whole',
    });
    expect([unreadable, again.damaged]).toEqual([['flipped: its checksum is wrong'], true]);
    await again.close();
  });

  it('torn pages in the middle: what stands before and behind them is carried over to a new file', async () => {
    const at = join(directory, 'torn');
    const store = open(at);
    const ids = Array.from({ length: 2_000 }, (_, i) => `v${String(i).padStart(4, '0')}`);
    await Promise.all(ids.map((id) => store.save(id, Buffer.alloc(300, id))));
    await store.close();
    const path = join(at, 'visitors.db');
    const file = openSync(path, 'r+');
    const pages = statSync(path).size / 4_096;
    for (const page of [20, 21, Math.floor(pages / 2)])
      writeSync(file, Buffer.alloc(4_096, 0xee), 0, 4_096, page * 4_096);
    const again = open(at);
    const unreadable: string[] = [];
    const found = await latest(again, (what) => unreadable.push(what));
    const kept = Object.keys(found);
    expect(kept.length).toBeGreaterThan(1_900);
    expect(kept).toEqual(expect.arrayContaining(['v0000', 'v1999']));
    expect(unreadable.length).toBeGreaterThan(0);
    expect([again.damaged, again.wantsCompaction(kept.length)]).toEqual([true, true]);
    const profiles = kept.map((id) => ({ id, profile: Buffer.from(found[id] ?? '') }));
    await Promise.all([again.compact(profiles), again.save('meanwhile', Buffer.from('safe'))]);
    expect(again.damaged).toBe(false);
    expect(told).toEqual([expect.stringMatching(/was damaged: \d+ profiles were carried over/)]);
    await again.close();
    const mended = open(at);
    expect(await latest(mended)).toEqual({ ...found, meanwhile: 'safe' });
    await mended.close();
    expect(readdirSync(at).filter((name) => name.includes('damaged-'))).toHaveLength(1);
  });

  it('a file that is no database is moved aside, and a new one begun', async () => {
    const at = join(directory, 'garbage');
    await open(at).close();
    writeFileSync(
      join(at, 'visitors.db'),
      'this is not a database, and long enough to be seen as none'.repeat(100),
    );
    const store = open(at);
    expect(told).toEqual([expect.stringMatching(/could not be read .* it was moved to/)]);
    await store.save('a', Buffer.from('works'));
    expect(await latest(store)).toEqual({ a: 'works' });
    await store.close();
  });

  it('an empty file, and one cut short', async () => {
    const at = join(directory, 'short');
    const store = open(at);
    const ids = Array.from({ length: 500 }, (_, i) => `v${i}`);
    await Promise.all(ids.map((id) => store.save(id, Buffer.alloc(300, id))));
    await store.close();
    const path = join(at, 'visitors.db');
    const whole = statSync(path).size;
    const { truncateSync } = await import('node:fs');
    truncateSync(path, Math.floor(whole / 2 / 4_096) * 4_096 + 100);
    const cut = open(at);
    const found = await latest(cut);
    expect(Object.keys(found).length).toBeGreaterThan(100);
    await cut.compact(Object.entries(found).map(([id, text]) => ({ id, profile: Buffer.from(text) })));
    await cut.save('after', Buffer.from('x'));
    await cut.close();
    truncateSync(path, 0);
    const empty = open(at);
    expect(await latest(empty)).toEqual({});
    await empty.save('a', Buffer.from('works'));
    await empty.close();
  });
});
