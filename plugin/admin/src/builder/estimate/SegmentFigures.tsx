import { Box, Flex } from '@strapi/design-system';
import { useRight } from '../../app/rights';
import type { Judgement } from '../../inputs/json-value';
import { DraftEstimate } from './DraftEstimate';
import { PublishedCourse } from './PublishedCourse';
import { useSegmentForm } from './segment-form';

interface Props {
  readonly when: unknown;
  readonly judgement: Judgement;
}

/** Under a segment's condition: how many would be in it as it stands, and how many were as it is published. */
export function SegmentFigures({ when, judgement }: Props) {
  const { parent, min, key, name } = useSegmentForm();
  const mayAsk = useRight('editSegments');
  const mayRead = useRight('readSegments');
  if (!mayAsk && !mayRead) return null;
  const finished = judgement.wrong.length + judgement.missing.length === 0;
  return (
    <Box background="neutral0" borderColor="neutral200" hasRadius padding={4}>
      <Flex gap={6} wrap="wrap" alignItems="flex-start">
        {mayAsk && (
          <Box flex="2 1 28rem">
            <DraftEstimate when={when ?? {}} finished={finished} parent={parent} min={min} />
          </Box>
        )}
        {mayRead && (
          <Box flex="1 1 18rem">
            <PublishedCourse segment={key} name={name} />
          </Box>
        )}
      </Flex>
    </Box>
  );
}
