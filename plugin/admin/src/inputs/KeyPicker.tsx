import {
  MultiSelect,
  MultiSelectOption,
  SingleSelect,
  SingleSelectOption,
  Typography,
} from '@strapi/design-system';
import { type TextId, useSay } from '../text/text';
import { type Definitions, doubtful } from './definitions';

interface Common {
  readonly definitions: Definitions;
  readonly disabled?: boolean;
  readonly hasError?: boolean;
  readonly label: string;
  readonly placeholder?: string;
}

/*
 * Both selects remember the text an option had when it was first shown; their `key` makes them forget it
 * when the list of names arrives.
 */

/** Chooses keys by name. What is chosen but not in the list stays, and is marked, so that nothing vanishes unseen. */
export function KeysPicker(props: Common & { value: readonly string[]; onChange: (keys: string[]) => void }) {
  const { definitions, value, onChange, label } = props;
  const say = useSay();
  return (
    <>
      <MultiSelect
        key={definitions.state.kind}
        withTags
        aria-label={label}
        value={[...value]}
        onChange={onChange}
        onClear={() => onChange([])}
        clearLabel={say('pick.clear')}
        placeholder={usePlaceholder(props)}
        disabled={props.disabled}
        hasError={props.hasError}
      >
        {useLines(definitions, value).map(({ key, text }) => (
          <MultiSelectOption key={key} value={key}>
            {text}
          </MultiSelectOption>
        ))}
      </MultiSelect>
      <Doubts chosen={value} definitions={definitions} />
    </>
  );
}

/** The same for one key. */
export function KeyPicker(props: Common & { value: string | null; onChange: (key: string | null) => void }) {
  const { definitions, value, onChange, label } = props;
  const say = useSay();
  const chosen = value ? [value] : [];
  return (
    <>
      <SingleSelect
        key={definitions.state.kind}
        aria-label={label}
        value={value}
        onChange={(key) => onChange(String(key))}
        onClear={() => onChange(null)}
        clearLabel={say('pick.clear')}
        placeholder={usePlaceholder(props)}
        disabled={props.disabled}
        hasError={props.hasError}
      >
        {useLines(definitions, chosen).map(({ key, text }) => (
          <SingleSelectOption key={key} value={key}>
            {text}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Doubts chosen={chosen} definitions={definitions} />
    </>
  );
}

function usePlaceholder({ definitions, placeholder }: Common): string {
  const say = useSay();
  return definitions.state.kind === 'loading' ? say('pick.loading') : placeholder || say('pick.placeholder');
}

function useLines({ options, state }: Definitions, chosen: readonly string[]) {
  const say = useSay();
  const listed = options.map(({ key, name, status }) => ({
    key,
    text: status === 'draft' ? say('pick.draft', { name }) : name,
  }));
  const unlisted = chosen
    .filter((key) => !options.some((option) => option.key === key))
    .map((key) => ({ key, text: state.kind === 'ready' ? say('pick.unknown', { key }) : key }));
  return [...listed, ...unlisted];
}

/** Says what is chosen in vain, and why the list may be incomplete. */
function Doubts({ chosen, definitions }: { chosen: readonly string[]; definitions: Definitions }) {
  const say = useSay();
  const { drafts, unknown } = doubtful(chosen, definitions);
  const warnings: [TextId, readonly string[]][] = [
    ['pick.warn.draft', drafts],
    ['pick.warn.unknown', unknown],
  ];
  return (
    <>
      {warnings.map(
        ([id, names]) =>
          names.length > 0 && (
            <Typography key={id} variant="pi" textColor="warning700" role="status">
              {say(id, { names: names.join(', ') })}
            </Typography>
          ),
      )}
      {definitions.state.kind === 'failed' && (
        <Typography variant="pi" textColor="danger600" role="status">
          {say('pick.failed', { reason: definitions.state.reason })}
        </Typography>
      )}
    </>
  );
}
