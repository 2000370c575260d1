import { Button, Flex, IconButton, TextInput, Typography } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { useState } from 'react';
import { useSay } from '../../text/text';
import { readTyped, typedText } from '../core/values';

type Fields = Readonly<Record<string, unknown>>;
interface Props {
  readonly title: string;
  readonly fields: Fields;
  /** Not listed: they have boxes of their own. */
  readonly hidden?: readonly string[];
  readonly onChange: (fields: Fields) => void;
}

/** Names and values of one's own. A value is a number, true or false if it reads as one, else a text. */
export function FreeFields({ title, fields, hidden = [], onChange }: Props) {
  const say = useSay();
  const [name, setName] = useState('');
  const wanted = name.trim();
  const shown = Object.entries(fields).filter(([field]) => !hidden.includes(field));
  const isFree = wanted !== '' && !Object.hasOwn(fields, wanted) && !UNSAFE.includes(wanted);
  const add = () => {
    if (!isFree) return;
    onChange({ ...fields, [wanted]: '' });
    setName('');
  };
  const remove = (field: string) =>
    onChange(Object.fromEntries(Object.entries(fields).filter(([one]) => one !== field)));
  return (
    <Flex direction="column" alignItems="stretch" gap={2} role="group" aria-label={title}>
      <Typography variant="pi" fontWeight="bold" textColor="neutral800">
        {title}
      </Typography>
      {shown.map(([field, value]) => (
        <Flex key={field} gap={2}>
          <Flex flex="1 1 40%">
            <Typography textColor="neutral800">{field}</Typography>
          </Flex>
          <Flex flex="1 1 60%" direction="column" alignItems="stretch">
            <TextInput
              size="S"
              aria-label={say('playground.value', { name: field })}
              value={typedText(value)}
              onChange={(event) => onChange({ ...fields, [field]: readTyped(event.target.value) })}
            />
          </Flex>
          <IconButton label={say('playground.removeField', { name: field })} onClick={() => remove(field)}>
            <Trash />
          </IconButton>
        </Flex>
      ))}
      <Flex gap={2}>
        <Flex flex="1 1 auto" direction="column" alignItems="stretch">
          <TextInput
            size="S"
            aria-label={say('playground.newField', { title })}
            placeholder={say('playground.name')}
            value={name}
            maxLength={64}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') add();
            }}
          />
        </Flex>
        <Button variant="tertiary" size="S" startIcon={<Plus />} disabled={!isFree} onClick={add}>
          {say('playground.add')}
        </Button>
      </Flex>
    </Flex>
  );
}

const UNSAFE: readonly string[] = ['__proto__', 'constructor', 'prototype'];
