import { Flex, IconButton } from '@strapi/design-system';
import { ArrowDown, ArrowUp, Duplicate, Trash } from '@strapi/icons';
import type { QueryActions } from 'react-querybuilder';
import { useSay } from '../../text/text';
import { useAround } from '../around';
import { refocus } from './refocus';

interface Props {
  readonly id: string;
  /** What is moved, e.g. "Rule 2.1". */
  readonly name: string;
  readonly path: number[];
  /** How many parts stand beside it, itself included. */
  readonly count: number;
  readonly actions: QueryActions;
  /** What takes the focus when it is removed. */
  readonly after: string;
}

/** Moves (also in and out of groups), duplicates and removes a rule or group. */
export function PartButtons({ id, name, path, count, actions, after }: Props) {
  const say = useSay();
  const { disabled } = useAround();
  const index = path.at(-1) ?? 0;
  const outermost = path.length === 1;
  const steps = [
    { to: 'up', Icon: ArrowUp, atEnd: outermost && index === 0 },
    { to: 'down', Icon: ArrowDown, atEnd: outermost && index === count - 1 },
  ] as const;
  return (
    <Flex gap={1}>
      {steps.map(({ to, Icon, atEnd }) => (
        <IconButton
          key={to}
          id={`${id}-${to}`}
          label={say(`builder.${to}`, { part: name })}
          // Not `disabled` at the ends: the focus stays on the button while a line is moved there.
          aria-disabled={atEnd}
          disabled={disabled}
          onClick={() => {
            if (atEnd) return;
            actions.moveRule(path, to);
            refocus(`${id}-${to}`);
          }}
        >
          <Icon />
        </IconButton>
      ))}
      <IconButton
        label={say('builder.duplicate', { part: name })}
        disabled={disabled}
        onClick={() => actions.moveRule(path, [...path.slice(0, -1), index + 1], true)}
      >
        <Duplicate />
      </IconButton>
      <IconButton
        label={say('builder.remove', { part: name })}
        disabled={disabled}
        onClick={() => {
          actions.onRuleRemove(path);
          refocus(after);
        }}
      >
        <Trash />
      </IconButton>
    </Flex>
  );
}
