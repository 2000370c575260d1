import { Box, Flex } from '@strapi/design-system';
import type { RuleProps } from 'react-querybuilder';
import { useSay } from '../../text/text';
import { useAround } from '../around';
import { numberOf } from '../condition/edit';
import { operandOf } from '../condition/operators';
import { EXPERT, type Rule } from '../condition/types';
import { Cell } from './Cell';
import { ExpertBox } from './ExpertBox';
import { FieldBox } from './FieldBox';
import { OperatorBox } from './OperatorBox';
import { PartButtons } from './PartButtons';
import { useSiblings } from './siblings';
import { ValueBox } from './ValueBox';

/** One rule: what is compared, how, with what; or a line of JSON. */
export function RuleRow({ rule: given, path, actions }: RuleProps) {
  const say = useSay();
  const { replace } = useAround();
  const siblings = useSiblings();
  const rule = given as Rule;
  const name = say('builder.rule', { number: numberOf(path) });
  // How and with what something compares depends on what it is.
  const isChosen = rule.field !== '' || rule.value !== null;
  const line = { rule, name, onChange: (next: Rule) => replace(path, next) };
  return (
    <Box tag="li" aria-label={name} background="neutral0" borderColor="neutral150" hasRadius padding={2}>
      <Flex gap={2} alignItems="flex-start">
        <Flex flex="1 1 0" minWidth={0} gap={2} alignItems="flex-start" wrap="wrap">
          {rule.operator === EXPERT ? (
            <Cell flex="1 1 30rem">
              <ExpertBox {...line} />
            </Cell>
          ) : (
            <>
              <Cell flex="2 1 24rem">
                <FieldBox {...line} />
              </Cell>
              {isChosen && (
                <Cell flex="1 1 16rem">
                  <OperatorBox {...line} />
                </Cell>
              )}
              {isChosen && operandOf(rule.operator) !== 'none' && (
                <Cell flex="2 1 20rem">
                  <ValueBox {...line} />
                </Cell>
              )}
            </>
          )}
        </Flex>
        <PartButtons
          id={rule.id}
          name={name}
          path={path}
          count={siblings.count}
          actions={actions}
          after={siblings.after}
        />
      </Flex>
    </Box>
  );
}
