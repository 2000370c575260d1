import type { IntlShape } from 'react-intl';
import type { DefinitionOption } from '../../../../contracts/answers';
import type { Say, TextId } from '../../text/text';
import en from '../../translations/en/builder.json';
import type { FieldInfo } from './describe';

/** What the words of a condition need: texts, the panel's language, the names of definitions. */
export interface Words {
  readonly say: Say;
  readonly intl: Pick<IntlShape, 'formatNumber' | 'formatList' | 'formatDate'>;
  readonly signals: readonly DefinitionOption[];
  readonly segments: readonly DefinitionOption[];
}

const isText = (id: string): id is TextId & keyof typeof en => Object.hasOwn(en, id);

export const nameOf = (options: readonly DefinitionOption[], key: string): string =>
  options.find((option) => option.key === key)?.name ?? key;

/** A field's name, as an editor knows it. */
export function fieldLabel(path: string, { say, signals }: Words): string {
  const id = `builder.field.${path}`;
  if (isText(id)) return say(id);
  const [root = '', ...rest] = path.split('.');
  const name = rest.join('.');
  if (name === '') return path;
  if (root === 'signals') return nameOf(signals, name);
  const free = `builder.free.${root}`;
  return isText(free) ? say(free, { name }) : path;
}

/** A day's name; 0 is Sunday. The 4th of January 1970 was one. */
const dayName = (day: number, { intl }: Words): string =>
  intl.formatDate(Date.UTC(1970, 0, 4 + day), { weekday: 'long', timeZone: 'UTC' });

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 0] as const;

/** One value to choose, e.g. of a list. */
export function choiceLabel(value: string | number, { type }: FieldInfo, words: Words): string {
  if (type === 'weekday' && typeof value === 'number' && value >= 0 && value <= 6) {
    return dayName(value, words);
  }
  const id = `builder.choice.${value}`;
  if (type === 'choice' && isText(id)) return words.say(id);
  return type === 'segments' ? nameOf(words.segments, String(value)) : String(value);
}

/** `90 seconds`, `72%`, `300 px/s`. */
export function quantity(value: number, { unit }: FieldInfo, { intl, say }: Words): string {
  if (unit === '%') return intl.formatNumber(value / 100, { style: 'percent', maximumFractionDigits: 2 });
  const amount = intl.formatNumber(value, { maximumFractionDigits: 6 });
  return unit === null ? amount : say('builder.quantity', { amount, unit: say(`builder.unit.${unit}`) });
}

/** A field as a list shows it: its name and what it is. */
export function fieldOption(path: string, words: Words): string {
  const kind = `builder.kind.${path.split('.')[0]}`;
  const name = fieldLabel(path, words);
  return isText(kind) ? words.say('builder.option', { name, kind: words.say(kind) }) : name;
}
