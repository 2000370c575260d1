import { FieldFrame } from '../../inputs/FieldFrame';
import type { CustomFieldProps } from '../../inputs/props';
import { SuggestBox } from '../../shared/SuggestBox';
import { useSay } from '../../text/text';
import { useSignalForm } from '../form-values';
import { useLiveValues } from '../live-values';
import { valuePaths } from './value-suggestions';

/** `tessera.value`: which property of the event counts, e.g. `props.ms`. */
export default function ValueInput(field: CustomFieldProps<string>) {
  const say = useSay();
  const { event, kind } = useSignalForm();
  const type = typeof event === 'string' ? event : '';
  const live = useLiveValues(type && 'props', type);
  const suggestions = valuePaths(event, kind, live).map(({ path, unit }) => ({
    value: path,
    words: unit ? say('signals.value.unit', { path, unit }) : path,
  }));
  return (
    <FieldFrame {...field}>
      <SuggestBox
        value={field.value ?? ''}
        onChange={(value) => field.onChange(field.name, value)}
        suggestions={suggestions}
        placeholder={field.placeholder}
        disabled={field.disabled}
        hasError={Boolean(field.error)}
      />
    </FieldFrame>
  );
}
