import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOM = join(__dirname, '..');

/** The shop serves its compiled scripts, and main.ts runs compiled: brings both up to date (a second when they are). */
export const compileShop = (): void => {
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-b', ROOM], { stdio: 'inherit' });
};

export const MAIN = join(ROOM, 'dist/main.js');
