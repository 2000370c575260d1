import { parseArgs } from 'node:util';
import { addressOf, DOMAIN } from '../handler/site.js';
import { type RunningEdge, type StartEdgeOptions, startEdge } from './start-edge.js';

const HELP = `tessera edge: a caching, stitching reverse proxy for development and small sites

  tessera edge --origin URL [--fragments URL] --port N [--host H] [--behind-proxy] [--no-visitor-ids]
               [--country-header NAME]

  --origin URL     where the pages come from, e.g. http://127.0.0.1:4100
  --fragments URL  the fragment server, e.g. http://127.0.0.1:4000; without it only the origin's own
                   includes are stitched
  --port N         port to listen on, 0 to 65535 (0 takes a free one)
  --host H         address to listen on (default 127.0.0.1)
  --behind-proxy   every request comes through a proxy (for TLS, say), whose X-Forwarded-For, -Proto and
                   -Host are believed
  --no-visitor-ids don't give new visitors their id with the first page; the first beacon will
  --country-header NAME
                   header by which a proxy in front, and nobody else, names the visitor's country
  --help           this text

  TESSERA_COOKIE_DOMAIN  domain of visitors' ids, for sites with several hosts
  TESSERA_PURGE_TOKEN    bearer token that PURGE requests must carry; without it purging is refused
`;

class WrongUse extends Error {}

type Arguments = { help: true } | { help: false; options: StartEdgeOptions };

/**
 * The command `tessera edge`. Gives the exit code: 0 after a clean stop by SIGTERM or SIGINT, 1 when the
 * port can't be had, 2 for wrong use.
 */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  let running: RunningEdge;
  try {
    const read = readArguments(argv, env);
    if (read.help) {
      process.stdout.write(HELP);
      return 0;
    }
    running = await startEdge(read.options);
    const { origin, fragments } = read.options;
    process.stdout.write(
      `edge on ${running.url}, pages from ${origin}${fragments ? `, fragments from ${fragments}` : ''}\n`,
    );
  } catch (error) {
    if (error instanceof WrongUse) return complain(error.message, 2);
    if (isSystemError(error)) return complain(listenProblem(error, argv), 1);
    throw error;
  }
  await stopSignal();
  await running.close();
  return 0;
}

function complain(message: string, code: number): number {
  process.stderr.write(`tessera edge: ${message}\n`);
  return code;
}

function readArguments(argv: readonly string[], env: NodeJS.ProcessEnv): Arguments {
  const { values } = parse(argv);
  if (values.help) return { help: true };
  const fragments = values.fragments === undefined ? undefined : origin('--fragments', values.fragments);
  const host = values.host ?? '127.0.0.1';
  if (!/^[\w.:-]+$/.test(host)) throw wrong('--host', host, 'a host name or an IP address');
  const domain = env.TESSERA_COOKIE_DOMAIN;
  if (domain && !DOMAIN.test(domain))
    throw wrong('TESSERA_COOKIE_DOMAIN', domain, 'a domain such as shop.example');
  const country = values['country-header'];
  if (country !== undefined && !/^[\w-]+$/.test(country))
    throw wrong('--country-header', country, 'a header’s name');
  const token = env.TESSERA_PURGE_TOKEN;
  return {
    help: false,
    options: {
      origin: origin('--origin', values.origin),
      ...(fragments === undefined ? {} : { fragments }),
      port: port(values.port),
      host,
      ...(country === undefined ? {} : { countryHeader: country }),
      behindProxy: values['behind-proxy'] ?? false,
      visitorIds: !values['no-visitor-ids'],
      ...(domain ? { cookieDomain: domain } : {}),
      ...(token ? { purgeToken: token } : {}),
    },
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        origin: { type: 'string' },
        fragments: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        'country-header': { type: 'string' },
        'behind-proxy': { type: 'boolean' },
        'no-visitor-ids': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new WrongUse(`${(error as Error).message} (see --help)`);
  }
}

function origin(option: string, value: string | undefined): string {
  try {
    return addressOf(option, value).origin;
  } catch (error) {
    throw new WrongUse((error as Error).message);
  }
}

function port(value: string | undefined): number {
  const number = Number(value);
  if (!/^\d{1,5}$/.test(value ?? '') || number > 65_535) throw wrong('--port', value, '0 to 65535');
  return number;
}

const wrong = (option: string, value: string | undefined, allowed: string): WrongUse =>
  new WrongUse(
    `${option} is ${value === undefined ? 'missing' : JSON.stringify(value)}; allowed: ${allowed}`,
  );

const isSystemError = (error: unknown): error is { code: string; message: string } =>
  typeof (error as { code?: unknown } | null)?.code === 'string';

function listenProblem(
  { code, message }: { code: string; message: string },
  argv: readonly string[],
): string {
  const { values } = parse(argv);
  const place = `--port ${values.port} on ${values.host ?? '127.0.0.1'}`;
  if (code === 'EADDRINUSE') return `${place} is taken; choose another --port`;
  if (code === 'EACCES') return `${place} is not allowed for this user; choose a --port above 1023`;
  return `${place} can’t be had: ${message}`;
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}
