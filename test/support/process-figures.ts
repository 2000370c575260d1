import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const isLinux = process.platform === 'linux';

/** Resident memory of a process, MB (10⁶ bytes). */
export function residentMb(pid: number): number {
  const kb = isLinux
    ? /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return (Number(kb) * 1_024) / 1e6;
}

/** How many sockets a process has open, listening ones included. */
export function socketsOf(pid: number): number {
  if (!isLinux) {
    const list = execFileSync('lsof', ['-nP', '-a', '-i', '-p', String(pid)], { encoding: 'utf8' });
    return list.trim().split('\n').length - 1;
  }
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).filter((name) => {
    try {
      return readlinkSync(`${folder}/${name}`).startsWith('socket:');
    } catch {
      // Closed meanwhile.
      return false;
    }
  }).length;
}
