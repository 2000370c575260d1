import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { at } from './paths.mjs';

const SKIPPED = new Set(['node_modules', 'dist', 'build', '.tmp', '.cache', '.strapi', 'types']);
const STAMPS = at('node_modules/.cache/tessera-build');

function* filesBelow(place) {
  if (!existsSync(place)) return;
  if (statSync(place).isFile()) return void (yield place);
  for (const name of readdirSync(place).sort()) {
    if (!SKIPPED.has(name) && !/\.(test|suite)\.tsx?$/.test(name)) yield* filesBelow(path.join(place, name));
  }
}

/** A hash of all files of these places (relative to the root), tests and build results left out. */
function hashOf(places) {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of filesBelow(at(place))) hash.update(file).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Whether a build step has to run, and how to remember that it did. */
export function staleness({ name, inputs, outputs }) {
  const stamp = path.join(STAMPS, name);
  const hash = hashOf(inputs);
  const fresh =
    outputs.every((output) => existsSync(at(output))) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === hash;
  return {
    stale: !fresh,
    done: () => {
      mkdirSync(STAMPS, { recursive: true });
      writeFileSync(stamp, hash);
    },
  };
}
