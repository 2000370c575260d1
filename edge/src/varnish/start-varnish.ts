import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ended, freePort, ready } from '../program/child.js';
import { varnishdPath, xkeyInstalled } from './installed.js';
import { type Backend, siteVcl } from './site.js';

export type StartVarnishOptions = {
  /** Port 0, the default, takes any free one; host 127.0.0.1. */
  listen?: { host?: string; port?: number };
  page: Backend;
  fragments: Backend;
  purgeToken?: string;
  /** Folder for the working files, made if needed. Default: a new one under the system's, removed at the end. */
  dir?: string;
  /** Memory for objects, as varnishd writes sizes. Default `64m`. */
  memory?: string;
  /** Until a fragment's answer begins, in ms. */
  fragmentMs?: number;
  /** Default: xkey where it is installed, else bans. */
  purging?: 'xkey' | 'ban';
};

export type RunningVarnish = {
  url: string;
  /** What varnishd has said so far. */
  log(): string;
  stop(): Promise<void>;
};

/** The folder of tessera.vcl, seen from `src` as well as from `dist`. */
export const VCL_DIR = fileURLToPath(new URL('../../varnish/', import.meta.url));

/**
 * Starts the real varnishd with the shipped tessera.vcl, as any user. Rejects with what varnishd said when it
 * doesn't come up (a taken port, a missing module).
 */
export async function startVarnish(options: StartVarnishOptions): Promise<RunningVarnish> {
  const program = varnishdPath();
  if (!program)
    throw new Error('varnishd is not installed (Debian: apt-get install varnish varnish-modules)');
  const host = options.listen?.host ?? '127.0.0.1';
  const port = options.listen?.port || (await freePort(host));
  const site = siteVcl({ purging: xkeyInstalled() ? 'xkey' : 'ban', ...options });
  const dir = await workDir(options.dir);
  await writeFile(join(dir.path, 'tessera-site.vcl'), site);
  const child = spawn(program, varnishArguments(dir.path, host, port, options.memory ?? '64m'), {
    env: { ...process.env, TESSERA_PURGE_TOKEN: options.purgeToken ?? '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Whatever ends this process, varnishd must not outlive it.
  const end = () => {
    child.kill();
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
    // It says so after compiling its configuration.
    await ready(child, 'varnishd', log, (said) => /Child \(\d+\) said Child starts/.test(said));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, log, stop };
}

function varnishArguments(dir: string, host: string, port: number, memory: string): string[] {
  const parameters = {
    vcl_path: `${dir}:${VCL_DIR}`,
    // Pages are stitched because they ask for it, whatever they begin with.
    feature: '+esi_disable_xml_check,+esi_remove_bom',
    // A fragment may be asked for by what a request tells, then refreshed, then shown stale.
    max_restarts: '8',
    // What says nothing of its lifetime has none.
    default_ttl: '0',
    thread_pools: '1',
    thread_pool_min: '50',
    vsl_space: '16m',
  };
  return [
    '-F',
    // Its own folder instead of /var/lib/varnish, no change of user, no management port: works for anybody.
    ...['-n', join(dir, 'work'), '-j', 'none', '-T', 'none'],
    ...['-a', `${host}:${port}`, '-s', `malloc,${memory}`],
    ...Object.entries(parameters).flatMap(([name, value]) => ['-p', `${name}=${value}`]),
    ...['-f', join(VCL_DIR, 'tessera.vcl')],
  ];
}

async function workDir(given: string | undefined): Promise<{ path: string; temporary: boolean }> {
  if (given === undefined)
    return { path: await mkdtemp(join(tmpdir(), 'tessera-varnish-')), temporary: true };
  await mkdir(given, { recursive: true });
  return { path: given, temporary: false };
}
