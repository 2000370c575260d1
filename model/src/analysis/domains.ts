import type { CONTEXT_FIELDS } from '../context.js';
import type { Json } from '../json.js';
import type { Signal } from '../signal.js';

/** The values a field can have, as far as its definition proves it. */
export interface Domain {
  /** What it is before anything happened; undefined is missing. */
  readonly empty: Json | undefined;
  readonly numbers: { readonly low: number; readonly high: number; readonly whole: boolean } | null;
  /** A list: one of these. A number: any text of at most that many characters. */
  readonly texts: readonly string[] | number | null;
  readonly flags: boolean;
  /** Lists and objects, too: whatever JSON a page sends. */
  readonly anything: boolean;
  /** Completes "it is …". */
  readonly words: string;
}

const NUMBERS = { low: -Infinity, high: Infinity, whole: false };
const base = { empty: undefined, numbers: null, texts: null, flags: false, anything: false } as const;
const ANYTHING: Domain = {
  ...base,
  numbers: NUMBERS,
  texts: Infinity,
  flags: true,
  anything: true,
  words: 'any value, or missing',
};

const numbers = (over: Partial<typeof NUMBERS>, words: string, empty?: number): Domain => ({
  ...base,
  empty,
  numbers: { ...NUMBERS, ...over },
  words,
});
const texts = (allowed: readonly string[] | number, words: string): Domain => ({
  ...base,
  texts: allowed,
  words,
});
const oneOf = (...allowed: string[]) => texts(allowed, `one of ${allowed.join(', ')}, or missing`);
const upTo = (most: number) => texts(most, `a text of at most ${most} characters, or missing`);
const FLAG: Domain = { ...base, flags: true, words: 'true, false or missing' };
const NUMBER = numbers({}, 'a number, or missing');
const FROM_1 = numbers({ low: 1, whole: true }, 'a whole number from 1 on', 1);

/** As context.ts reads them, and says of visits. */
const CONTEXT: Readonly<Record<(typeof CONTEXT_FIELDS)[number], Domain>> = {
  'device.type': oneOf('mobile', 'tablet', 'desktop'),
  'device.os': upTo(40),
  'device.browser': upTo(40),
  'device.screen.width': NUMBER,
  'device.screen.height': NUMBER,
  'network.type': oneOf('slow-2g', '2g', '3g', '4g'),
  'network.downlink': NUMBER,
  'network.save_data': FLAG,
  locale: upTo(35),
  timezone: upTo(64),
  'geo.country': upTo(2),
  'geo.region': upTo(10),
  'campaign.source': upTo(100),
  'campaign.medium': upTo(100),
  'campaign.name': upTo(100),
  'campaign.term': upTo(100),
  'campaign.content': upTo(100),
  referrer: upTo(2_048),
  'visit.count': FROM_1,
  'visit.returning': { ...FLAG, empty: false, words: 'true or false' },
};

const HOURS = numbers({ low: 0, high: 23, whole: true }, 'a whole number from 0 to 23');
const WEEKDAYS = numbers({ low: 0, high: 6, whole: true }, 'a whole number from 0 (Sunday) to 6');

/** The domain of any field a condition about a visitor may read, except `segments`. */
export function domainOf(path: string, signals: ReadonlyMap<string, Signal>): Domain {
  if (path === 'time.hour') return HOURS;
  if (path === 'time.weekday') return WEEKDAYS;
  const [root, ...rest] = path.split('.');
  const name = rest.join('.');
  if (root === 'context' && Object.hasOwn(CONTEXT, name)) return CONTEXT[name as keyof typeof CONTEXT];
  const signal = root === 'signals' ? signals.get(name) : undefined;
  return signal ? signalDomain(signal) : ANYTHING;
}

/** What a signal of this kind can be, whatever events come. */
export function signalDomain(signal: Signal): Domain {
  switch (signal.kind) {
    case 'count':
      return signal.halfLife === null
        ? numbers({ low: 0, whole: true }, 'a whole number from 0 on', 0)
        : numbers({ low: 0 }, 'a number from 0 on', 0);
    case 'distinct':
      return numbers({ low: 0, whole: true }, 'a whole number from 0 on', 0);
    case 'sum':
      return numbers({}, 'a number', 0);
    case 'since':
      return numbers({ low: 0 }, 'seconds from 0 on, or missing');
    case 'score':
      return scoreDomain(signal);
    case 'max':
    case 'min':
      return NUMBER;
    default:
      return ANYTHING;
  }
}

function scoreDomain({ weights, max, halfLife }: Extract<Signal, { kind: 'score' }>): Domain {
  const all = weights.map(({ weight }) => weight);
  const low = all.every((weight) => weight >= 0) ? Math.min(0, max ?? 0) : -Infinity;
  const high = all.every((weight) => weight <= 0) ? 0 : Math.max(0, max ?? Infinity);
  const whole = halfLife === null && [...all, max ?? 0].every(Number.isInteger);
  const range = `${low === -Infinity ? '' : ` from ${low}`}${high === Infinity ? '' : ` up to ${high}`}`;
  return numbers({ low, high, whole }, `a ${whole ? 'whole ' : ''}number${range}`, 0);
}
