import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { ended, ready } from '../../edge/src/program/child.js';
import { findProgram } from '../../edge/src/program/find.js';

/** How to reach it: over a socket in a folder of its own, so that no port is taken and nobody else gets in. */
export interface PostgresConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
}

export interface Postgres {
  readonly connection: PostgresConnection;
  stop(): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';
const USER = 'tessera';
/** Only names the socket. */
const PORT = 5432;

/** The folder of PostgreSQL's programs, the newest version's; undefined if it is not installed. */
export function postgresPrograms(): string | undefined {
  const initdb = findProgram('initdb', debianFolders());
  return initdb && path.dirname(initdb);
}

function debianFolders(): string[] {
  try {
    const versions = readdirSync(DEBIAN).filter((name) => /^\d+$/.test(name));
    return versions.sort((a, b) => Number(b) - Number(a)).map((version) => path.join(DEBIAN, version, 'bin'));
  } catch {
    return [];
  }
}

/** Starts a PostgreSQL with an empty cluster in a new folder, which goes when it stops. Takes some 2 s. */
export async function startPostgres(programs: string): Promise<Postgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tessera-postgres-'));
  const data = path.join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  // PostgreSQL refuses to run as root.
  const person = userInfo().uid === 0 ? unprivileged() : null;
  if (person) for (const one of [folder, data]) chownSync(one, person.uid, person.gid);
  const as = person ?? {};

  execFileSync(
    path.join(programs, 'initdb'),
    ['-D', data, '-U', USER, '-E', 'UTF8', '--locale=C', '--auth=trust', '--no-sync'],
    { ...as, stdio: ['ignore', 'ignore', 'pipe'], cwd: folder },
  );
  // Nothing needs to survive: what costs time for durability is off.
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=50',
  ];
  const child = spawn(
    path.join(programs, 'postgres'),
    ['-D', data, '-p', String(PORT), ...settings.flatMap((setting) => ['-c', setting])],
    { ...as, stdio: ['ignore', 'pipe', 'pipe'], cwd: folder },
  );
  await startedWell(child);
  return {
    connection: { host: folder, port: PORT, user: USER },
    async stop() {
      // Asks for a "fast" shutdown; what `ended` sends waits for clients, which are gone or have hung.
      child.kill('SIGINT');
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function startedWell(child: ChildProcess): Promise<void> {
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text) => {
      log += text;
    });
  }
  return ready(
    child,
    'PostgreSQL',
    () => log,
    (said) => said.includes('ready to accept connections'),
  );
}

function unprivileged(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
