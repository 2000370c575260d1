import { Box, Flex, Typography } from '@strapi/design-system';
import { useMemo, useRef } from 'react';
import { QueryBuilder, type RuleGroupTypeAny } from 'react-querybuilder';
import { NOTHING_WRONG } from '../inputs/json-value';
import { hasProblems, Problems } from '../inputs/Problems';
import { useSay } from '../text/text';
import { type Around, AroundContext, useConditionWords } from './around';
import type { ConditionProps } from './ConditionEditor';
import { replaceAt, unfinishedIn } from './condition/edit';
import type { Group } from './condition/types';
import { GroupBox } from './controls/GroupBox';
import { RuleRow } from './controls/RuleRow';
import { judgeCondition } from './judge-condition';
import { sentenceOf } from './sentence/sentence';
import { useConditionForm } from './use-form';

const CONTROLS = { ruleGroup: GroupBox, rule: RuleRow };
const COMBINATORS = ['all', 'any', 'none'].map((name) => ({ name, label: name }));

/** A condition as rules in groups, the whole of it in plain words, and what is wrong with it. */
export function ConditionForm(condition: ConditionProps) {
  const { label, value, about, eventType = null, disabled = false } = condition;
  const { form, change } = useConditionForm(value, condition.onChange);
  const { words, signals } = useConditionWords(eventType);
  const latest = useRef({ form, change });
  latest.current = { form, change };
  const around = useMemo<Around>(
    () => ({
      ...{ about, eventType, disabled, words, signals },
      replace: (path, part) => latest.current.change(replaceAt(latest.current.form, path, part)),
    }),
    [about, eventType, disabled, words, signals],
  );
  return (
    <AroundContext.Provider value={around}>
      <Box
        role="group"
        aria-label={label}
        background="neutral100"
        borderColor="neutral200"
        hasRadius
        padding={4}
      >
        <Flex direction="column" alignItems="stretch" gap={3}>
          <Sentence form={form} around={around} />
          <QueryBuilder
            query={form}
            // Its types allow for queries of other makes; ours it only moves around.
            onQueryChange={(query: RuleGroupTypeAny) => change(query as Group)}
            controlElements={CONTROLS}
            combinators={COMBINATORS}
            disabled={disabled}
            enableMountQueryChange={false}
          />
        </Flex>
      </Box>
      <Doubts value={value} form={form} about={about} />
    </AroundContext.Provider>
  );
}

function Sentence({ form, around }: { form: Group; around: Around }) {
  const say = useSay();
  const empty = say(around.about === 'event' ? 'builder.everyEvent' : 'builder.everybody');
  return (
    <Typography role="status" fontWeight="semiBold" textColor="neutral800">
      {form.rules.length === 0 ? empty : sentenceOf(form, around.words)}
    </Typography>
  );
}

/** What is wrong, and how much is not finished. */
function Doubts({ value, form, about }: { value: unknown; form: Group; about: ConditionProps['about'] }) {
  const say = useSay();
  const unfinished = unfinishedIn(form);
  const judged = value === null || value === undefined ? NOTHING_WRONG : judgeCondition(value, about);
  // What is missing is said in fewer words than by its places.
  const judgement = { wrong: judged.wrong, missing: unfinished > 0 ? [] : judged.missing };
  return (
    <>
      {typeof value !== 'string' && hasProblems({ kind: 'empty' }, judgement) && (
        <Problems json={{ kind: 'empty' }} judgement={judgement} />
      )}
      {unfinished > 0 && (
        <Typography variant="pi" textColor="neutral600" role="status">
          {say('builder.unfinished.count', { count: unfinished })}
        </Typography>
      )}
    </>
  );
}
