import { PurgeFailed } from './ask.js';

const PASSING = { firstMs: 250, longestMs: 30_000 };
/** A wrong token, zone or service stays wrong until somebody acts. */
const LASTING = { firstMs: 60_000, longestMs: 600_000 };

/** Pauses after failures: growing, spread so that several servers don't come back together, and never too short. */
export class Pauses {
  #failures = 0;
  #lasting = false;

  /** How long to wait after this failure, ms. */
  after(error: unknown): number {
    const { lasting, retryAfterMs } =
      error instanceof PurgeFailed ? error : { lasting: false, retryAfterMs: 0 };
    this.#failures = lasting === this.#lasting ? this.#failures + 1 : 1;
    this.#lasting = lasting;
    const { firstMs, longestMs } = lasting ? LASTING : PASSING;
    const whole = Math.min(longestMs, firstMs * 2 ** (this.#failures - 1));
    return Math.max(whole / 2, retryAfterMs) + (Math.random() * whole) / 2;
  }

  /** It works again. */
  over(): void {
    this.#failures = 0;
  }
}
