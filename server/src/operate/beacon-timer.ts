import type { ServerResponse } from 'node:http';
import type { TesseraEvent } from '@tessera/model';
import type { Figures, Stage } from './figures.js';

/** Events older than this come out of a queue or a retry, ms: their age says nothing about the live path. */
export const LIVE_MS = 60_000;

/**
 * Measures one beacon's way through the stages. It begins with the age, on arrival, of the beacon's youngest
 * event, because that is when the visitor did something; what the network took is in no clock of ours.
 */
export class BeaconTimer {
  readonly #figures: Figures;
  readonly #receivedAt: number;
  readonly #start = performance.now();
  /** Age of the youngest event; -1: the beacon is not of the live path. */
  #age = -1;

  /** `receivedAt`: the server's time, epoch ms. */
  constructor(figures: Figures, receivedAt: number) {
    this.#figures = figures;
    this.#receivedAt = receivedAt;
  }

  collected(events: readonly TesseraEvent[]): void {
    // A beacon without events only asks: it has no moment to begin with.
    if (events.length === 0) return;
    let youngest = 0;
    for (let i = 0; i < events.length; i++) youngest = Math.max(youngest, (events[i] as TesseraEvent).time);
    const age = this.#receivedAt - youngest;
    if (age > LIVE_MS) {
      this.#figures.lateBeacons += 1;
      return;
    }
    this.#age = Math.max(0, age);
    this.#observe('collect');
  }

  folded(): void {
    this.#observe('segments');
  }

  /** To be called before the answer is written, too: it may leave at once. */
  watch(res: ServerResponse): void {
    if (this.#age >= 0) res.on('finish', () => this.#observe('end_to_end'));
  }

  delivered(): void {
    this.#observe('delivery');
  }

  #observe(stage: Stage): void {
    if (this.#age < 0) return;
    this.#figures.stages[stage].observe(this.#age + performance.now() - this.#start, this.#receivedAt);
  }
}
