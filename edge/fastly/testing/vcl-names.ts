import type { Expression, Statement, Vcl } from './vcl-syntax.js';

// What our VCL may use and where, by Fastly's reference of variables, functions and subroutines.

const ALL = ['recv', 'hash', 'hit', 'miss', 'pass', 'fetch', 'error', 'deliver', 'log'];

/** Subroutines in which each object's headers can be had. */
const HEADERS: Record<string, string[]> = {
  req: ALL,
  bereq: ['miss', 'pass', 'fetch'],
  beresp: ['fetch'],
  obj: ['hit', 'error', 'deliver', 'log'],
  resp: ['deliver', 'log'],
};

/** Variables: where they can be read, and where set. */
const VARIABLES: Record<string, { read: string[]; set?: string[] }> = {
  'client.ip': { read: ALL },
  'client.geo.country_code': { read: ALL },
  'client.geo.region': { read: ALL },
  'fastly.ff.visits_this_service': { read: ALL },
  'fastly_info.state': { read: ['hit', 'miss', 'pass', 'fetch', 'error', 'deliver', 'log'] },
  'req.method': { read: ALL },
  'req.url': { read: ALL, set: ALL },
  'req.topurl': { read: ALL },
  'req.protocol': { read: ALL },
  'req.restarts': { read: ALL },
  'req.esi': { read: ['recv', 'fetch', 'deliver', 'error'], set: ['recv', 'fetch', 'deliver', 'error'] },
  'req.is_esi_subreq': { read: ALL },
  'req.hash': { read: [], set: ['hash', 'error'] },
  're.group.1': { read: ALL },
  'obj.cacheable': { read: ['hit', 'error', 'deliver', 'log'] },
  'obj.status': { read: ['error', 'deliver', 'log'], set: ['error'] },
  'beresp.status': { read: ['fetch'], set: ['fetch'] },
  'beresp.cacheable': { read: ['fetch'], set: ['fetch'] },
  'beresp.ttl': { read: ['fetch'], set: ['fetch'] },
  'beresp.stale_if_error': { read: ['fetch'], set: ['fetch'] },
  'beresp.stale_while_revalidate': { read: ['fetch'], set: ['fetch'] },
  'stale.exists': { read: ['miss', 'fetch', 'error', 'deliver', 'log'] },
};

const FUNCTIONS = new Set([
  'header.filter_except',
  'querystring.sort',
  'regsub',
  'regsuball',
  'subfield',
  'table.contains',
]);

const RETURNS: Record<string, string[]> = {
  recv: ['lookup', 'pass'],
  hash: ['hash'],
  hit: ['deliver', 'pass'],
  miss: ['fetch', 'pass', 'deliver_stale'],
  pass: ['pass'],
  fetch: ['deliver', 'pass', 'deliver_stale'],
  error: ['deliver', 'deliver_stale'],
  deliver: ['deliver'],
};

/** Compiling fails at Fastly when one of these is changed. */
const PROTECTED =
  /^(content-length|content-range|expect|fastly-ff|proxy-authenticate|proxy-authorization|te|trailer|transfer-encoding|upgrade)$/i;

/** Everything that Fastly would not take, as lines; follows calls, as what is allowed depends on the caller. */
export function complaints(vcl: Vcl): string[] {
  const found = new Set<string>();
  for (const [name, body] of vcl.subs) {
    const phase = /^vcl_(\w+)$/.exec(name)?.[1];
    if (phase === undefined) continue;
    if (!ALL.includes(phase)) found.add(`${name} is no subroutine of Fastly`);
    else new Check(vcl, phase, (line) => found.add(`${name}: ${line}`)).statements(body);
  }
  return [...found];
}

class Check {
  constructor(
    private readonly vcl: Vcl,
    private readonly phase: string,
    private readonly complain: (line: string) => void,
  ) {}

  statements(body: Statement[]): void {
    for (const statement of body) this.#statement(statement);
  }

  #statement(statement: Statement): void {
    const { phase } = this;
    switch (statement.kind) {
      case 'if':
        this.#expression(statement.test);
        this.statements(statement.then);
        this.statements(statement.otherwise);
        return;
      case 'set':
        this.#name(statement.name, true);
        this.#expression(statement.value);
        return;
      case 'unset':
        if (!/\.http\./.test(statement.name)) this.complain(`unset ${statement.name}`);
        else this.#name(statement.name, true);
        return;
      case 'call': {
        const body = this.vcl.subs.get(statement.name);
        if (body) this.statements(body);
        else this.complain(`call ${statement.name}: there is no such sub`);
        return;
      }
      case 'return':
        if (!RETURNS[phase]?.includes(statement.name)) this.complain(`return(${statement.name})`);
        return;
      case 'error':
        if (!['recv', 'hit', 'miss', 'pass', 'fetch'].includes(phase)) this.complain('error');
        return;
      case 'restart':
        if (!['recv', 'hit', 'fetch', 'error', 'deliver'].includes(phase)) this.complain('restart');
        return;
      case 'esi':
        // Allowed elsewhere, but without effect.
        if (phase !== 'fetch') this.complain('esi');
        return;
      case 'synthetic':
        if (phase !== 'error') this.complain('synthetic');
        return;
      case 'do':
        this.#expression(statement.call);
        return;
      case 'declare':
        if (!statement.name.startsWith('var.')) this.complain(`declare ${statement.name}`);
    }
  }

  #expression(expression: Expression): void {
    switch (expression.kind) {
      case 'name':
        this.#name(expression.name, false);
        return;
      case 'call':
        this.#call(expression.name, expression.args);
        return;
      case 'join':
        for (const part of expression.parts) this.#expression(part);
        return;
      case 'not':
        this.#expression(expression.operand);
        return;
      case 'both':
      case 'either':
      case 'compare':
        this.#expression(expression.left);
        this.#expression(expression.right);
        if (expression.kind === 'compare' && /~/.test(expression.operator)) this.#pattern(expression.right);
    }
  }

  #call(name: string, args: Expression[]): void {
    if (!FUNCTIONS.has(name)) this.complain(`${name}(…)`);
    if (name.startsWith('regsub')) this.#pattern(args[1]);
    // The first argument of these is no value: an object, a table.
    const [first, ...rest] = args;
    if (name === 'table.contains') {
      if (first?.kind !== 'name' || !this.vcl.tables.has(first.name)) this.complain(`${name}: no such table`);
    } else if (name === 'header.filter_except') {
      if (first?.kind !== 'name' || !HEADERS[first.name]?.includes(this.phase)) this.complain(name);
    } else if (first) this.#expression(first);
    for (const arg of rest) if (!(arg.kind === 'name' && arg.name === 'true')) this.#expression(arg);
  }

  /** Patterns are compiled with the configuration, so they can't be put together. */
  #pattern(expression: Expression | undefined): void {
    if (expression?.kind !== 'text') this.complain('a pattern that is no literal');
  }

  #name(name: string, changed: boolean): void {
    if (/^var\.\w+$/.test(name)) return;
    const [, object = '', header = ''] = /^(\w+)\.http\.([\w-]+\*?)$/.exec(name) ?? [];
    if (header) {
      if (!HEADERS[object]?.includes(this.phase)) this.complain(name);
      if (changed && PROTECTED.test(header)) this.complain(`${name} is protected`);
      return;
    }
    const allowed = changed ? VARIABLES[name]?.set : VARIABLES[name]?.read;
    if (!allowed?.includes(this.phase) && name !== 'true' && name !== 'false') {
      this.complain(`${changed ? 'set ' : ''}${name}`);
    }
  }
}
