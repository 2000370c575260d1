/** One promise, measured: what results.json holds, a row per name. */
export interface Result {
  readonly name: string;
  /** What is compared with the promise: a ratio or a figure. */
  readonly value: number;
  readonly unit: string;
  readonly ours: number;
  readonly peer: number | null;
  readonly peerName: string | null;
  /** As in promises.md, e.g. `>= 0.80`. */
  readonly promise: string;
  readonly holds: boolean;
  readonly how: string;
}

export interface Bench {
  /** The promises it measures. */
  readonly names: readonly string[];
  run(log: (line: string) => void): Promise<readonly Result[]>;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export const spread = (values: readonly number[]): string =>
  `${Math.min(...values).toPrecision(3)} to ${Math.max(...values).toPrecision(3)}`;

export function keeps(value: number, promise: string): boolean {
  const [, sign, bound] = /^(>=|<=) ([\d.]+)$/.exec(promise) ?? [];
  if (!sign) throw new Error(`not a promise: ${promise}`);
  return sign === '>=' ? value >= Number(bound) : value <= Number(bound);
}

/** One line of the README's table. */
export function readmeRow({ name, value, unit, promise, holds, peerName }: Result): string {
  const figure = `${Number(value.toPrecision(4))}${unit === 'ratio' ? '' : ` ${unit}`}`;
  return `| \`${name}\` | ${figure} | ${promise} | ${holds ? 'yes' : '**not yet**'} | ${peerName ?? ''} |`;
}

/** The README with its table of figures made anew from `results`. */
export const withResults = (readme: string, results: readonly Result[]): string =>
  readme.replace(
    /(\| name \| measured .*\n\| --- .*\n)(\|.*\n)*/,
    (_, head: string) => `${head}${results.map(readmeRow).join('\n')}\n`,
  );
