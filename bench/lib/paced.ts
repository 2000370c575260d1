import type { Answered } from '../load/generator.js';
import { median, quantile } from './result.js';

/** What share of full load the promises about latency speak of. */
const SHARE_OF_FULL_LOAD = 0.7;

/** Applies a load: so many requests per second (null: as many as it takes) for so many ms. */
export type Apply = (rate: number | null, milliseconds: number) => Promise<Answered>;

export interface Piece extends Answered {
  /** Requests per second. */
  readonly rate: number;
  /** 99th percentile of the latencies, ms. */
  readonly p99: number;
}

/**
 * A few seconds at 70 % of what was answered at full load right before. Pieces are short because a machine that is
 * shared changes its speed by the minute: what was 70 % is soon more than it can do, and says nothing any more.
 * `during` runs beside the measured part.
 */
export async function pacedPiece(
  apply: Apply,
  { fullMs, pacedMs }: { fullMs: number; pacedMs: number },
  during: () => Promise<void> = async () => undefined,
): Promise<Piece> {
  const full = await apply(null, fullMs);
  const rate = SHARE_OF_FULL_LOAD * (full.answers / full.seconds);
  const [answered] = await Promise.all([apply(rate, pacedMs), during()]);
  return { ...answered, rate, p99: quantile(answered.latencies, 0.99) };
}

/** One line on some pieces: how fast, the middle of their 99th percentiles, and how far they spread. */
export function toldPieces(pieces: readonly Piece[]): string {
  const p99s = pieces.map(({ p99 }) => p99);
  const rates = pieces.map(({ rate }) => Math.round(rate));
  const all = pieces.flatMap(({ latencies }) => latencies);
  return (
    `at ${Math.min(...rates)} to ${Math.max(...rates)}/s: median p99 ${median(p99s).toFixed(1)} ms, ` +
    `single ones ${[...p99s]
      .sort((a, b) => a - b)
      .map((ms) => ms.toFixed(0))
      .join(' ')}; of all together ${quantile(all, 0.99).toFixed(1)} ms`
  );
}
