import type { PushResult } from '../../../contracts/answers';
import type { ServerTarget } from '../config';

/** How one attempt to tell a server went; `retry` if trying again could help. */
export type Outcome =
  | { readonly ok: true; readonly version: string | null }
  | { readonly ok: false; readonly retry: boolean; readonly detail: string };

export interface PusherOptions {
  /** The servers in force now; asked before each telling, since they can change while Strapi runs. Must not throw. */
  readonly servers: () => Promise<readonly ServerTarget[]>;
  /** Tells one server to reload. Must not throw. */
  readonly tell: (server: ServerTarget, stop: AbortSignal) => Promise<Outcome>;
  /** Called with every final result. */
  readonly onResult?: (server: ServerTarget, result: PushResult) => void;
  /** How long to gather changes (a bulk publish is many) before telling, ms. */
  readonly gatherMs?: number;
  /** How long to wait before each further attempt, ms. */
  readonly retryMs?: readonly number[];
}

export interface Pusher {
  /** Something was published: tell every server soon. Returns at once and never throws. */
  request(): void;
  /** How the last change went with the server at this address. */
  result(url: string): PushResult;
  /** Stops at once, also attempts under way; the servers' own polling is the safety net. */
  stop(): void;
}

const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000];

/** Tells fragment servers about changes: each on its own, one request at a time, never twice for one change. */
export function createPusher(options: PusherOptions): Pusher {
  const { servers, gatherMs = 100 } = options;
  const stop = new AbortController();
  const lines = new Map<string, ReturnType<typeof createLine>>();
  let gathering: NodeJS.Timeout | null = null;

  async function tellAll(): Promise<void> {
    const now = await servers();
    if (stop.signal.aborted) return;
    for (const [url, line] of lines) {
      if (now.some((server) => server.url === url)) continue;
      line.stop();
      lines.delete(url);
    }
    for (const server of now) {
      const line = lines.get(server.url) ?? createLine(options, stop.signal);
      lines.set(server.url, line);
      void line.deliver(server);
    }
  }

  return {
    request() {
      if (gathering || stop.signal.aborted) return;
      gathering = setTimeout(() => {
        gathering = null;
        void tellAll();
      }, gatherMs);
      gathering.unref();
    },
    result: (url) => lines.get(url)?.result() ?? { kind: 'none' },
    stop() {
      if (gathering) clearTimeout(gathering);
      stop.abort();
    },
  };
}

/** The line to one server; its token may change from one delivery to the next. */
function createLine({ tell, onResult, retryMs = RETRY_MS }: PusherOptions, stopAll: AbortSignal) {
  const stopped = new AbortController();
  const stop = AbortSignal.any([stopAll, stopped.signal]);
  let result: PushResult = { kind: 'none' };
  let busy = false;
  /** A change came while another was being delivered. */
  let again = false;
  let latest: ServerTarget;
  let wake = (): void => {};

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  stop.addEventListener('abort', () => wake());

  async function attempts(server: ServerTarget): Promise<void> {
    const finish = (final: PushResult): void => {
      result = final;
      onResult?.(server, final);
    };
    const since = new Date().toISOString();
    let detail: string | null = null;
    for (let attempt = 1; !stop.aborted; attempt += 1) {
      result = { kind: 'waiting', since, attempt, detail };
      const outcome = await tell(server, stop);
      if (stop.aborted) return;
      const at = new Date().toISOString();
      if (outcome.ok) return finish({ kind: 'done', at, version: outcome.version });
      detail = outcome.detail;
      result = { kind: 'waiting', since, attempt, detail };
      const wait = retryMs[attempt - 1];
      if (!outcome.retry || wait === undefined)
        return finish({ kind: 'failed', at, attempts: attempt, detail });
      if (!again) await sleep(wait);
      if (again) return; // A newer change starts over, with all its attempts.
    }
  }

  return {
    result: () => result,
    stop: () => stopped.abort(),
    async deliver(to: ServerTarget): Promise<void> {
      latest = to;
      again = true;
      if (busy) return wake();
      busy = true;
      while (again && !stop.aborted) {
        again = false;
        await attempts(latest);
      }
      busy = false;
    },
  };
}
