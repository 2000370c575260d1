import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'lmdb';
import { embeddedStore } from './embedded-store.js';
import { memoryStore } from './memory-store.js';
import { profileStoreSuite } from './profile-store.suite.js';

const directory = mkdtempSync(join(tmpdir(), 'tessera-store-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

profileStoreSuite('memory', memoryStore, { durable: false });
profileStoreSuite('embedded', () => embeddedStore(join(directory, 'suite')), { durable: true });

it('embedded: names what it cannot read and keeps the rest', async () => {
  const at = join(directory, 'torn');
  const raw = open<string, string>({ path: join(at, 'profiles'), encoding: 'string' });
  await raw.put('torn', '1{"id":"to');
  await raw.put('other_form', '9{}');
  await raw.put('whole', '1{"id":"whole"}');
  await raw.close();
  const store = embeddedStore(at);
  const unreadable: string[] = [];
  const found: string[] = [];
  for await (const { id } of store.all((key) => unreadable.push(key))) found.push(id);
  expect([found, unreadable]).toEqual([['whole'], ['other_form', 'torn']]);
  await store.close();
});
