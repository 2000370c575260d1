import { type Reference, referenceAt, valueFor } from './reference.js';
import type { Value, Variables } from './variables.js';

/** A test as in `<esi:when test="…">`, read once and asked for every visitor. */
export type Expression = (variables: Variables) => boolean;

type Operand = (variables: Variables) => Value;

/** How deep brackets and negations may stand in each other. */
const MAX_DEPTH = 50;

const never: Expression = () => false;

/**
 * Reads an expression of the ESI language specification 1.0, section 5: comparisons bind closest, then `!`, `&` and
 * `|`. Numbers are compared as numbers, anything else as text; with an empty or missing operand a comparison is
 * false. What can't be read is false, too.
 */
export function parseExpression(source: string): Expression {
  return new Reader(source).read() ?? never;
}

/** Gives undefined for what it can't read. */
class Reader {
  #at = 0;
  #depth = 0;
  readonly #literals = new Set<Operand>();

  constructor(private readonly source: string) {}

  read(): Expression | undefined {
    const expression = this.#either();
    this.#skipSpace();
    return expression && this.#at === this.source.length ? asTest(expression) : undefined;
  }

  #either(): Operand | undefined {
    let left = this.#both();
    while (left && this.#takes('|')) {
      const [a, b] = [asTest(left), this.#both()];
      if (!b || this.#areLiterals(left, b)) return undefined;
      const right = asTest(b);
      left = (variables) => a(variables) || right(variables);
    }
    return left;
  }

  #both(): Operand | undefined {
    let left = this.#negated();
    while (left && this.#takes('&')) {
      const [a, b] = [asTest(left), this.#negated()];
      if (!b || this.#areLiterals(left, b)) return undefined;
      const right = asTest(b);
      left = (variables) => a(variables) && right(variables);
    }
    return left;
  }

  #negated(): Operand | undefined {
    this.#skipSpace();
    if (this.source[this.#at] !== '!') return this.#comparison();
    this.#at += 1;
    const operand = this.#deeper(() => this.#negated());
    if (!operand) return undefined;
    const test = asTest(operand);
    return (variables) => !test(variables);
  }

  #comparison(): Operand | undefined {
    const left = this.#operand();
    if (!left) return undefined;
    const operator = this.#match(/\s*(==|!=|<=|>=|<|>)/y)?.[1];
    if (operator === undefined) return left;
    const right = this.#operand();
    return right && ((variables) => compare(left(variables), operator, right(variables)));
  }

  #operand(): Operand | undefined {
    this.#skipSpace();
    const next = this.source[this.#at];
    if (next === '(') {
      this.#at += 1;
      const inner = this.#deeper(() => this.#either());
      return inner && this.#match(/\s*\)/y) ? inner : undefined;
    }
    if (next === '$') return this.#variable();
    const literal = this.#match(/'([^']*)'|(-?\d+(?:\.\d+)?)/y);
    if (!literal) return undefined;
    const value = literal[1] ?? literal[2];
    const operand = () => value;
    this.#literals.add(operand);
    return operand;
  }

  /** `1 & 4` says nothing: the specification names it as an example of what is not valid. */
  #areLiterals(...operands: Operand[]): boolean {
    return operands.every((operand) => this.#literals.has(operand));
  }

  #variable(): Operand | undefined {
    const found = referenceAt(this.source, this.#at);
    if (!found) return undefined;
    this.#at = found.end;
    const reference: Reference = found.reference;
    return (variables) => valueFor(reference, variables);
  }

  /** `&` and `&&`, `|` and `||` are the same. */
  #takes(operator: '&' | '|'): boolean {
    this.#skipSpace();
    if (this.source[this.#at] !== operator) return false;
    this.#at += this.source[this.#at + 1] === operator ? 2 : 1;
    return true;
  }

  #deeper(read: () => Operand | undefined): Operand | undefined {
    if (this.#depth >= MAX_DEPTH) return undefined;
    this.#depth += 1;
    const operand = read();
    this.#depth -= 1;
    return operand;
  }

  #skipSpace(): void {
    this.#match(/\s*/y);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.source);
    if (match) this.#at += match[0].length;
    return match;
  }
}

/** An operand that stands alone holds if there is anything. */
const asTest =
  (operand: Operand): Expression =>
  (variables) => {
    const value = operand(variables);
    return value === true || (typeof value === 'string' && value !== '');
  };

const NUMBER = /^\s*-?\d+(?:\.\d+)?\s*$/;

function compare(left: Value, operator: string, right: Value): boolean {
  if (left === undefined || left === '' || right === undefined || right === '') return false;
  const [a, b] = [String(left), String(right)];
  return NUMBER.test(a) && NUMBER.test(b) ? holds(Number(a), operator, Number(b)) : holds(a, operator, b);
}

function holds<T extends number | string>(a: T, operator: string, b: T): boolean {
  switch (operator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    default:
      return a >= b;
  }
}
