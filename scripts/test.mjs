// npm test [-- JEST ARGUMENTS]: set-up, then every test: first those of single rooms, side by side; then
// those across rooms, which start whole products, one after the other.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { at } from './lib/paths.mjs';
import { main, run } from './lib/run.mjs';
import { checkServices } from './lib/services.mjs';

const args = process.argv.slice(2);
const counts = path.join(tmpdir(), `tessera-counts-${process.pid}`);

async function jest(project, ...more) {
  const reporters = ['--reporters=default', `--reporters=${at('scripts/lib/closing-line.mjs')}`];
  const options = ['--selectProjects', project, '--passWithNoTests', ...reporters, ...more];
  try {
    await run(
      'node',
      [at('node_modules/jest/bin/jest.js'), ...options, ...(args.length > 0 ? ['--', ...args] : [])],
      {
        env: { TESSERA_COUNTS: counts },
      },
    );
    return true;
  } catch {
    return false;
  }
}

main(async () => {
  await install();
  checkServices();
  await build();
  const ok = [await jest('unit'), await jest('across', '--runInBand')].every(Boolean);
  const lines = existsSync(counts)
    ? readFileSync(counts, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
  rmSync(counts, { force: true });
  const sum = (key) => lines.reduce((total, line) => total + line[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  if (!ok || sum('failed') > 0) process.exitCode = 1;
});
