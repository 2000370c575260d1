import type { Template } from '@tessera/model';

/** How a field of a content is edited. `table` holds two fields, `rows` and `items`. */
export type Control =
  | 'line'
  | 'prose'
  | 'html'
  | 'instant'
  | 'tone'
  | 'image'
  | 'cta'
  | 'table'
  | 'directives';

export interface FormField<Name extends string = string> {
  readonly name: Name;
  readonly control: Control;
  /** Needed before publishing. */
  readonly required: boolean;
}

const field = <Name extends string>(name: Name, control: Control, required = false): FormField<Name> => ({
  name,
  control,
  required,
});

const TITLE = field('title', 'line', true);
const TEXT = field('text', 'prose');
const CTA = field('cta', 'cta');
const TONE = field('tone', 'tone');

/** The fields of each template, in the order in which they are read on the page. */
export const FORMS = {
  hero: [field('eyebrow', 'line'), TITLE, TEXT, CTA, field('image', 'image'), TONE],
  banner: [TITLE, TEXT, CTA, TONE],
  countdown: [TITLE, TEXT, field('ends', 'instant', true), field('expired', 'line'), CTA, TONE],
  comparison: [TITLE, field('table', 'table', true)],
  text: [field('title', 'line'), field('text', 'prose', true)],
  html: [field('html', 'html', true)],
  directives: [field('directives', 'directives', true)],
} as const satisfies Record<Template, readonly FormField[]>;

export type FieldName = (typeof FORMS)[Template][number]['name'];

export const TONES = ['plain', 'accent', 'warm', 'dark'] as const;
export const DIRECTIVES = ['lite-media', 'calm-motion'] as const;

/** The names under which a form's fields are stored. */
export const namesIn = (template: Template): readonly string[] =>
  FORMS[template].flatMap(({ name }) => (name === 'table' ? ['rows', 'items'] : [name]));
