import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');

export interface ServerProcess {
  readonly child: ChildProcess;
  /** What it logged so far. */
  output(): string;
  /** Resolves with exit code or signal. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

const COMMAND: readonly string[] = [resolve(ROOT, 'server/bin/tessera.js'), 'serve'];

/** Starts the built server as its users do, unless told another `command`, and waits until it is ready. */
export async function startServerProcess(
  env: Record<string, string>,
  url: string,
  command = COMMAND,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, command, {
    env: { ...process.env, TESSERA_LOG: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      output += data;
    });
  }
  const ended = new Promise<number | NodeJS.Signals | null>((done) => {
    child.once('exit', (code, signal) => done(code ?? signal));
  });
  for (let tries = 0; ; tries++) {
    if (child.exitCode !== null || tries > 6_000) throw new Error(`the server did not start:\n${output}`);
    const ready = await fetch(`${url}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (ready) return { child, output: () => output, ended };
    await new Promise((wait) => setTimeout(wait, 5));
  }
}
