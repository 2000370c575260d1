import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { Badge, Flex, IconButton, Typography } from '@strapi/design-system';
import { Drag } from '@strapi/icons';
import { styled } from 'styled-components';
import type { LiveVariants } from '../../../../contracts/live';
import type { PrioritiesAnswer, PrioritySlot, PriorityVariant } from '../../../../contracts/priorities';
import type { Told } from '../../app/ask';
import { useDefinitions } from '../../inputs/definitions';
import { useSummary } from '../../inputs/targeting-summary';
import { EntryLink } from '../../shared/EntryLink';
import { MoveButtons } from '../../shared/MoveButtons';
import { ShareBar } from '../../shared/ShareBar';
import { useNow } from '../../shared/use-now';
import { useSay } from '../../text/text';
import { variantIn } from '../live';
import { useScheduleWords } from '../schedule/words';
import { variantOf } from './slot-order';

interface Props {
  readonly answer: PrioritiesAnswer;
  readonly slot: PrioritySlot;
  readonly id: string;
  readonly at: number;
  readonly count: number;
  /** Its new priority; undefined: it keeps its own. */
  readonly priority: number | undefined;
  readonly live: Told<LiveVariants> | null;
  /** Left out for whoever may not change the order. */
  readonly onMove?: ((to: number) => void) | undefined;
}

/** One variant in the order of its slot: what it is, who sees it, and how it is moved. */
export function VariantRow({ answer, slot, id, at, count, priority, live, onMove }: Props) {
  const say = useSay();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id, disabled: !onMove });
  const variant = variantOf(answer, id);
  if (!variant) return null;
  const share = variantIn(live, variant.key).find((one) => one.slot === slot.key)?.share ?? null;
  return (
    <Line
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      $dragged={isDragging}
    >
      {onMove && (
        <IconButton
          ref={setActivatorNodeRef}
          label={say('variants.drag.handle', { name: variant.name })}
          variant="ghost"
          {...attributes}
          {...listeners}
          style={{ touchAction: 'none', cursor: 'grab' }}
        >
          <Drag />
        </IconButton>
      )}
      <Typography textColor="neutral600" aria-label={say('variants.priorities.place', { place: at + 1 })}>
        {at + 1}
      </Typography>
      <About variant={variant} />
      <Flex direction="column" alignItems="flex-end" gap={1} minWidth="16rem">
        <Priority variant={variant} next={priority} />
        <ShareBar share={share} />
      </Flex>
      {onMove && <MoveButtons name={variant.name} at={at} count={count} onMove={onMove} />}
    </Line>
  );
}

function About({ variant }: { variant: PriorityVariant }) {
  const say = useSay();
  const words = useScheduleWords();
  const now = useNow(30_000);
  const { segments, conditional, schedule, live, pending } = variant;
  const parts = { segments, when: conditional || null, priority: 0, schedule };
  const who = useSummary(
    {
      ...parts,
      segments: { any: [...segments.any], all: [...segments.all], none: [...segments.none] },
    },
    useDefinitions('segment'),
  );
  const scheduled = schedule.from !== null || schedule.until !== null;
  return (
    <Flex direction="column" alignItems="flex-start" gap={1} flex="1 1 24rem">
      <Flex gap={2} wrap="wrap">
        <EntryLink kind="variant" name={variant.name} documentId={variant.documentId} />
        {live === null && <Badge>{say('variants.state.draft')}</Badge>}
        {pending && <Badge>{say('variants.state.pending')}</Badge>}
      </Flex>
      <Typography variant="pi" textColor="neutral600">
        {who}
        {scheduled && ` ${words(schedule, now)}`}
      </Typography>
    </Flex>
  );
}

function Priority({ variant: { priority, live }, next }: { variant: PriorityVariant; next?: number }) {
  const say = useSay();
  const will = next ?? priority;
  return (
    <Flex direction="column" alignItems="flex-end">
      <Typography textColor="neutral800" fontWeight={next === undefined ? 'regular' : 'bold'}>
        {next === undefined
          ? say('variants.priorities.priority', { priority })
          : say('variants.priorities.becomes', { priority, next })}
      </Typography>
      {live !== null && live !== will && (
        <Typography variant="pi" textColor="neutral600">
          {say('variants.priorities.live', { live })}
        </Typography>
      )}
    </Flex>
  );
}

const Line = styled.li<{ $dragged: boolean }>`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 1.2rem;
  padding: 1.2rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme, $dragged }) => ($dragged ? theme.colors.primary100 : theme.colors.neutral0)};
  position: relative;
  z-index: ${({ $dragged }) => ($dragged ? 1 : 'auto')};
`;
