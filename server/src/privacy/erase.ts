import type { ServerParts } from '../server-parts.js';

/**
 * Erases a visitor: the profile, every other id and user's name that stood for it, and what is remembered beside.
 * Resolves when no byte is left; rejects with a Problem if the store could not do it, so that it is asked for again.
 */
export async function erase(
  { personaliser, metrics }: Pick<ServerParts, 'personaliser' | 'metrics'>,
  id: string,
): Promise<void> {
  await personaliser.visitors.erase(id);
  metrics.figures.erased += 1;
}
