import { Accordion, Box, Flex, Status, type StatusVariant, Typography } from '@strapi/design-system';
import type { SimulatedSlot, VisitorView } from '../../../../contracts/simulate';
import { ShowMore } from '../../shared/ShowMore';
import { type Say, useSay } from '../../text/text';
import { useNames } from '../use-names';
import { ConditionLines } from './ConditionLines';

/** What every slot shows, and what became of each variant that could have been shown. */
export function DecisionList({ view }: { view: VisitorView }) {
  const say = useSay();
  return (
    <Box tag="section" aria-label={say('playground.decisions')}>
      <Typography tag="h3" variant="delta" textColor="neutral800">
        {say('playground.decisions')}
      </Typography>
      <Box paddingTop={2}>
        <ShowMore items={view.explanation.slots} step={20}>
          {(shown) => (
            <Accordion.Root size="S">
              {shown.map((slot) => (
                <SlotItem key={slot.slot} slot={slot} />
              ))}
            </Accordion.Root>
          )}
        </ShowMore>
      </Box>
    </Box>
  );
}

function SlotItem({ slot }: { slot: SimulatedSlot }) {
  const say = useSay();
  const nameOf = useNames();
  const { variant, fallback, source, segment, candidates } = slot;
  const shown = variant
    ? nameOf('variant', variant)
    : fallback
      ? say('playground.fallback.named', { name: fallback.name })
      : say('playground.nothing');
  return (
    <Accordion.Item value={slot.slot}>
      <Accordion.Header>
        <Accordion.Trigger>{`${slot.name}: ${shown}`}</Accordion.Trigger>
        <Accordion.Actions>
          <Status variant={source === 'variant' ? 'success' : 'neutral'} size="XS">
            <Typography variant="pi" fontWeight="bold">
              {say(`playground.source.${source}`)}
            </Typography>
          </Status>
        </Accordion.Actions>
      </Accordion.Header>
      <Accordion.Content>
        <Box padding={4}>
          {segment && (
            <Typography tag="p" variant="pi" fontWeight="bold" textColor="neutral800">
              {say('playground.because', { segment: nameOf('segment', segment) })}
            </Typography>
          )}
          {candidates.length === 0 && <Typography variant="pi">{say('playground.noCandidates')}</Typography>}
          <ShowMore items={candidates} step={10}>
            {(some) => (
              <Flex
                tag="ul"
                direction="column"
                alignItems="stretch"
                gap={3}
                aria-label={say('playground.candidates', { slot: slot.name })}
              >
                {some.map((candidate) => (
                  <CandidateItem key={candidate.variant} candidate={candidate} />
                ))}
              </Flex>
            )}
          </ShowMore>
        </Box>
      </Accordion.Content>
    </Accordion.Item>
  );
}

type Candidate = SimulatedSlot['candidates'][number];
const VARIANT: Record<Candidate['outcome'], StatusVariant> = {
  shown: 'success',
  beaten: 'warning',
  kept_away: 'neutral',
};

function CandidateItem({ candidate }: { candidate: Candidate }) {
  const say = useSay();
  const { name, outcome, priority, when } = candidate;
  return (
    <Box tag="li">
      <Flex gap={2} wrap="wrap">
        <Typography fontWeight="semiBold" textColor="neutral800">
          {name}
        </Typography>
        <Status variant={VARIANT[outcome]} size="XS">
          <Typography variant="pi">{say(`playground.outcome.${outcome}`)}</Typography>
        </Status>
        <Typography variant="pi" textColor="neutral600">
          {say('playground.priority', { priority })}
        </Typography>
      </Flex>
      <Typography tag="p" variant="pi" textColor="neutral700">
        {reasonOf(candidate, say)}
      </Typography>
      {outcome === 'kept_away' && when && !when.holds && <ConditionLines explanation={when} />}
    </Box>
  );
}

/** Why it is not shown, or nothing. */
function reasonOf({ beatenBy, reason }: Candidate, say: Say): string {
  if (beatenBy) return say(`playground.beaten.${beatenBy}`);
  return reason ?? '';
}
