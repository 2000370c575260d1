import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../lib/paths.mjs';

const PATIENCE_MS = 12_000;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts programs, each with a log file of its own, and stops all of them, whatever happens. */
export function processGroup(logDirectory, onUnexpectedEnd) {
  mkdirSync(logDirectory, { recursive: true });
  const running = [];
  let stopping = false;

  const start = (name, args, { cwd = ROOT, env = {} } = {}) => {
    const file = path.join(logDirectory, `${name}.log`);
    const log = createWriteStream(file);
    // A group of its own: Ctrl-C in the terminal reaches us only, and we stop things in order.
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const one = { name, child, file, ended: false };
    child.once('exit', (code, signal) => {
      one.ended = true;
      if (!stopping)
        onUnexpectedEnd(
          new Error(`${name} ended with ${signal ?? code}; the end of ${file}:\n${tail(file)}`),
        );
    });
    running.push(one);
    return one;
  };

  /** Resolves when the address answers, rejects when the program ends first or takes too long. */
  const answers = async (one, url, seconds) => {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(100)) {
      if (one.ended)
        throw new Error(`${one.name} ended before it answered; the end of ${one.file}:\n${tail(one.file)}`);
      const ok = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
        (response) => response.status < 400,
        () => false,
      );
      if (ok) return;
    }
    throw new Error(
      `${one.name} did not answer at ${url} within ${seconds} s; the end of ${one.file}:\n${tail(one.file)}`,
    );
  };

  const stop = async () => {
    stopping = true;
    const signal = (one, name) => {
      try {
        process.kill(-one.child.pid, name);
      } catch {
        // It has gone by itself.
      }
    };
    for (const one of running) if (!one.ended) signal(one, 'SIGTERM');
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end && running.some(({ ended }) => !ended); )
      await sleep(50);
    for (const one of running) signal(one, 'SIGKILL');
  };

  return { start, answers, stop };
}

function tail(file) {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-15).join('\n');
  } catch {
    return '(no log)';
  }
}
