import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';

const START_MS = 30_000;
const STOP_MS = 5_000;

/** For programs that take no port 0. */
export function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Resolves when what the program has said so far means that it takes connections; rejects with what it said. */
export function ready(
  child: ChildProcess,
  name: string,
  log: () => string,
  isReady: (said: string) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(`did not start within ${START_MS / 1000} s`), START_MS);
    const settle = () => {
      clearTimeout(timer);
      for (const stream of [child.stdout, child.stderr]) stream?.off('data', look);
      child.off('exit', exited);
    };
    const fail = (why: string) => {
      settle();
      reject(new Error(`${name} ${why}:\n${log()}`));
    };
    const look = () => {
      if (!isReady(log())) return;
      settle();
      resolve();
    };
    const exited = (code: number | null) => fail(`ended with ${code}`);
    child.once('error', (error) => fail(error.message));
    child.once('exit', exited);
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', look);
  });
}

/** Ends the program; resolves when it has ended. */
export function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
    return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
