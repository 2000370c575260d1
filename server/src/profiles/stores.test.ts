import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { embeddedStore } from './embedded-store.js';
import { memoryStore } from './memory-store.js';
import { profileStoreSuite } from './profile-store.suite.js';

const directory = mkdtempSync(join(tmpdir(), 'tessera-store-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

profileStoreSuite('memory', memoryStore, { durable: false });
profileStoreSuite('embedded', () => embeddedStore(join(directory, 'suite')), { durable: true });

it('embedded: names what it cannot read and keeps the rest', async () => {
  const at = join(directory, 'torn');
  await embeddedStore(at).close();
  const raw = new Database(join(at, 'profiles.db'));
  const put = raw.prepare('INSERT INTO profiles VALUES (?, ?, ?)');
  put.run('torn', 1, '{"id":"to');
  put.run('other_form', 9, '{}');
  put.run('whole', 1, '{"id":"whole"}');
  raw.close();
  const store = embeddedStore(at);
  const unreadable: string[] = [];
  const found: string[] = [];
  for await (const { id } of store.all((key) => unreadable.push(key))) found.push(id);
  expect([found, unreadable]).toEqual([['whole'], ['other_form', 'torn']]);
  await store.close();
});

it('embedded: a second server on the same directory is told so', async () => {
  const at = join(directory, 'suite');
  const store = embeddedStore(at);
  expect(() => embeddedStore(at)).toThrow(/is in use by another server.*TESSERA_STORE/);
  await store.close();
});
