let name: string | undefined;
let made = 0;

/**
 * Tells this running copy of the edge from all others, which may share its stores. Made when it is first needed:
 * Workers have no randomness before the first request.
 */
export function instanceName(): string {
  name ??= crypto.randomUUID().slice(0, 8);
  return name;
}

/** Never the same twice, in no copy of the edge. */
export const uniqueId = (): string => `${instanceName()}${(++made).toString(36)}`;
