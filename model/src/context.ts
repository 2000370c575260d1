import { z } from 'zod';

// What cannot be understood in a context is left out, field by field: it describes the device, and a
// browser that reports one odd value must not lose the rest.
const text = (most: number) => z.string().max(most).optional().catch(undefined);
const number = z.number().finite().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const part = <T extends z.ZodRawShape>(shape: T) => z.object(shape).optional().catch(undefined);

export const contextSchema = z
  .object({
    device: part({
      type: z.enum(['mobile', 'tablet', 'desktop']).optional().catch(undefined),
      os: text(40),
      browser: text(40),
      screen: part({ width: number, height: number }),
    }),
    network: part({
      type: z.enum(['slow-2g', '2g', '3g', '4g']).optional().catch(undefined),
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
    visit: part({ count: number, returning: flag }),
  })
  .catch({});

export type Context = z.infer<typeof contextSchema>;

/** The fields a condition may read as `context.*`, and what they hold. */
export const CONTEXT_FIELDS = [
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
  'visit.count',
  'visit.returning',
] as const;

/** Reads a context from outside; never refuses, drops what it cannot understand. */
export const readContext = (json: unknown): Context => contextSchema.parse(json ?? {});
