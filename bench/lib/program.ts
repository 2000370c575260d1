import { type ChildProcess, spawn } from 'node:child_process';

export interface Program {
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a Node program and waits until it answers (or until it prints, where there is no address). */
export async function startProgram(
  args: readonly string[],
  env: Record<string, string>,
  url: string,
  patienceS = 60,
): Promise<Program> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<never>((_, reject) =>
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}`))),
  );
  ended.catch(() => undefined);
  const end = performance.now() + patienceS * 1_000;
  for (;;) {
    if (performance.now() > end) throw new Error(`${url} did not answer within ${patienceS} s`);
    const ready = await Promise.race([
      fetch(url).then(
        ({ status }) => status < 500,
        () => false,
      ),
      ended,
    ]);
    if (ready) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    child,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}
