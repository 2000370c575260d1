import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ended, freePort, ready } from '../program/child.js';
import { pluginsPath, trafficServerPath } from './installed.js';
import { CONFIG_DIR, type Origin, siteFiles } from './site.js';

export type StartTrafficServerOptions = {
  /** Port 0, the default, takes any free one; host 127.0.0.1. */
  listen?: { host?: string; port?: number };
  page: Origin;
  fragments: Origin;
  purgeToken?: string;
  /** Until a fragment's answer goes on, in ms; whole seconds count. */
  fragmentMs?: number;
  /** Folder for everything it works with, made if needed. Default: a new one under the system's, removed at the end. */
  dir?: string;
  /** A path under which pages are about one visitor, as in `remap.config`: `/account/`. */
  privatePages?: string;
  /** More of the program's environment. */
  env?: Record<string, string>;
};

export type RunningTrafficServer = {
  url: string;
  /** What traffic_server has said so far. */
  log(): string;
  /** Whether it has not ended by itself. */
  alive(): boolean;
  stop(): Promise<void>;
};

/**
 * Starts the real traffic_server with the shipped configuration, in a folder of its own, as any user. Rejects with
 * what it said when it doesn't come up.
 */
export async function startTrafficServer(options: StartTrafficServerOptions): Promise<RunningTrafficServer> {
  const program = trafficServerPath();
  const plugins = pluginsPath();
  if (!program || !plugins)
    throw new Error('Traffic Server is not installed (Debian: apt-get install trafficserver)');
  const host = options.listen?.host ?? '127.0.0.1';
  const port = options.listen?.port || (await freePort(host));
  const dir = await workDir(options.dir);
  const files = await siteFiles({
    ...{ page: options.page, fragments: options.fragments, host, port, plugins },
    dir: dir.path,
    portBehind: await freePort('127.0.0.1'),
    fragmentMs: options.fragmentMs ?? 3000,
    privatePages: options.privatePages,
    user: await userToBecome(),
  });
  for (const [name, content] of Object.entries(files)) await writeFile(join(dir.path, 'etc', name), content);
  await cp(join(CONFIG_DIR, 'tessera'), join(dir.path, 'etc/tessera'), { recursive: true });
  const child = spawn(program, [`--run-root=${join(dir.path, 'etc/runroot.yaml')}`], {
    env: { ...process.env, ...options.env, TESSERA_PURGE_TOKEN: options.purgeToken ?? '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Whatever ends this process, traffic_server must not outlive it.
  const end = () => {
    child.kill('SIGKILL');
    if (dir.temporary) rmSync(dir.path, { recursive: true, force: true });
  };
  process.once('exit', end);
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => said.push(data));
  const log = () => Buffer.concat(said).toString();
  const stop = async () => {
    await ended(child);
    process.off('exit', end);
    if (dir.temporary) await rm(dir.path, { recursive: true, force: true });
  };
  try {
    // Its cache and its ports are open.
    const isReady = (said: string) =>
      /Traffic Server is fully initialized/.test(said) && /traffic server running/.test(said);
    await ready(child, 'traffic_server', log, isReady);
  } catch (error) {
    await stop();
    throw error;
  }
  const alive = () => child.exitCode === null && child.signalCode === null;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, log, alive, stop };
}

/** A folder that another user can work in: started by root, Traffic Server becomes one. */
async function workDir(given: string | undefined): Promise<{ path: string; temporary: boolean }> {
  const path = given ?? (await mkdtemp(join(tmpdir(), 'tessera-trafficserver-')));
  await mkdir(path, { recursive: true });
  await chmod(path, 0o755);
  for (const name of ['etc', 'cache', 'log', 'run']) {
    await mkdir(join(path, name), { recursive: true });
    await chmod(join(path, name), 0o777);
  }
  return { path, temporary: given === undefined };
}

/** It refuses to stay root, and wants a name even of who is not. */
async function userToBecome(): Promise<string> {
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const id = process.getuid?.() ?? 0;
  const [name] =
    (id === 0 ? undefined : users.find((user) => user[2] === String(id))) ??
    users.find(([name]) => name === 'trafficserver') ??
    [];
  return name ?? 'nobody';
}
