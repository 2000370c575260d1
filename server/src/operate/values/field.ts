import { CONTEXT_FIELDS, lookUp, type TesseraEvent } from '@tessera/model';
import type { Visitor } from '../../engine/visitor.js';
import { wholeContext } from '../../engine/visits.js';
import { wrongShape } from '../../http/problems.js';
import { type Scalar, scalarsIn } from './value-counts.js';

/** Where the values of a field come from: from events, or from what is kept of visitors. */
export type ValueSource =
  | { readonly of: 'events'; valuesIn(event: TesseraEvent): readonly Scalar[] }
  | { readonly of: 'visitors'; valuesIn(visitor: Visitor): readonly Scalar[] };

const PAGE_FIELDS = ['type', 'category', 'path', 'url', 'referrer'] as const;
const PATH = /^(props|traits)((?:\.[\w-]{1,64}){1,4})$/;
const EVENT_TYPE = /^[a-z][a-z0-9_]{0,39}$/;

const ALLOWED = `event, props, ${PAGE_FIELDS.map((name) => `page.${name}`).join(', ')}, props.NAME, traits.NAME or context.NAME with one of ${CONTEXT_FIELDS.join(', ')}`;

/** Throws a Problem for a field that nothing has. */
export function sourceOf(field: string | undefined): ValueSource {
  if (field === 'event') return { of: 'events', valuesIn: ({ type }) => [type] };
  if (field === 'props') return { of: 'events', valuesIn: ({ props }) => Object.keys(props) };
  for (const name of PAGE_FIELDS)
    if (field === `page.${name}`) return { of: 'events', valuesIn: ({ page }) => scalarsIn(page[name]) };
  for (const name of CONTEXT_FIELDS) {
    const path = name.split('.');
    if (field === `context.${name}`)
      return {
        of: 'visitors',
        valuesIn: (visitor) => scalarsIn(lookUp(wholeContext(visitor), path)),
      };
  }
  const [, root, names = ''] = PATH.exec(field ?? '') ?? [];
  const path = names.slice(1).split('.');
  if (root === 'props') return { of: 'events', valuesIn: ({ props }) => scalarsIn(lookUp(props, path)) };
  if (root === 'traits') return { of: 'visitors', valuesIn: ({ traits }) => scalarsIn(lookUp(traits, path)) };
  throw wrongShape('field', field, ALLOWED);
}

/** The type of events that is asked about; null: all. */
export function eventTypeOf(type: string | undefined): string | null {
  if (type === undefined || type === '') return null;
  if (!EVENT_TYPE.test(type)) throw wrongShape('type', type, 'the type of an event, e.g. page_view, click');
  return type;
}
