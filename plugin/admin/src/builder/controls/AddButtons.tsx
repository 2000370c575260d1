import { Button, Flex } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import type { QueryActions } from 'react-querybuilder';
import { useSay } from '../../text/text';
import { useAround } from '../around';
import { newExpert, newGroup, newRule } from '../condition/types';

interface Props {
  readonly id: string;
  /** The group's name. */
  readonly group: string;
  readonly path: number[];
  readonly actions: QueryActions;
}

/** Groups deeper than this no condition may have, and nobody understands. */
const DEEPEST = 5;

/** Adds to a group: a rule, a group with a first rule in it, or a line of JSON. */
export function AddButtons({ id, group, path, actions }: Props) {
  const say = useSay();
  const { disabled } = useAround();
  const named = (action: string) => say('builder.addTo', { action, group });
  const [rule, inner, expert] = [say('builder.addRule'), say('builder.addGroup'), say('builder.addExpert')];
  return (
    <Flex gap={2} wrap="wrap">
      <Button
        id={id}
        variant="secondary"
        size="S"
        startIcon={<Plus />}
        aria-label={named(rule)}
        disabled={disabled}
        onClick={() => actions.onRuleAdd(newRule(), path)}
      >
        {rule}
      </Button>
      {path.length < DEEPEST && (
        <Button
          variant="tertiary"
          size="S"
          startIcon={<Plus />}
          aria-label={named(inner)}
          disabled={disabled}
          onClick={() => actions.onGroupAdd(newGroup('any', [newRule()]), path)}
        >
          {inner}
        </Button>
      )}
      <Button
        variant="ghost"
        size="S"
        aria-label={named(expert)}
        disabled={disabled}
        onClick={() => actions.onRuleAdd(newExpert({}), path)}
      >
        {expert}
      </Button>
    </Flex>
  );
}
