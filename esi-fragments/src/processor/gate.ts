import { isPromise, type MaybePromise } from './maybe.js';

/** Lets `places` tasks run at a time; the others wait in the order in which they came. */
export class Gate {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(places: number) {
    this.#free = places;
  }

  /** A task that answers at once is not made to wait for anything when there is room. */
  run<T>(task: () => MaybePromise<T>): MaybePromise<T> {
    if (this.#free > 0) {
      this.#free--;
      return this.#leaveAfter(task);
    }
    return new Promise<void>((resolve) => this.#waiting.push(resolve)).then(() => this.#leaveAfter(task));
  }

  #leaveAfter<T>(task: () => MaybePromise<T>): MaybePromise<T> {
    let result: MaybePromise<T>;
    try {
      result = task();
    } catch (error) {
      this.#leave();
      throw error;
    }
    if (isPromise(result)) return result.finally(() => this.#leave());
    this.#leave();
    return result;
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}
