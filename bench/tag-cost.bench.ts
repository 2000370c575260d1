import { chromiumPath, launchBrowser } from '../test/support/browser.js';
import { type Bench, keeps, median, type Result, spread } from './lib/result.js';
import { type Build, tagBuilds } from './lib/tag-cost/builds.js';
import { startSink } from './lib/tag-cost/sink.js';
import { type Visit, visit } from './lib/tag-cost/visit.js';

const ROUNDS = 9;
const NAMES = ['tag_main_thread_vs_plausible', 'tag_cls', 'tag_longest_script_ms'] as const;

const HOW =
  'Chromium on a product page of some 1,500 elements, five seconds of scrolling, pointing, clicking and typing: ' +
  `medians of ${ROUNDS} interleaved visits of the same page with our tag, plausible’s npm tracker, web-vitals, and none`;

/** What the browser tag costs a page, beside two tags that many sites carry. */
export const tagCost: Bench = {
  names: NAMES,
  run: async (log) => {
    const executable = chromiumPath();
    if (!executable) {
      log(`${NAMES.join(', ')}: left out, Chromium is missing (Debian: apt-get install chromium)`);
      return [];
    }
    const builds = tagBuilds();
    const sink = await startSink(builds);
    const browser = await launchBrowser(executable);
    try {
      const visits = new Map<Build['name'], Visit[]>(builds.map(({ name }) => [name, []]));
      // One more at first, which warms up and does not count; each round begins with another build.
      for (let round = -1; round < ROUNDS; round++) {
        for (let turn = 0; turn < builds.length; turn++) {
          const { name } = builds[(turn + Math.max(round, 0)) % builds.length] as Build;
          const seen = await within(60_000, visit(browser, `${sink.url}/${name}`));
          check(name, seen, sink.taken());
          if (round >= 0) visits.get(name)?.push(seen);
        }
      }
      for (const [name, all] of visits) log(line(name, all));
      return results(visits);
    } finally {
      await browser.close();
      sink.stop();
    }
  },
};

/** A browser that hangs must not hang the rest. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`a visit took longer than ${ms / 1000} s`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** A tag that did not do its work would look cheap. */
function check(name: Build['name'], { swapped }: Visit, taken: readonly string[]): void {
  if (swapped !== (name === 'tessera'))
    throw new Error(`${name}: the offer was ${swapped ? '' : 'not '}swapped`);
  if (taken.length > 0 !== (name !== 'none')) throw new Error(`${name}: ${taken.length} beacons were sent`);
}

type Figure = (visit: Visit) => number;
const script: Figure = ({ scriptMs }) => scriptMs;
const longest: Figure = ({ longestScriptMs }) => longestScriptMs;
const busy: Figure = ({ busyMs }) => busyMs;
const cls: Figure = (visit) => visit.cls;
const longTasks: Figure = (visit) => visit.longTasks.length;
const longMs: Figure = (visit) => visit.longTasks.reduce((sum, ms) => sum + ms, 0);

function line(name: string, visits: readonly Visit[]): string {
  const say = (figure: Figure, digits = 0) => {
    const values = visits.map(figure);
    return `${median(values).toFixed(digits)} (${spread(values)})`;
  };
  return `${name}: scripts ${say(script)} ms, the longest ${say(longest)} ms, all of the main thread ${say(busy)} ms, long tasks ${say(longTasks)} of together ${say(longMs)} ms, CLS ${say(cls, 4)}`;
}

function results(visits: ReadonlyMap<Build['name'], readonly Visit[]>): readonly Result[] {
  const whole = (name: Build['name'], figure: Figure) => median((visits.get(name) ?? []).map(figure));
  const added = (name: Build['name'], figure: Figure) => whole(name, figure) - whole('none', figure);
  const result = (
    name: (typeof NAMES)[number],
    unit: string,
    figure: Figure,
    promise: string,
    how: string,
    of = added,
  ): Result => {
    const [ours, peer] = [of('tessera', figure), of('plausible', figure)];
    const vitals = Number(of('web-vitals', figure).toPrecision(3));
    const value = unit === 'ratio' ? ours / peer : ours;
    return {
      name,
      value,
      unit,
      ours,
      peer,
      peerName: `plausible’s tracker (web-vitals: ${vitals}${unit === 'ratio' ? ' ms' : ''})`,
      promise,
      holds: keeps(value, promise),
      how: `${HOW}; ${how}`,
    };
  };
  const alone = (visits.get('none') ?? []).map(busy);
  const own = Math.round(Math.max(...alone) - Math.min(...alone));
  const rest = (name: Build['name']) => Math.round(added(name, busy) - added(name, script));
  return [
    result(
      'tag_main_thread_vs_plausible',
      'ratio',
      script,
      '<= 8',
      `processor time of scripts (compiling, running, promises, garbage, layout they ask for) beyond the page without a tag, times four as a phone takes; our own promise. What else the main thread did (layout, painting, requests) was ${rest('tessera')} ms more with ours and ${rest('plausible')} ms with plausible’s, where the page alone differs by ${own} ms from visit to visit. Ours does more: it tells every scroll, click, focus, form and second of attention in some twelve beacons, gets decisions and swaps a fragment; plausible’s tells a view and an engagement, web-vitals five figures`,
    ),
    result(
      'tag_cls',
      'layout shift',
      cls,
      '<= 0',
      'cumulative layout shift beyond the page without a tag; only ours changes the page: a shorter fragment comes in the middle of the screen, with no act just before it',
    ),
    result(
      'tag_longest_script_ms',
      'ms',
      longest,
      '<= 50',
      `the longest script at a stretch, as a phone takes, the page’s own included (${Math.round(whole('none', longest))} ms without a tag): from 50 ms on it would be a long task by itself; our own promise`,
      whole,
    ),
  ];
}
