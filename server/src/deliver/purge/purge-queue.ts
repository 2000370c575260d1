import { randomUUID } from 'node:crypto';
import { Pauses } from './pause.js';
import type { TagPurger } from './purge-target.js';
import { type Batch, Wanted } from './wanted.js';

export interface PurgeState {
  readonly target: string;
  /** Tags that wait to be purged, or whose purge is under way. */
  readonly waiting: number;
  readonly lastPurgeAt: string | null;
  readonly lastError: string | null;
  /** After a failure: when it is tried again. */
  readonly nextTryAt: string | null;
  /** Calls that the CDN has answered well, and that it has not. */
  readonly done: number;
  readonly failed: number;
  /** Tags whose purge was given up, because the server stopped. */
  readonly givenUp: number;
  /** How often so many tags waited that all of Tessera was purged instead. */
  readonly widened: number;
}

export interface PurgeQueue {
  /** Asks for tags to be purged; never blocks and never fails. */
  purge(tags: readonly string[]): void;
  readonly state: PurgeState;
  /** Purges what waits, if it can be done at once, and gives up the rest. */
  stop(): Promise<void>;
}

/** More waiting tags than this become one. */
const MOST_WAITING = 5_000;
/** How long stopping may take, ms. */
const LAST_MS = 5_000;
const MOST_SHOWN = 20;

type Report = (outcome: 'done' | 'failed' | 'given up', detail: string) => void;

/**
 * Purges one target: joins what is asked for within a moment, splits it into calls, tries again with growing
 * pauses until the target answers, and then does each once more.
 */
export function purgeQueue(target: TagPurger, report: Report, mostWaiting = MOST_WAITING): PurgeQueue {
  const wanted = new Wanted(mostWaiting, target.againMs);
  const pauses = new Pauses();
  let timer: NodeJS.Timeout | null = null;
  let underWay: { readonly batch: Batch; readonly ended: Promise<void> } | null = null;
  let stopped = false;
  /** When what waits may be sent: when it has been joined, and when a pause is over. */
  let readyAt = 0;
  let notBefore = 0;
  let reference = randomUUID();
  let lastPurgeAt: string | null = null;
  let lastError: string | null = null;
  let nextTryAt: string | null = null;
  const counts = { done: 0, failed: 0, givenUp: 0 };

  /** Something is wanted that was not before: an order of its own. */
  const renew = (wasEmpty: boolean): void => {
    reference = randomUUID();
    if (wasEmpty) readyAt = performance.now() + target.joinMs;
  };

  const bring = (): void => {
    const wasEmpty = wanted.waiting === 0;
    if (wanted.bring(performance.now())) renew(wasEmpty);
  };

  /** Sets the one timer to what comes next. */
  const arrange = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (underWay || stopped) return;
    bring();
    const at = wanted.waiting > 0 ? Math.max(readyAt, notBefore) : wanted.nextDue;
    if (at === null) return;
    timer = setTimeout(wake, Math.max(0, at - performance.now()));
    timer.unref();
  };

  const wake = (): void => {
    const isTime = wanted.waiting > 0 && Math.max(readyAt, notBefore) <= performance.now();
    if (isTime) void send();
    else arrange();
  };

  const send = (): Promise<void> => {
    const batch = wanted.take(target.mostTags);
    const ended = call(batch).finally(() => {
      underWay = null;
      arrange();
    });
    underWay = { batch, ended };
    return ended;
  };

  const call = async (batch: Batch): Promise<void> => {
    const tags = [...batch.first, ...batch.again];
    try {
      await target.purgeTags(tags, reference);
      wanted.succeeded(batch, performance.now());
      counts.done += 1;
      lastPurgeAt = new Date().toISOString();
      lastError = null;
      nextTryAt = null;
      notBefore = 0;
      pauses.over();
      reference = randomUUID();
      report('done', shown(tags));
    } catch (error) {
      wanted.failed(batch);
      counts.failed += 1;
      lastError = error instanceof Error ? error.message : String(error);
      const pauseMs = pauses.after(error);
      notBefore = performance.now() + pauseMs;
      nextTryAt = new Date(Date.now() + pauseMs).toISOString();
      report('failed', lastError);
    }
  };

  const waiting = (): number => wanted.waiting + (underWay ? sizeOf(underWay.batch) : 0);

  const purgeWhatWaits = async (): Promise<void> => {
    await underWay?.ended;
    wanted.bring(Number.POSITIVE_INFINITY);
    reference = randomUUID();
    while (wanted.waiting > 0 && lastError === null) await send();
  };

  return {
    purge: (tags) => {
      if (tags.length === 0 || stopped) return;
      const wasEmpty = wanted.waiting === 0;
      wanted.add(tags);
      renew(wasEmpty);
      arrange();
    },
    get state() {
      const { widened } = wanted;
      const { name } = target;
      return { target: name, waiting: waiting(), lastPurgeAt, lastError, nextTryAt, ...counts, widened };
    },
    stop: async () => {
      if (stopped) return;
      stopped = true;
      if (timer) clearTimeout(timer);
      let late: NodeJS.Timeout | undefined;
      const tooLate = new Promise<void>((resolve) => {
        late = setTimeout(resolve, LAST_MS);
      });
      await Promise.race([purgeWhatWaits(), tooLate]);
      clearTimeout(late);
      counts.givenUp = waiting();
      if (counts.givenUp === 0) return;
      const rest = [underWay?.batch, wanted.take(Number.POSITIVE_INFINITY)];
      report('given up', shown(rest.flatMap((batch) => (batch ? [...batch.first, ...batch.again] : []))));
    },
  };
}

const sizeOf = ({ first, again }: Batch): number => first.length + again.length;

const shown = (tags: readonly string[]): string =>
  tags.length <= MOST_SHOWN
    ? tags.join(' ')
    : `${tags.slice(0, MOST_SHOWN).join(' ')} and ${tags.length - MOST_SHOWN} more`;
