/** What a variable can be: text, or for a language whether the visitor accepts it; undefined: there is none. */
export type Value = string | boolean | undefined;

/** The variables of one request. */
export interface Variables {
  /** `$(NAME)`, or with `key` `$(NAME{key})`. */
  get(name: string, key: string | undefined): Value;
}

export const NO_VARIABLES: Variables = { get: () => undefined };

/** What a visitor asked for, as far as pages may speak of it. */
export type VisitorRequest = { url: URL; headers: Headers };

/**
 * The variables of the ESI language specification 1.0, section 4 (https://www.w3.org/TR/esi-lang/), of a request.
 * Other headers are nobody's business: a page could be made to show credentials meant for somebody else.
 */
export function requestVariables({ url, headers }: VisitorRequest): Variables {
  const header = (name: string): string => headers.get(name) ?? '';
  let cookies: ReadonlyMap<string, string> | undefined;
  let languages: ReadonlySet<string> | undefined;
  return {
    get: (name, key) => {
      switch (name) {
        case 'HTTP_ACCEPT_LANGUAGE':
          if (key === undefined) return header('accept-language');
          languages ??= languagesIn(header('accept-language'));
          return languages.has(key.toLowerCase());
        case 'HTTP_COOKIE':
          if (key === undefined) return header('cookie');
          cookies ??= cookiesIn(header('cookie'));
          return cookies.get(key);
        case 'HTTP_HOST':
          return key === undefined ? header('host') || url.host : undefined;
        case 'HTTP_REFERER':
          return key === undefined ? header('referer') : undefined;
        case 'HTTP_USER_AGENT':
          return key === undefined ? header('user-agent') : userAgentPart(header('user-agent'), key);
        case 'QUERY_STRING':
          return key === undefined ? url.search.slice(1) : (url.searchParams.get(key) ?? undefined);
        default:
          return undefined;
      }
    },
  };
}

function languagesIn(header: string): ReadonlySet<string> {
  const tags = header.split(',').map((part) => part.split(';', 1)[0]?.trim().toLowerCase() ?? '');
  return new Set(tags.filter((tag) => tag !== ''));
}

/** As they stand, not decoded; of two with one name the first, which is that of the longer path. */
function cookiesIn(header: string): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    const name = (equals < 0 ? pair : pair.slice(0, equals)).trim();
    if (name !== '' && !cookies.has(name)) cookies.set(name, equals < 0 ? '' : pair.slice(equals + 1).trim());
  }
  return cookies;
}

/** As the specification has it, which knows three browsers and four systems. */
function userAgentPart(agent: string, key: string): Value {
  if (agent === '') return undefined;
  switch (key) {
    case 'browser':
      return /MSIE|Trident/.test(agent) ? 'MSIE' : agent.startsWith('Mozilla') ? 'MOZILLA' : 'OTHER';
    case 'os':
      if (agent.includes('Windows')) return 'WIN';
      if (agent.includes('Mac')) return 'MAC';
      return /X11|Linux|BSD|Unix|SunOS/i.test(agent) ? 'UNIX' : 'OTHER';
    case 'version':
      return (/MSIE (\d+(?:\.\d+)?)/.exec(agent) ?? /^\w+\/(\d+(?:\.\d+)?)/.exec(agent))?.[1];
    default:
      return undefined;
  }
}
