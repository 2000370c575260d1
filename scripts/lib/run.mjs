import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

/** Runs a command with its output shown; rejects with its name when it fails. */
export function run(command, args, { cwd = ROOT, env = {}, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data) => {
        output += data;
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(output);
      if (quiet) process.stderr.write(output);
      reject(new Error(`"${command} ${args.join(' ')}" ended with ${signal ?? code}`));
    });
  });
}

/** Says what is being done and how long it took; quiet output is shown only when it fails. */
export async function step(title, work) {
  const start = Date.now();
  process.stdout.write(`${title} … `);
  try {
    const result = await work();
    process.stdout.write(`${((Date.now() - start) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stdout.write('failed\n');
    throw error;
  }
}

/** Runs a script's main function; a failure is one line and exit code 1. */
export function main(work) {
  work().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
