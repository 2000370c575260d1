import { useIntl } from 'react-intl';
import type { CustomFieldName } from '../../../contracts/ids';
import { PLUGIN_ID } from '../../../contracts/ids';
import en from '../translations/en';

/** Every text of the admin panel; English is the reference, other languages may lack some. */
export type TextId = keyof typeof en;
export type TextValues = Record<string, string | number>;
export type Say = (id: TextId, values?: TextValues) => string;

/** A text for react-intl, in English where the admin's language has none. */
export const message = (id: TextId) => ({ id: `${PLUGIN_ID}.${id}`, defaultMessage: en[id] });

export const customFieldMessages = (name: CustomFieldName) => ({
  intlLabel: message(`customField.${name}`),
  intlDescription: message(`customField.${name}.description`),
});

/** Says texts in the admin's language. */
export function useSay(): Say {
  const { formatMessage } = useIntl();
  return (id, values) => formatMessage(message(id), values);
}
