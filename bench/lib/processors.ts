import { spawnSync } from 'node:child_process';

/** The processors a process may run on, as `taskset` lists them (`0,1`, `0-3`); null where that is not known. */
export function processorsOf(pid = process.pid): string | null {
  const { status, stdout } = spawnSync('taskset', ['-cp', String(pid)], { encoding: 'utf8' });
  return (status === 0 && /: ([\d,-]+)\s*$/.exec(stdout)?.[1]) || null;
}

/** Keeps a process, and what it starts from now on, to some processors. */
export function keepTo(processors: string, pid = process.pid): void {
  const { status, stderr } = spawnSync('taskset', ['-acp', processors, String(pid)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`processors are ${processors}: ${stderr.trim()}`);
}

/** The single processors of a list. */
export const single = (processors: string): string[] =>
  processors.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
  });
