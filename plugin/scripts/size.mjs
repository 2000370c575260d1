// npm run size -w strapi-plugin-tessera: what the built panel makes a browser load, gzipped. Strapi's own
// bundle takes our entry and whatever it imports at once into every page; the rest comes when it is opened.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = path.resolve(import.meta.dirname, '../dist/admin');
const ENTRY = 'index.mjs';
const STATIC = /(?:^|[;}\s])(?:import|export)\b(?:[^'"();]*?\bfrom)?\s*["'](\.\.?\/[^"']+)["']/g;

/** The files that `file` imports at once, and so on. */
export function staticFiles(read, entry) {
  const seen = new Set();
  const walk = (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, target = ''] of read(file).matchAll(STATIC)) {
      walk(path.posix.join(path.posix.dirname(file), target));
    }
  };
  walk(entry);
  return seen;
}

const read = (file) => readFileSync(path.join(DIST, file), 'utf8');
const kilobytes = (files) =>
  `${(files.reduce((sum, file) => sum + gzipSync(read(file)).length, 0) / 1024).toFixed(1)} KB`;

function main() {
  if (!existsSync(path.join(DIST, ENTRY))) {
    console.error('the plugin is not built: npm run build -w strapi-plugin-tessera');
    process.exitCode = 1;
    return;
  }
  const all = readdirSync(DIST).filter((file) => file.endsWith('.mjs'));
  const first = staticFiles(read, ENTRY);
  const lazy = all.filter((file) => !first.has(file));
  console.log(`on every page of the panel: ${kilobytes([...first])} (${first.size} files)`);
  console.log(`when it is opened, in all: ${kilobytes(lazy)} (${lazy.length} files), the largest:`);
  const bySize = lazy.sort((a, b) => read(b).length - read(a).length);
  for (const file of bySize.slice(0, 8)) console.log(`  ${kilobytes([file]).padStart(9)}  ${file}`);
}

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename) main();
