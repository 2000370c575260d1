import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../support/server-process.js';
import { skippedBecause } from '../support/skip.js';
import { specFile } from '../support/spec.js';

interface Outcome {
  readonly id: string;
  readonly pass: boolean;
  readonly why: readonly string[];
}

const HOLE =
  'an include without onerror that fails leaves a hole, not an error page: what is personal must never cost the page, whose beginning may be under way already';

/** Cases tagged `w3c` whose answer differs here, and why. All others must agree, and these must not. */
const DIFFERS: Readonly<Record<string, string>> = { 'fastly-e2e-03': HOLE, 'fastly-tr-fail': HOLE };

/** The published cases of three other processors, by their own runner, against the Node edge as users start it. */
describe('the Node edge’s ESI is the specification’s', () => {
  const runner = specFile('esi/run.mjs');
  if (!runner) return skippedBecause('../shared/spec is missing');

  it('in every case tagged w3c but those listed', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'tessera-esi-'));
    const file = join(directory, 'outcomes.json');
    try {
      const edge = `${process.execPath} ${join(ROOT, 'server/bin/tessera.js')} edge --origin {origin} --port {port}`;
      const args = ['--edge-cmd', edge, '--cases', join(runner, '..'), '--dialect', 'w3c', '--json', file];
      // Ends with 0 whatever the cases say, unless it could not run at all.
      await promisify(execFile)(process.execPath, [runner, ...args], { maxBuffer: 2 ** 24 });
      expect(existsSync(file)).toBe(true);
      const outcomes = JSON.parse(readFileSync(file, 'utf8')) as Outcome[];
      expect(outcomes.length).toBeGreaterThan(200);
      const failed = outcomes.filter(({ pass }) => !pass);
      const unexpected = failed.filter(({ id }) => !Object.hasOwn(DIFFERS, id));
      expect(unexpected).toEqual([]);
      expect(failed.map(({ id }) => id).sort()).toEqual(Object.keys(DIFFERS).sort());
      console.log(
        `${outcomes.length - failed.length} of ${outcomes.length} agree; ${Object.keys(DIFFERS).join(', ')} differ: ${HOLE}`,
      );
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }, 120_000);
});
