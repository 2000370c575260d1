import { z } from 'zod';
import { type Checked, checkWith } from './refusal.js';
import { instantSchema } from './schema-parts.js';

const line = z.string().min(1, 'must not be empty').max(300, 'must be at most 300 characters');
const prose = z.string().min(1, 'must not be empty').max(5_000, 'must be at most 5000 characters');
const address = z.string().min(1, 'must not be empty').max(2_048, 'must be at most 2048 characters');
const pixels = z
  .number()
  .int('must be whole pixels')
  .min(1, 'must be at least 1')
  .max(10_000, 'must be at most 10000');

const image = z.strictObject({ src: address, alt: z.string().max(300), width: pixels, height: pixels });
const cta = z.strictObject({ label: line, href: address });
const TONES = ['plain', 'accent', 'warm', 'dark'] as const;
const tone = z.enum(TONES, { error: `must be one of ${TONES.join(', ')}` });
const DIRECTIVES = ['lite-media', 'calm-motion'] as const;
const directive = z.enum(DIRECTIVES, { error: `must be one of ${DIRECTIVES.join(', ')}` });

const opt = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value): z.output<T> | undefined => value ?? undefined);

/** What each template shows. */
export const contentSchemas = {
  hero: z.strictObject({
    eyebrow: opt(line),
    title: line,
    text: opt(prose),
    image: opt(image),
    cta: opt(cta),
    tone: opt(tone),
  }),
  banner: z.strictObject({ title: line, text: opt(prose), cta: opt(cta), tone: opt(tone) }),
  countdown: z.strictObject({
    title: line,
    text: opt(prose),
    ends: instantSchema,
    expired: opt(line),
    cta: opt(cta),
    tone: opt(tone),
  }),
  comparison: z.strictObject({
    title: line,
    rows: z.array(line).min(1, 'must name at least one row').max(20, 'must name at most 20 rows'),
    items: z
      .array(
        z.strictObject({
          name: line,
          href: opt(address),
          image: opt(image),
          highlight: opt(z.boolean()),
          values: z.array(z.string().max(300)).max(20),
        }),
      )
      .min(1, 'must hold at least one item')
      .max(8, 'must hold at most 8 items'),
  }),
  text: z.strictObject({ title: opt(line), text: prose }),
  html: z.strictObject({ html: z.string().max(50_000, 'must be at most 50000 characters') }),
  directives: z.strictObject({
    directives: z.array(directive).min(1, 'must name at least one directive').max(2),
  }),
} as const;

export type Template = keyof typeof contentSchemas;
export type Content<T extends Template = Template> = z.output<(typeof contentSchemas)[T]>;
export const TEMPLATES = Object.keys(contentSchemas) as readonly Template[];

/** One locale of a variant: the template and what it shows. */
export type LocaleContent = {
  [T in Template]: { readonly template: T; readonly content: Content<T> };
}[Template];

const entryOf = <T extends Template>(template: T) =>
  z.strictObject({ template: z.literal(template), content: contentSchemas[template] });

export const localeContentSchema = z.discriminatedUnion(
  'template',
  [
    entryOf('hero'),
    entryOf('banner'),
    entryOf('countdown'),
    entryOf('comparison'),
    entryOf('text'),
    entryOf('html'),
    entryOf('directives'),
  ],
  { error: `must have a template that is one of ${TEMPLATES.join(', ')}` },
) as unknown as z.ZodType<LocaleContent>;

/** Checks the content of one template, as an editor fills it in. */
export function checkContent(template: string, content: unknown): Checked<LocaleContent> {
  return checkWith(localeContentSchema, { template, content });
}
