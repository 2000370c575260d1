import { z } from 'zod';
import { isJsonObject } from './json.js';

// What cannot be understood in a context is left out, field by field: it describes the device, and a
// browser that reports one odd value must not lose the rest.
const text = (most: number) => z.string().max(most).optional().catch(undefined);
const number = z.number().finite().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const part = <T extends z.ZodRawShape>(shape: T) => z.object(shape).optional().catch(undefined);

const DEVICE_TYPES = ['mobile', 'tablet', 'desktop'] as const;
const NETWORK_TYPES = ['slow-2g', '2g', '3g', '4g'] as const;

export const contextSchema = z
  .object({
    device: part({
      type: z.enum(DEVICE_TYPES).optional().catch(undefined),
      os: text(40),
      browser: text(40),
      screen: part({ width: number, height: number }),
    }),
    network: part({
      type: z.enum(NETWORK_TYPES).optional().catch(undefined),
      downlink: number,
      save_data: flag,
    }),
    locale: text(35),
    timezone: text(64),
    geo: part({ country: text(2), region: text(10) }),
    campaign: part({
      source: text(100),
      medium: text(100),
      name: text(100),
      term: text(100),
      content: text(100),
    }),
    referrer: text(2_048),
  })
  .catch({});

/** What requests and browsers tell of a visitor's circumstances. */
export type Context = z.infer<typeof contextSchema>;

/** The fields of a context. Stored profiles count on their order: new ones go to the end. */
export const TOLD_FIELDS = [
  'device.type',
  'device.os',
  'device.browser',
  'device.screen.width',
  'device.screen.height',
  'network.type',
  'network.downlink',
  'network.save_data',
  'locale',
  'timezone',
  'geo.country',
  'geo.region',
  'campaign.source',
  'campaign.medium',
  'campaign.name',
  'campaign.term',
  'campaign.content',
  'referrer',
] as const;

/**
 * Worked out from the visitor's sessions, whatever a browser says of itself. `count`: how many there were in the 30
 * days before the latest event, the running one included, so 1 for somebody who is here for the first time or of whom
 * nothing is known. `returning`: whether there was one before the running one.
 */
export const VISIT_FIELDS = ['visit.count', 'visit.returning'] as const;

/** The fields a condition may read as `context.*`. */
export const CONTEXT_FIELDS = [...TOLD_FIELDS, ...VISIT_FIELDS] as const;

/** What a field of a context may be, for the most part; fields within fields. */
type Plain = ((value: unknown) => boolean) | { readonly [key: string]: Plain };

const isText = (most: number) => (value: unknown) => typeof value === 'string' && value.length <= most;
const isOneOf = (values: readonly string[]) => (value: unknown) => values.includes(value as string);
const isNumber = Number.isFinite;
const isFlag = (value: unknown) => typeof value === 'boolean';

const PLAIN: Plain = {
  device: {
    type: isOneOf(DEVICE_TYPES),
    os: isText(40),
    browser: isText(40),
    screen: { width: isNumber, height: isNumber },
  },
  network: { type: isOneOf(NETWORK_TYPES), downlink: isNumber, save_data: isFlag },
  locale: isText(35),
  timezone: isText(64),
  geo: { country: isText(2), region: isText(10) },
  campaign: {
    source: isText(100),
    medium: isText(100),
    name: isText(100),
    term: isText(100),
    content: isText(100),
  },
  referrer: isText(2_048),
};

function isPlain(value: unknown, plain: Plain): boolean {
  if (typeof plain === 'function') return plain(value);
  if (!isJsonObject(value)) return false;
  for (const key of Object.keys(value)) {
    const part = Object.hasOwn(plain, key) ? plain[key] : undefined;
    if (part === undefined || !isPlain(value[key], part)) return false;
  }
  return true;
}

/**
 * Reads a context from outside; never refuses, drops what it cannot understand. Nearly all are plain, and seeing
 * that by hand takes a fraction of the time that a schema does; the schema reads the others.
 */
export const readContext = (json: unknown): Context =>
  isPlain(json, PLAIN) ? (json as Context) : contextSchema.parse(json ?? {});
