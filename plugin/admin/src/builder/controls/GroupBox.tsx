import { Box, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { Fragment } from 'react';
import type { RuleGroupProps } from 'react-querybuilder';
import { useSay } from '../../text/text';
import { useAround } from '../around';
import { numberOf } from '../condition/edit';
import { type Group, isGroup, type Joiner } from '../condition/types';
import { AddButtons } from './AddButtons';
import { Cell } from './Cell';
import { PartButtons } from './PartButtons';
import { RuleRow } from './RuleRow';
import { SiblingsContext, useSiblings } from './siblings';

const JOINERS: readonly Joiner[] = ['all', 'any', 'none'];

/** Rules and groups, joined by "all", "any" or "none of these". */
export function GroupBox({ ruleGroup, path, ...shared }: RuleGroupProps) {
  const say = useSay();
  const around = useAround();
  const siblings = useSiblings();
  const group = ruleGroup as Group;
  const outermost = path.length === 0;
  const name = outermost ? say('builder.rules') : say('builder.group', { number: numberOf(path) });
  const addId = `${group.id}-add`;
  return (
    <Box
      {...(outermost
        ? {}
        : {
            tag: 'li' as const,
            padding: 3,
            background: 'neutral100',
            borderColor: 'neutral200',
            hasRadius: true,
          })}
      aria-label={outermost ? undefined : name}
    >
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Flex gap={2} justifyContent="space-between" wrap="wrap">
          <Cell flex="0 1 28rem">
            <SingleSelect
              aria-label={say('builder.join', { group: name })}
              value={group.combinator}
              onChange={(chosen) => {
                const joiner = JOINERS.find((one) => one === chosen);
                if (joiner && joiner !== group.combinator)
                  shared.actions.onPropChange('combinator', joiner, path);
              }}
              disabled={around.disabled}
            >
              {JOINERS.map((one) => (
                <SingleSelectOption key={one} value={one}>
                  {say(`builder.join.${one}`)}
                </SingleSelectOption>
              ))}
            </SingleSelect>
          </Cell>
          {!outermost && (
            <PartButtons id={group.id} name={name} path={path} actions={shared.actions} {...siblings} />
          )}
        </Flex>
        <SiblingsContext.Provider value={{ count: group.rules.length, after: addId }}>
          {group.rules.length > 0 && (
            <Flex tag="ol" direction="column" alignItems="stretch" gap={2} aria-label={name}>
              {group.rules.map((part, index) => {
                const at = [...path, index];
                return (
                  <Fragment key={part.id}>
                    {isGroup(part) ? (
                      <GroupBox {...shared} ruleGroup={part} path={at} />
                    ) : (
                      <RuleRow {...shared} rule={part} path={at} />
                    )}
                  </Fragment>
                );
              })}
            </Flex>
          )}
        </SiblingsContext.Provider>
        <AddButtons id={addId} group={name} path={path} actions={shared.actions} />
      </Flex>
    </Box>
  );
}
