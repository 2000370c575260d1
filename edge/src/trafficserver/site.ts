import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Origin = { host: string; port: number };

export type Site = {
  page: Origin;
  fragments: Origin;
  host: string;
  /** For visitors. */
  port: number;
  /** For Traffic Server itself. */
  portBehind: number;
  /** Whom it becomes when started by root. */
  user: string;
  privatePages: string | undefined;
  /** Until an origin's answer goes on, in ms; Traffic Server counts in seconds. */
  fragmentMs: number;
  dir: string;
  plugins: string;
};

/** The folder of the shipped configuration, seen from `src` as well as from `dist`. */
export const CONFIG_DIR = fileURLToPath(new URL('../../trafficserver/', import.meta.url));

/** What goes into a configuration without being able to end its line. */
const HOST = /^[\w.:-]+$/;
const PATH = /^\/[\w/-]+\/$/;

const LEVELS = ['status', 'note', 'warning', 'error', 'fatal', 'alert', 'emergency'];

/** The shipped configuration with this site's values, as file names and their contents. */
export async function siteFiles(site: Site): Promise<Record<string, string>> {
  const { dir, host, port, portBehind, page, fragments, user } = site;
  for (const origin of [page, fragments, { host, port }, { host: '127.0.0.1', port: portBehind }])
    check(origin);
  const [records, remap] = await Promise.all(
    ['records.config', 'remap.config'].map((name) => readFile(join(CONFIG_DIR, name), 'utf8')),
  );
  const { privatePages = '/account/' } = site;
  if (!PATH.test(privatePages)) {
    throw new RangeError(
      `privatePages is ${JSON.stringify(privatePages)}; allowed: a path such as /account/`,
    );
  }
  const ip = host.includes(':') ? `[${host}]` : host;
  return {
    'records.config': [
      records,
      `CONFIG proxy.config.http.server_ports STRING ${port}:ip-in=${ip} ${portBehind}:ip-in=127.0.0.1`,
      `CONFIG proxy.config.http.transaction_no_activity_timeout_out INT ${Math.ceil(site.fragmentMs / 1000)}`,
      `CONFIG proxy.config.admin.user_id STRING ${user}`,
      // Its directory is what is left of the cache after a restart.
      'CONFIG proxy.config.cache.dir.sync_frequency INT 1',
      // To stderr instead of a file.
      ...LEVELS.map((level) => `CONFIG proxy.config.diags.output.${level} STRING E`),
      '',
    ].join('\n'),
    'remap.config': (remap ?? '')
      .replace('# map /account/', site.privatePages === undefined ? '# map /account/' : 'map /account/')
      .replaceAll('/account/', privatePages)
      .replaceAll('127.0.0.1:4000', authority(fragments))
      .replaceAll('127.0.0.1:4100', authority(page))
      .replaceAll('@pparam=8081', `@pparam=${portBehind}`)
      .replaceAll('/var/cache/trafficserver', join(dir, 'cache')),
    'storage.config': `${join(dir, 'cache')} 64M\n`,
    'ip_allow.yaml': 'ip_allow:\n  - { apply: in, ip_addrs: [0/0, ::/0], action: allow, methods: ALL }\n',
    'runroot.yaml': runroot(dir, site.plugins),
  };
}

function authority({ host, port }: Origin): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function check({ host, port }: Origin): void {
  if (!HOST.test(host))
    throw new RangeError(`host is ${JSON.stringify(host)}; allowed: a name or an address`);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new RangeError(`port is ${port}; allowed: 1 to 65535`);
  }
}

/** Where everything is: in one folder instead of all over the system, so that anybody may start it. */
function runroot(dir: string, plugins: string): string {
  const folders = {
    prefix: dir,
    exec_prefix: dir,
    bindir: dir,
    sbindir: dir,
    sysconfdir: join(dir, 'etc'),
    datadir: join(dir, 'cache'),
    includedir: dir,
    libdir: dir,
    libexecdir: plugins,
    localstatedir: join(dir, 'run'),
    runtimedir: join(dir, 'run'),
    logdir: join(dir, 'log'),
    mandir: dir,
    infodir: dir,
    cachedir: join(dir, 'cache'),
  };
  return Object.entries(folders)
    .map(([name, folder]) => `${name}: ${folder}\n`)
    .join('');
}
