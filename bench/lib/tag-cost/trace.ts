/** What of Chromium's trace format is read here; times are in µs, `tdur` is the thread's own processor time. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: object;
}

/** All in ms, as long as a phone takes. */
export interface MainThread {
  /** All that the main thread did. */
  readonly busyMs: number;
  /** Scripts: compiling, running, their promises and garbage, and layout where they ask for it. */
  readonly scriptMs: number;
  /** The longest that scripts held the main thread at once. */
  readonly longestScriptMs: number;
  /** Each task that is called long. */
  readonly longTasks: readonly number[];
}

/** What is recorded: tasks, and what runs in them. */
export const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8'];

const SCRIPT = new Set([
  'EvaluateScript',
  'FunctionCall',
  'RunMicrotasks',
  'TimerFire',
  'EventDispatch',
  'v8.compile',
  'v8.compileModule',
  'v8.evaluateModule',
  'v8.produceCache',
  'MinorGC',
  'MajorGC',
]);
/** As the Long Tasks API has it. */
const LONG_MS = 50;
/** What DevTools calls a mid-tier phone is so much slower than a desktop. */
const SLOWDOWN = 4;

/**
 * What the main thread of the page at `url` did, which was looked at for `lookedMs`, in a phone's time: the thread's processor time, times four.
 * Chromium's own throttling stretches by the clock, and with it whatever else keeps the machine busy: scripts of the
 * same visits took from 371 to 476 ms with it, and from 295 to 315 ms reckoned like this.
 */
export function mainThread(trace: string, url: string, lookedMs: number): MainThread {
  const events = (JSON.parse(trace) as { traceEvents: TraceEvent[] }).traceEvents;
  const parsed = events.find(
    ({ name, args }) => name === 'ParseHTML' && JSON.stringify(args ?? {}).includes(`"${url}"`),
  );
  if (!parsed) throw new Error(`the trace knows nothing of ${url}`);
  const own = events
    .filter(({ pid, tid, ph }) => pid === parsed.pid && tid === parsed.tid && ph === 'X')
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const tasks = outermost(own.filter(({ name }) => name === 'RunTask'));
  const scripts = outermost(own.filter(({ name }) => SCRIPT.has(name))).map(milliseconds);
  return {
    busyMs: sum(tasks.map(milliseconds)),
    scriptMs: sum(scripts),
    longestScriptMs: Math.max(0, ...scripts),
    // Before and after it is the measuring that has long tasks: it opens pages, asks them and leaves them.
    longTasks: tasks
      .filter(({ ts }) => ts >= parsed.ts && ts < parsed.ts + lookedMs * 1000)
      .map(milliseconds)
      .filter((ms) => ms > LONG_MS),
  };
}

/** Events too short for the thread's clock have none. */
const milliseconds = ({ tdur = 0 }: TraceEvent): number => (tdur / 1000) * SLOWDOWN;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Of events in the order of their beginnings, those that no other one holds. */
function outermost(events: readonly TraceEvent[]): readonly TraceEvent[] {
  let end = Number.NEGATIVE_INFINITY;
  return events.filter(({ ts, dur = 0 }) => {
    if (ts < end) return false;
    end = ts + dur;
    return true;
  });
}
