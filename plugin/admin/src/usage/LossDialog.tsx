import { Box, Flex, Loader, Radio, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { type ReactNode, useEffect } from 'react';
import type { ToldAnswer, ToldQuestion } from '../../../contracts/usage';
import { ShowMore } from '../shared/ShowMore';
import { useSay } from '../text/text';
import { useTesseraToldQuery } from './api';
import { UseLine } from './UseLine';
import { idOfUse } from './uses';

/** What the dialog was told and what was chosen in it; read when it is confirmed. */
export interface Choice {
  told: ToldAnswer | null;
  discardDraft: boolean;
}

interface Props {
  readonly question: ToldQuestion;
  /** Strapi's own content, shown when nothing would be lost. */
  readonly own: ReactNode;
  readonly choice: Choice;
  /** Whether the draft differs from what is unpublished, so that one of them has to go. */
  readonly modified?: boolean;
}

/**
 * The content of a dialog that asks whether to delete or unpublish: who would lose something by it. Until
 * that is known, and if it cannot be, confirming goes to the server without it, which refuses what is in use.
 */
export function LossDialog({ question, own, choice, modified = false }: Props) {
  const say = useSay();
  const { currentData, isFetching } = useTesseraToldQuery(question, { refetchOnMountOrArgChange: true });
  const told = isFetching ? null : (currentData ?? null);
  useEffect(() => {
    choice.told = told;
    return () => {
      choice.told = null;
    };
  }, [choice, told]);

  if (isFetching) return <Loader small>{say('usage.loading')}</Loader>;
  if (!told || told.uses.length === 0) return own;
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      <Flex justifyContent="center" aria-hidden>
        <WarningCircle width="24px" height="24px" fill="danger600" />
      </Flex>
      <Typography tag="p" textAlign="center">
        {say(`usage.lose.${question.action}`, { count: told.uses.length })}
      </Typography>
      <Box maxHeight="24rem" overflow="auto" tabIndex={0} role="region" aria-label={say('usage.lose.list')}>
        <ShowMore items={told.uses} step={20}>
          {(shown) => (
            <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
              {shown.map(({ lost, by }) => (
                <li key={`${lost.key} ${idOfUse(by)}`}>
                  {question.documentIds.length > 1 && (
                    <Typography variant="pi" fontWeight="bold">
                      {say('usage.lose.names', { name: lost.name })}
                    </Typography>
                  )}
                  <UseLine use={by} />
                </li>
              ))}
            </Flex>
          )}
        </ShowMore>
      </Box>
      {modified && <KeepDraft choice={choice} />}
    </Flex>
  );
}

/** Strapi asks this, too, when a draft differs from what is unpublished. */
function KeepDraft({ choice }: { choice: Choice }) {
  const say = useSay();
  return (
    <Radio.Group
      defaultValue="keep"
      name="tessera-draft"
      aria-label={say('usage.draft')}
      onValueChange={(value) => {
        choice.discardDraft = value === 'replace';
      }}
    >
      <Radio.Item value="keep">{say('usage.draft.keep')}</Radio.Item>
      <Radio.Item value="replace">{say('usage.draft.replace')}</Radio.Item>
    </Radio.Group>
  );
}
