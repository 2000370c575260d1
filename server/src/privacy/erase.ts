import type { ServerParts } from '../server-parts.js';

/**
 * Erases a visitor: the profile, every other id and user's name that stood for it, and what is remembered beside.
 * Resolves when no byte is left; rejects with a Problem if the store could not do it, so that it is asked for again.
 */
export async function erase(
  { personaliser, metrics, live }: Pick<ServerParts, 'personaliser' | 'metrics' | 'live'>,
  id: string,
): Promise<void> {
  // What is remembered beside stands under the id that the browser had then.
  for (const name of [id, ...personaliser.visitors.links.namesOf(id)]) live.forget(name);
  await personaliser.visitors.erase(id);
  metrics.figures.erased += 1;
}
