import { Box, Flex, MultiSelect, MultiSelectOption, Tag } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useDefinitions } from '../../inputs/definitions';
import { KeysPicker } from '../../inputs/KeyPicker';
import { useSay } from '../../text/text';
import { useAround } from '../around';
import type { FieldInfo } from '../fields/describe';
import { readFree, showFree } from '../fields/free-value';
import { choiceLabel } from '../fields/labels';
import { choicesOf } from './ChoiceBox';
import { PickBox } from './PickBox';
import { useSuggestions } from './use-suggestions';
import type { ValueProps } from './ValueBox';

type Items = readonly (string | number)[];
type Props = ValueProps<Items> & { readonly info: FieldInfo };

/** A list of values. Without any it is not finished. */
export function ListBox({ onChange, ...list }: Props) {
  const change = (items: Items) => onChange(items.length > 0 ? [...items] : null);
  const { info, value } = list;
  if (info.type === 'segments') return <SegmentList {...list} onItems={change} />;
  const few = choicesOf(info);
  if (few.length > 0 && value.every((item) => few.includes(item)))
    return <FewList {...list} onItems={change} />;
  return <ChipList {...list} onItems={change} />;
}

type ListProps = Omit<Props, 'onChange'> & { readonly onItems: (items: Items) => void };

function SegmentList({ label, value, onItems }: ListProps) {
  const { disabled } = useAround();
  const definitions = useDefinitions('segment');
  return (
    <KeysPicker
      label={label}
      definitions={definitions}
      value={value.map(String)}
      onChange={onItems}
      disabled={disabled}
    />
  );
}

function FewList({ label, value, onItems, info }: ListProps) {
  const say = useSay();
  const { words, disabled } = useAround();
  const few = choicesOf(info);
  return (
    <MultiSelect
      aria-label={label}
      value={value.map(String)}
      // Strapi's own tags have buttons without names.
      customizeContent={() => value.map((item) => choiceLabel(item, info, words)).join(', ')}
      onChange={(chosen: string[]) => onItems(few.filter((item) => chosen.includes(String(item))))}
      onClear={() => onItems([])}
      clearLabel={say('pick.clear')}
      placeholder={say('builder.value.choose')}
      disabled={disabled}
    >
      {few.map((item) => (
        <MultiSelectOption key={item} value={String(item)}>
          {choiceLabel(item, info, words)}
        </MultiSelectOption>
      ))}
    </MultiSelect>
  );
}

function ChipList({ label, value, onItems, info }: ListProps) {
  const say = useSay();
  const { disabled } = useAround();
  const { suggestions, want } = useSuggestions(info);
  const read = (text: string): string | number | null => {
    if (info.type === 'text') return text;
    const item = readFree(text);
    if (typeof item === 'boolean') return text;
    return info.type === 'number' && typeof item !== 'number' ? null : item;
  };
  const options = (typed: string) => {
    const text = typed.trim();
    const own =
      text === '' || read(text) === null ? [] : [{ value: text, words: say('builder.value.use', { text }) }];
    return [...own, ...suggestions];
  };
  const add = (text: string) => {
    const item = read(text);
    if (item !== null && !value.includes(item)) onItems([...value, item]);
  };
  return (
    <Box onFocus={want}>
      {value.length > 0 && (
        <Flex gap={1} wrap="wrap" paddingBottom={1}>
          {value.map((item, index) => (
            <Tag
              // biome-ignore lint/suspicious/noArrayIndexKey: a stored list may hold a value twice.
              key={`${item}-${index}`}
              icon={<Cross aria-hidden />}
              label={say('builder.value.removeItem', { text: String(item) })}
              disabled={disabled}
              onClick={() => onItems(value.filter((_, at) => at !== index))}
            >
              {info.type === 'any' ? showFree(item) : String(item)}
            </Tag>
          ))}
        </Flex>
      )}
      <PickBox
        label={label}
        text=""
        options={options}
        onPick={add}
        placeholder={say('builder.value.add')}
        noOptions={say('builder.value.none')}
        disabled={disabled}
      />
    </Box>
  );
}
