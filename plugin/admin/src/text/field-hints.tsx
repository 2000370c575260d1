import { FormattedMessage } from 'react-intl';
import { FIELD_TEXTS } from '../../../contracts/field-texts';
import { KINDS, PLUGIN_ID } from '../../../contracts/ids';
import { KindHint } from '../signals/KindHint';

/** As far as we read the Content Manager's edit view layout. */
interface Field {
  readonly name: string;
  readonly hint?: unknown;
}
interface LayoutHookArguments {
  readonly layout: { readonly layout: readonly (readonly (readonly Field[])[])[] };
  readonly [more: string]: unknown;
}

/**
 * Strapi translates the labels of fields but not their hints. This hook on its edit view does. It knows
 * our fields by their English hints, so what an administrator has reworded stays as it is.
 */
export function translateHints(given: LayoutHookArguments): LayoutHookArguments {
  const panels = given.layout.layout.map((panel) => panel.map((row) => row.map(translated)));
  return { ...given, layout: { ...given.layout, layout: panels } };
}

function translated(field: Field): Field {
  const kind = KINDS.find((each) => FIELD_TEXTS[each][field.name]?.hint === field.hint);
  if (!kind || typeof field.hint !== 'string') return field;
  if (kind === 'signal' && field.name === 'kind') return { ...field, hint: <KindHint /> };
  const id = `${PLUGIN_ID}.hint.${kind}.${field.name}`;
  return { ...field, hint: <FormattedMessage id={id} defaultMessage={escaped(field.hint)} /> };
}

/** Braces mean something to react-intl. */
const escaped = (text: string): string => text.replace(/\{\{[^}]*\}\}/g, "'$&'");
