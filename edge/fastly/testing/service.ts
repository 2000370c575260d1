import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HttpHeaders, type Outcome, runVcl, type World, worldOf } from './vcl-run.js';
import { parseVcl, type Vcl } from './vcl-syntax.js';

export const source = (file: string): string => readFileSync(join(__dirname, '..', file), 'utf8');

/** Our VCL with its site file, as Fastly puts them together. `personal`: the slots that the site names. */
export function ourVcl(personal: string[] = [], privatePages = ''): Vcl {
  const main = parseVcl(source('tessera.vcl'));
  const coldStart = parseVcl(source('tessera-cold-start.vcl'));
  const site = parseVcl(
    source('tessera-site.vcl').replace(
      /(sub tessera_private_pages \{)/,
      (line) => `${line}\n${privatePages}`,
    ),
  );
  for (const slot of personal) site.tables.get('tessera_personal_slots')?.set(slot, '1');
  return {
    includes: main.includes,
    tables: new Map([...main.tables, ...site.tables]),
    subs: new Map([...main.subs, ...coldStart.subs, ...site.subs]),
  };
}

export type Ask = {
  url: string;
  method?: string;
  headers?: HttpHeaders;
  include?: boolean;
  shield?: boolean;
  /** The address of the page that includes this. */
  page?: string;
  country?: string;
};

/** One request's way through the subroutines, as far as each test takes it. */
export class Passage {
  readonly world: World;
  readonly received: Outcome;

  constructor(
    readonly vcl: Vcl,
    { url, method = 'GET', headers = {}, include = false, shield = false, page = '/', country }: Ask,
  ) {
    this.world = worldOf(
      { req: { host: 'shop.example', ...headers } },
      {
        'req.url': url,
        'req.method': method,
        'req.protocol': 'https',
        'req.restarts': 0,
        'req.esi': true,
        'req.is_esi_subreq': include,
        'req.topurl': page,
        'client.geo.country_code': country,
        'client.ip': '192.0.2.1',
        'fastly.ff.visits_this_service': shield ? 1 : 0,
        'stale.exists': false,
      },
    );
    this.received = runVcl(vcl, 'vcl_recv', this.world);
  }

  get url(): string {
    return String(this.world.variables['req.url']);
  }

  /** `lookup ADDRESS`, `pass ADDRESS` or the status of an error. */
  get way(): string {
    const { received } = this;
    if (received.kind === 'return') return `${received.name} ${this.url}`;
    return received.kind === 'error' ? `error ${received.status}` : received.kind;
  }

  get key(): string {
    this.world.variables['req.hash'] = '';
    runVcl(this.vcl, 'vcl_hash', this.world);
    return String(this.world.variables['req.hash']);
  }

  /** The headers that go to the origin (or to the shield). */
  asked(): HttpHeaders {
    const { world, received } = this;
    world.headers.bereq = { ...world.headers.req };
    const sub = received.kind === 'return' && received.name === 'pass' ? 'vcl_pass' : 'vcl_miss';
    runVcl(this.vcl, sub, world);
    return world.headers.bereq;
  }

  fetched(status: number, headers: HttpHeaders, stale = false): Outcome {
    this.world.headers.beresp = { ...headers };
    Object.assign(this.world.variables, { 'beresp.status': status, 'stale.exists': stale });
    return runVcl(this.vcl, 'vcl_fetch', this.world);
  }

  delivered(headers: HttpHeaders, state = 'HIT'): Outcome {
    this.world.headers.resp = { ...headers };
    this.world.variables['fastly_info.state'] = state;
    return runVcl(this.vcl, 'vcl_deliver', this.world);
  }

  /** After `restart`, with the request as it has become. */
  again(): Outcome {
    this.world.variables['req.restarts'] = Number(this.world.variables['req.restarts']) + 1;
    return runVcl(this.vcl, 'vcl_recv', this.world);
  }
}
