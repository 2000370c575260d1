import {
  Flex,
  MultiSelect,
  MultiSelectOption,
  SingleSelect,
  SingleSelectOption,
  Tag,
  Typography,
} from '@strapi/design-system';
import { Cross } from '@strapi/icons';
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
  const lines = useLines(definitions, value);
  return (
    <>
      <MultiSelect
        key={definitions.state.kind}
        // Its own tags have buttons without a name.
        customizeContent={() => say('pick.count', { count: value.length })}
        aria-label={label}
        value={[...value]}
        onChange={onChange}
        onClear={() => onChange([])}
        clearLabel={say('pick.clear')}
        placeholder={usePlaceholder(props)}
        disabled={props.disabled}
        hasError={props.hasError}
      >
        {lines.map(({ key, text }) => (
          <MultiSelectOption key={key} value={key}>
            {text}
          </MultiSelectOption>
        ))}
      </MultiSelect>
      {value.length > 0 && (
        <Flex tag="ul" gap={2} wrap="wrap" aria-label={say('pick.chosen', { label })}>
          {value.map((key) => (
            <li key={key}>
              <Chosen
                name={lines.find((line) => line.key === key)?.text ?? key}
                onRemove={() => onChange(value.filter((one) => one !== key))}
                disabled={props.disabled}
              />
            </li>
          ))}
        </Flex>
      )}
      <Doubts chosen={value} definitions={definitions} />
    </>
  );
}

interface ChosenProps {
  readonly name: string;
  readonly onRemove: () => void;
  readonly disabled?: boolean | undefined;
}

function Chosen({ name, onRemove, disabled = false }: ChosenProps) {
  const say = useSay();
  return (
    <Tag
      icon={<Cross aria-hidden />}
      label={say('pick.remove', { name })}
      disabled={disabled}
      onClick={(event) => {
        // It stands in the edit view's form, which its click would send.
        event.preventDefault();
        onRemove();
      }}
    >
      {name}
    </Tag>
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
            <Typography key={id} variant="pi" textColor="neutral800" role="status">
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
