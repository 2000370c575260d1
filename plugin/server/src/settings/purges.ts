import type { PurgeTarget } from '../../../contracts/settings';
import { list, number, object, text } from '../loose-json';

/** More CDNs than one server has. */
const MAX_TARGETS = 100;

/** The purge targets in what `GET {server}/admin/status` answered; null if it is no status at all. */
export function readPurges(status: unknown): readonly PurgeTarget[] | null {
  const given = object(status);
  if (!given || !object(given.catalog)) return null;
  return list(given.purge)
    .slice(0, MAX_TARGETS)
    .flatMap((value) => {
      const one = object(value);
      const target = text(one?.target);
      if (!one || target === null) return [];
      return [
        {
          target,
          waiting: number(one.waiting) ?? 0,
          lastPurgeAt: text(one.lastPurgeAt),
          lastError: text(one.lastError),
          nextTryAt: text(one.nextTryAt),
          done: number(one.done) ?? 0,
          failed: number(one.failed) ?? 0,
        },
      ];
    });
}
