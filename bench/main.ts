// npm run bench [-- NAME…]: measures the promises, writes bench/results.json and the README's table.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { actToPixels } from './act-to-pixels.bench.js';
import { beacons } from './beacons.bench.js';
import { dialects } from './dialects.bench.js';
import { engine } from './engine.bench.js';
import { fragments } from './fragments.bench.js';
import { type Bench, type Result, withResults } from './lib/result.js';
import { million } from './million.bench.js';
import { requestsPerView } from './requests-per-view.bench.js';
import { stitching } from './stitch.bench.js';
import { stitchMemory } from './stitch-memory.bench.js';
import { tag } from './tag.bench.js';
import { tagCost } from './tag-cost.bench.js';
import { varnishPage } from './varnish-page.bench.js';

const BENCHES: readonly Bench[] = [
  engine,
  fragments,
  beacons,
  dialects,
  million,
  stitching,
  stitchMemory,
  varnishPage,
  requestsPerView,
  actToPixels,
  tag,
  tagCost,
];
const FILE = 'bench/results.json';

const wanted = process.argv.slice(2);
const known = BENCHES.flatMap(({ names }) => names);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; allowed: ${known.join(', ')}`);
  process.exit(2);
}

const results = new Map<string, Result>();
if (wanted.length > 0 && existsSync(FILE)) {
  for (const result of JSON.parse(readFileSync(FILE, 'utf8')) as Result[]) results.set(result.name, result);
}
for (const bench of BENCHES) {
  if (wanted.length > 0 && !bench.names.some((name) => wanted.includes(name))) continue;
  for (const result of await bench.run((line) => console.log(`  ${line}`))) {
    results.set(result.name, result);
    const { name, value, unit, ours, peer, peerName, promise, holds } = result;
    const beside =
      peerName === null
        ? ''
        : ` (ours ${Math.round(ours)}, ${peerName} ${peer === null ? '?' : Math.round(peer)})`;
    console.log(
      `${name}: ${Number(value.toPrecision(4))} ${unit}, promised ${promise}: ${holds ? 'holds' : 'NOT MET'}${beside}`,
    );
  }
}
writeFileSync(FILE, `${JSON.stringify([...results.values()], null, 2)}\n`);
writeFileSync('README.md', withResults(readFileSync('README.md', 'utf8'), [...results.values()]));
console.log(`written to ${FILE} and README.md`);
process.exit(0);
