import type { Expression, Statement, Vcl } from './vcl-syntax.js';

/** Headers by their names in lower case. */
export type HttpHeaders = Record<string, string>;

/** What a request's subroutines see and change; `variables` by their whole names, such as `req.url`. */
export type World = {
  headers: Record<string, HttpHeaders>;
  variables: Record<string, Value>;
  esi: boolean;
  body: string | undefined;
};

/** How a subroutine ended: `return(pass)`, `error 604`, `restart`. */
export type Outcome =
  | { kind: 'return'; name: string }
  | { kind: 'error'; status: number }
  | { kind: 'restart' };

type Value = string | number | boolean | undefined;

export function worldOf(headers: World['headers'], variables: World['variables']): World {
  return { headers, variables, esi: false, body: undefined };
}

/** Runs one of Fastly's subroutines as our VCL writes them. */
export function runVcl(vcl: Vcl, sub: string, world: World): Outcome {
  const outcome = new Run(vcl, world).sub(sub);
  if (!outcome) throw new Error(`${sub} ends without a return`);
  return outcome;
}

class Run {
  constructor(
    private readonly vcl: Vcl,
    private readonly world: World,
  ) {}

  sub(name: string): Outcome | undefined {
    const body = this.vcl.subs.get(name);
    if (!body) throw new Error(`there is no sub ${name}`);
    return this.#block(body);
  }

  #block(body: Statement[]): Outcome | undefined {
    for (const statement of body) {
      const outcome = this.#statement(statement);
      if (outcome) return outcome;
    }
    return undefined;
  }

  #statement(statement: Statement): Outcome | undefined {
    const { world } = this;
    switch (statement.kind) {
      case 'if':
        return this.#block(this.#holds(statement.test) ? statement.then : statement.otherwise);
      case 'set': {
        const value = this.#value(statement.value);
        const before = statement.operator === '+=' ? textOf(this.#read(statement.name)) : undefined;
        this.#write(statement.name, before === undefined ? value : before + textOf(value));
        return undefined;
      }
      case 'unset':
        this.#unset(statement.name);
        return undefined;
      case 'declare':
        world.variables[statement.name] = '';
        return undefined;
      case 'call':
        return this.sub(statement.name);
      case 'return':
        return { kind: 'return', name: statement.name };
      case 'error':
        return { kind: 'error', status: statement.status };
      case 'restart':
        return { kind: 'restart' };
      case 'esi':
        world.esi = true;
        return undefined;
      case 'synthetic':
        world.body = textOf(this.#value(statement.value));
        return undefined;
      case 'do':
        this.#value(statement.call);
        return undefined;
    }
  }

  #read(name: string): Value {
    const [, object, header] = /^(\w+)\.http\.(.+)$/.exec(name) ?? [];
    if (object && header) return this.world.headers[object]?.[header.toLowerCase()];
    if (name === 'true' || name === 'false') return name === 'true';
    return this.world.variables[name];
  }

  #write(name: string, value: Value): void {
    const [, object, header] = /^(\w+)\.http\.(.+)$/.exec(name) ?? [];
    if (!object || !header) {
      this.world.variables[name] = name.startsWith('var.') ? textOf(value) : value;
      return;
    }
    this.world.headers[object] ??= {};
    const headers = this.world.headers[object];
    if (value === undefined) delete headers[header.toLowerCase()];
    else headers[header.toLowerCase()] = textOf(value);
  }

  #unset(name: string): void {
    const [, object = '', header = ''] = /^(\w+)\.http\.(.+)$/.exec(name) ?? [];
    const headers = this.world.headers[object] ?? {};
    const wanted = header.toLowerCase();
    for (const key of Object.keys(headers)) {
      if (wanted.endsWith('*') ? key.startsWith(wanted.slice(0, -1)) : key === wanted) delete headers[key];
    }
  }

  #holds(expression: Expression): boolean {
    switch (expression.kind) {
      case 'not':
        return !this.#holds(expression.operand);
      case 'both':
        return this.#holds(expression.left) && this.#holds(expression.right);
      case 'either':
        return this.#holds(expression.left) || this.#holds(expression.right);
      case 'compare':
        return this.#compare(expression);
      default: {
        // A header that is set counts as true whatever it holds.
        const value = this.#value(expression);
        return value !== undefined && value !== false;
      }
    }
  }

  #compare({ operator, left, right }: Extract<Expression, { kind: 'compare' }>): boolean {
    const a = this.#value(left);
    if (operator === '~' || operator === '!~') {
      const found = a === undefined ? null : regexOf(right).exec(textOf(a));
      if (found) this.world.variables['re.group.1'] = found[1];
      return (found !== null) === (operator === '~');
    }
    const b = this.#value(right);
    if (operator === '==') return a !== undefined && textOf(a) === textOf(b);
    if (operator === '!=') return a === undefined || textOf(a) !== textOf(b);
    const difference = Number(a) - Number(b);
    if (operator === '<') return difference < 0;
    if (operator === '>') return difference > 0;
    return operator === '<=' ? difference <= 0 : difference >= 0;
  }

  #value(expression: Expression): Value {
    switch (expression.kind) {
      case 'text':
        return expression.value;
      case 'number':
        return /^\d+$/.test(expression.value) ? Number(expression.value) : expression.value;
      case 'name':
        return this.#read(expression.name);
      case 'join':
        return expression.parts.map((part) => textOf(this.#value(part))).join('');
      case 'call':
        return this.#call(expression.name, expression.args);
      default:
        return this.#holds(expression);
    }
  }

  #call(name: string, args: Expression[]): Value {
    const [first, second, third] = args;
    const text = (arg: Expression | undefined) => (arg ? textOf(this.#value(arg)) : '');
    switch (name) {
      case 'regsub':
        return text(first).replace(regexOf(second), jsReplacement(text(third)));
      case 'regsuball':
        return text(first).replace(regexOf(second, 'g'), jsReplacement(text(third)));
      case 'subfield':
        return subfield(text(first), text(second), text(third));
      case 'querystring.sort':
        return sortedQuery(text(first));
      case 'table.contains':
        return this.vcl.tables.get(nameOf(first))?.has(text(second)) ?? false;
      case 'header.filter_except': {
        const kept = args.slice(1).map((arg) => text(arg).toLowerCase());
        const headers = this.world.headers[nameOf(first)] ?? {};
        for (const key of Object.keys(headers)) if (!kept.includes(key)) delete headers[key];
        return undefined;
      }
      default:
        throw new Error(`${name} is not known here`);
    }
  }
}

const textOf = (value: Value): string => (value === undefined ? '' : String(value));

const nameOf = (expression: Expression | undefined): string =>
  expression?.kind === 'name' ? expression.name : '';

/** PCRE and JavaScript agree in all that our patterns use but `(?i)`. */
function regexOf(expression: Expression | undefined, flags = ''): RegExp {
  if (expression?.kind !== 'text') throw new Error('a pattern must be a literal');
  const [, blind, pattern = ''] = /^(\(\?i\))?([\s\S]*)$/.exec(expression.value) ?? [];
  return new RegExp(pattern, blind ? `${flags}i` : flags);
}

const jsReplacement = (text: string): string => text.replace(/\$/g, '$$$$').replace(/\\(\d)/g, '$$$1');

function subfield(header: string, name: string, separator: string): string | undefined {
  const pairs = header.split(separator).map((pair) => pair.trim());
  // Names are compared without regard to case.
  const found = pairs.find((pair) => pair.toLowerCase().startsWith(`${name.toLowerCase()}=`));
  return found?.slice(name.length + 1);
}

/** With the first value of each name; more than 32 pairs are left as they are. */
function sortedQuery(url: string): string {
  const [path = '', query] = url.split('?');
  const pairs = query?.split('&').filter(Boolean) ?? [];
  if (pairs.length === 0) return path;
  if (pairs.length > 32) return url;
  const byName = new Map<string, string>();
  for (const pair of pairs) {
    const name = pair.split('=')[0] ?? '';
    if (!byName.has(name)) byName.set(name, pair);
  }
  return `${path}?${[...byName.values()].sort().join('&')}`;
}
