/** As much of Fastly's VCL as our configuration uses; everything else is refused. */
export type Expression =
  | { kind: 'text'; value: string }
  | { kind: 'number'; value: string }
  | { kind: 'name'; name: string }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'join'; parts: Expression[] }
  | { kind: 'not'; operand: Expression }
  | { kind: 'both' | 'either'; left: Expression; right: Expression }
  | { kind: 'compare'; operator: string; left: Expression; right: Expression };

export type Statement =
  | { kind: 'if'; test: Expression; then: Statement[]; otherwise: Statement[] }
  | { kind: 'set'; name: string; operator: string; value: Expression }
  | { kind: 'unset' | 'call' | 'return' | 'declare'; name: string }
  | { kind: 'error'; status: number; text: string }
  | { kind: 'synthetic'; value: Expression }
  | { kind: 'esi' | 'restart' }
  | { kind: 'do'; call: Expression };

export type Vcl = {
  includes: string[];
  tables: Map<string, Map<string, string>>;
  subs: Map<string, Statement[]>;
};

type Token = { kind: 'text' | 'number' | 'name' | 'mark'; value: string; line: number };

const TOKEN =
  /(?<space>\s+|#[^\n]*)|\{"(?<long>[\s\S]*?)"\}|"(?<short>[^"\n]*)"|(?<number>\d+(?:\.\d+)?[smhd]?)|(?<name>[A-Za-z_][\w.-]*\*?)|(?<mark>\+=|==|!=|!~|<=|>=|&&|\|\||[=~!<>(){};:,+])/y;

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(source)?.groups;
    if (!groups) throw new Error(`line ${line}: what is ${JSON.stringify(source.slice(at, at + 20))}?`);
    const { long, short, number, name, mark } = groups;
    // `%41` in a short string is an A.
    if (short?.includes('%')) throw new Error(`line ${line}: a % has to stand in a long string`);
    const text = long ?? short;
    if (text !== undefined) tokens.push({ kind: 'text', value: text, line });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number, line });
    else if (name !== undefined) tokens.push({ kind: 'name', value: name, line });
    else if (mark !== undefined) tokens.push({ kind: 'mark', value: mark, line });
    line += source.slice(at, TOKEN.lastIndex).split('\n').length - 1;
  }
  return tokens;
}

/** Throws an error that names the line of what it does not know. */
export function parseVcl(source: string): Vcl {
  return new Parser(tokensOf(source)).file();
}

class Parser {
  #at = 0;

  constructor(private readonly tokens: Token[]) {}

  file(): Vcl {
    const vcl: Vcl = { includes: [], tables: new Map(), subs: new Map() };
    while (this.#at < this.tokens.length) {
      const word = this.#take('name');
      if (word === 'include') {
        vcl.includes.push(this.#take('text'));
        this.#take('mark', ';');
      } else if (word === 'table') vcl.tables.set(this.#take('name'), this.#table());
      else if (word === 'sub') {
        const name = this.#take('name');
        // Fastly runs built-in subroutines of the same name one after the other; we never write one twice.
        if (vcl.subs.has(name)) throw new Error(`sub ${name} is there twice`);
        vcl.subs.set(name, this.#block());
      } else throw this.#unknown();
    }
    return vcl;
  }

  #table(): Map<string, string> {
    const entries = new Map<string, string>();
    this.#take('mark', '{');
    while (!this.#skip('}')) {
      const key = this.#take('text');
      this.#take('mark', ':');
      entries.set(key, this.#take('text'));
      this.#skip(',');
    }
    return entries;
  }

  #block(): Statement[] {
    const statements: Statement[] = [];
    this.#take('mark', '{');
    while (!this.#skip('}')) statements.push(this.#statement());
    return statements;
  }

  #statement(): Statement {
    const word = this.#take('name');
    if (word === 'if') return this.#if();
    const statement = this.#simple(word);
    this.#take('mark', ';');
    return statement;
  }

  #if(): Statement {
    this.#take('mark', '(');
    const test = this.#either();
    this.#take('mark', ')');
    const then = this.#block();
    if (!this.#skip('else')) return { kind: 'if', test, then, otherwise: [] };
    const otherwise = this.#skip('if') ? [this.#if()] : this.#block();
    return { kind: 'if', test, then, otherwise };
  }

  #simple(word: string): Statement {
    switch (word) {
      case 'set':
        return {
          kind: 'set',
          name: this.#take('name'),
          operator: this.#take('mark'),
          value: this.#join(),
        };
      case 'unset':
      case 'call':
        return { kind: word, name: this.#take('name') };
      case 'return': {
        this.#take('mark', '(');
        const name = this.#take('name');
        this.#take('mark', ')');
        return { kind: 'return', name };
      }
      case 'declare': {
        this.#take('name', 'local');
        const name = this.#take('name');
        this.#take('name', 'STRING');
        return { kind: 'declare', name };
      }
      case 'error':
        return { kind: 'error', status: Number(this.#take('number')), text: this.#take('text') };
      case 'synthetic':
        return { kind: 'synthetic', value: this.#join() };
      case 'esi':
      case 'restart':
        return { kind: word };
      default:
        this.#at--;
        return { kind: 'do', call: this.#value() };
    }
  }

  #either(): Expression {
    let left = this.#both();
    while (this.#skip('||')) left = { kind: 'either', left, right: this.#both() };
    return left;
  }

  #both(): Expression {
    let left = this.#test();
    while (this.#skip('&&')) left = { kind: 'both', left, right: this.#test() };
    return left;
  }

  #test(): Expression {
    if (this.#skip('!')) return { kind: 'not', operand: this.#test() };
    if (this.#skip('(')) {
      const inside = this.#either();
      this.#take('mark', ')');
      return inside;
    }
    const left = this.#join();
    const operator = ['==', '!=', '~', '!~', '<', '>', '<=', '>='].find((one) => this.#skip(one));
    return operator === undefined ? left : { kind: 'compare', operator, left, right: this.#join() };
  }

  #join(): Expression {
    const parts = [this.#value()];
    while (this.#skip('+')) parts.push(this.#value());
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'join', parts };
  }

  #value(): Expression {
    const token = this.tokens[this.#at++];
    if (token?.kind === 'text' || token?.kind === 'number') return { kind: token.kind, value: token.value };
    if (token?.kind !== 'name') throw this.#unknown();
    if (!this.#skip('(')) return { kind: 'name', name: token.value };
    const args: Expression[] = [];
    while (!this.#skip(')')) {
      args.push(this.#join());
      this.#skip(',');
    }
    return { kind: 'call', name: token.value, args };
  }

  #skip(value: string): boolean {
    const token = this.tokens[this.#at];
    if (token?.value !== value || token.kind === 'text') return false;
    this.#at++;
    return true;
  }

  #take(kind: Token['kind'], value?: string): string {
    const token = this.tokens[this.#at++];
    if (token?.kind !== kind || (value !== undefined && token.value !== value)) throw this.#unknown(value);
    return token.value;
  }

  #unknown(expected?: string): Error {
    const token = this.tokens[this.#at - 1];
    const wanted = expected === undefined ? '' : `, not ${expected}`;
    return new Error(`line ${token?.line ?? 'last'}: ${JSON.stringify(token?.value ?? 'the end')}${wanted}`);
  }
}
