import type { TagPurger } from './purge-target.js';

export interface PurgeState {
  readonly target: string;
  /** Tags that wait to be purged. */
  readonly waiting: number;
  readonly lastPurgeAt: string | null;
  readonly lastError: string | null;
}

export interface PurgeQueue {
  /** Asks for tags to be purged; never blocks and never fails. */
  purge(tags: readonly string[]): void;
  readonly state: PurgeState;
  /** Gives up what is still waiting. */
  stop(): void;
}

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 30_000;
/** A CDN's fetch that began before a purge can end after it, with the old bytes: so each is done twice. */
const AGAIN_MS = 1_000;

/** Purges one target, again and again with growing pauses until it answers; tags that wait are joined. */
export function purgeQueue(
  target: TagPurger,
  report: (outcome: 'done' | 'failed', detail: string) => void,
): PurgeQueue {
  const waiting = new Set<string>();
  const again = new Set<NodeJS.Timeout>();
  let underWay = false;
  let retry: NodeJS.Timeout | null = null;
  let retryMs = FIRST_RETRY_MS;
  let lastPurgeAt: string | null = null;
  let lastError: string | null = null;

  const add = (tags: Iterable<string>): void => {
    for (const tag of tags) waiting.add(tag);
    if (!retry) void flush();
  };

  const flush = async (): Promise<void> => {
    retry = null;
    if (underWay || waiting.size === 0) return;
    underWay = true;
    const tags = [...waiting];
    waiting.clear();
    try {
      await target.purgeTags(tags);
      lastPurgeAt = new Date().toISOString();
      lastError = null;
      retryMs = FIRST_RETRY_MS;
      report('done', tags.join(' '));
    } catch (error) {
      for (const tag of tags) waiting.add(tag);
      lastError = error instanceof Error ? error.message : String(error);
      report('failed', lastError);
    }
    underWay = false;
    if (waiting.size === 0) return;
    retry = setTimeout(flush, lastError === null ? 0 : retryMs);
    retry.unref();
    if (lastError !== null) retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
  };

  return {
    purge: (tags) => {
      add(tags);
      const timer = setTimeout(() => {
        again.delete(timer);
        add(tags);
      }, AGAIN_MS);
      timer.unref();
      again.add(timer);
    },
    get state() {
      return { target: target.name, waiting: waiting.size, lastPurgeAt, lastError };
    },
    stop: () => {
      if (retry) clearTimeout(retry);
      for (const timer of again) clearTimeout(timer);
    },
  };
}
