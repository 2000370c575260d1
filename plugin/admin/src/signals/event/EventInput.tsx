import { Typography } from '@strapi/design-system';
import { isEventType } from '../../../../contracts/event-types';
import { FieldFrame } from '../../inputs/FieldFrame';
import type { CustomFieldProps } from '../../inputs/props';
import { SuggestBox } from '../../shared/SuggestBox';
import { useSay } from '../../text/text';
import { useEventSuggestions } from './use-event-suggestions';

/** `tessera.event`: the type of the events a signal is folded from. */
export default function EventInput(field: CustomFieldProps<string>) {
  const say = useSay();
  const suggestions = useEventSuggestions();
  const type = field.value ?? '';
  return (
    <FieldFrame {...field}>
      <SuggestBox
        value={type}
        onChange={(value) => field.onChange(field.name, value)}
        suggestions={suggestions}
        placeholder={field.placeholder}
        disabled={field.disabled}
        hasError={Boolean(field.error)}
      />
      {isEventType(type) && (
        <Typography variant="pi" textColor="neutral800" role="status">
          {say(`signals.event.${type}`)}
        </Typography>
      )}
    </FieldFrame>
  );
}
