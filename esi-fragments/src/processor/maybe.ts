/**
 * A value that is there, or will be. Includes that an edge has in memory are answered at once: a page
 * made only of those is put together without a single stream or timer.
 */
export type MaybePromise<T> = T | Promise<T>;

/** By its method, not its class: a runtime's own promises may be of another realm. */
export function isPromise<T>(value: MaybePromise<T>): value is Promise<T> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

/** `then` that stays synchronous when it can. */
export function chain<A, B>(value: MaybePromise<A>, next: (value: A) => MaybePromise<B>): MaybePromise<B> {
  return isPromise(value) ? value.then(next) : next(value);
}
