import { type GivenServer, LIMITS } from '../../../contracts/settings';
import { baseUrl, refuse, tokenOf, WrongSetting } from '../config';
import { object } from '../loose-json';

/** What is wrong with one field of what was given; `path` as Strapi's validation errors have it. */
export interface GivenError {
  readonly path: readonly string[];
  readonly message: string;
}

/** One server as given, checked as `config/plugins` checks it. Throws a WrongSetting. */
export function readGivenServer(value: unknown, place: string): GivenServer {
  const given = object(value);
  if (!given) return refuse(place, `(${typeof value})`, 'an object such as { url, token }');
  const { url, token, ...unknown } = given;
  const [stranger] = Object.keys(unknown);
  if (stranger) refuse(`${place}.${stranger}`, '(…)', 'left out; allowed are url and token');
  const base = baseUrl(`${place}.url`, url);
  return token === undefined ? { url: base } : { url: base, token: tokenOf(`${place}.token`, token) };
}

/** The body of a PUT, or everything that is wrong with it. */
export function readGiven(
  body: unknown,
): readonly GivenServer[] | { readonly errors: readonly GivenError[] } {
  const { servers } = object(body) ?? {};
  if (!Array.isArray(servers) || servers.length > LIMITS.servers) {
    const allowed = `a list of at most ${LIMITS.servers}, such as [{ url, token }]`;
    const found = Array.isArray(servers) ? `(${servers.length} servers)` : `(${typeof servers})`;
    return { errors: [errorOf(() => refuse('servers', found, allowed))].filter(isError) };
  }
  const read: GivenServer[] = [];
  const errors = servers.map((server: unknown, index) =>
    errorOf(() => {
      const place = `servers[${index}]`;
      const one = readGivenServer(server, place);
      if (read.some(({ url }) => url === one.url))
        refuse(`${place}.url`, one.url, 'different from the others');
      read.push(one);
    }),
  );
  const wrong = errors.filter(isError);
  return wrong.length > 0 ? { errors: wrong } : read;
}

const isError = (error: GivenError | null): error is GivenError => error !== null;

function errorOf(work: () => void): GivenError | null {
  try {
    work();
    return null;
  } catch (error) {
    if (!(error instanceof WrongSetting)) throw error;
    return { path: error.field.split(/[[\].]+/).filter(Boolean), message: error.message };
  }
}
