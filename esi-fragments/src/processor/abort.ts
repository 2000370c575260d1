/**
 * A controller that also aborts when `signal` does. `AbortSignal.any` would do, but Vercel's edge runtime does not
 * have it.
 */
export function abortWith(signal: AbortSignal | undefined): AbortController {
  const controller = new AbortController();
  if (signal?.aborted) controller.abort();
  else signal?.addEventListener('abort', () => controller.abort(), { once: true });
  return controller;
}
