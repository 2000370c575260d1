import { Button, EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { PrioritiesAnswer, PrioritySlot } from '../../../../contracts/priorities';
import { useRight } from '../../app/rights';
import { LeaveGuard } from '../../shared/LeaveGuard';
import { Note } from '../../shared/Note';
import { Card } from '../../shared/Panel';
import { ShowMore } from '../../shared/ShowMore';
import { Unanswered } from '../../shared/Unanswered';
import { useSay } from '../../text/text';
import { useLiveVariants } from '../live';
import { PublishDialog } from './PublishDialog';
import { movedTo } from './reorder';
import { SortableList } from './SortableList';
import { alsoChanged, changesFor, publishingOf, type Wanted } from './slot-order';
import { useSave } from './use-save';
import { VariantRow } from './VariantRow';

const SHOWN = 50;

interface Props {
  readonly answer: PrioritiesAnswer;
  readonly slot: PrioritySlot;
  readonly reload: () => void;
}

/** One slot's variants, to be dragged or moved by buttons, and what saving would change. */
export function SlotOrder({ answer, slot, reload }: Props) {
  const say = useSay();
  const { formatList } = useIntl();
  const mayEdit = useRight('editVariants');
  const mayPublish = useRight('publishVariants');
  const live = useLiveVariants();
  const [{ order, moved }, setWanted] = useState<Wanted>({ order: slot.order, moved: new Set() });
  const [asking, setAsking] = useState(false);
  const { save, saving, trouble } = useSave(reload);

  const changes = changesFor(answer, slot, { order, moved });
  const others = changes ? alsoChanged(answer, slot, changes) : [];
  const publishing = publishingOf(answer, slot, changes ?? new Map());
  const unsaved = (changes?.size ?? 0) > 0;
  const unpublished = publishing.plain.length + publishing.pending.length > 0;
  const move = (from: number, to: number) =>
    setWanted({ order: movedTo(order, from, to), moved: new Set([...moved, order[from] ?? '']) });
  const body = () => ({
    version: answer.version,
    priorities: [...(changes ?? [])].map(([documentId, priority]) => ({ documentId, priority })),
  });

  if (slot.order.length === 0)
    return <EmptyStateLayout content={say('variants.priorities.noVariants', { slot: slot.name })} />;
  return (
    <Card>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {live && live.kind !== 'ok' && <Unanswered told={live} />}
        <ShowMore items={order} step={SHOWN}>
          {(shown) => (
            <SortableList
              label={say('variants.priorities.list', { slot: slot.name })}
              ids={shown}
              nameOf={(id) => answer.variants.find(({ documentId }) => documentId === id)?.name ?? id}
              onMove={move}
            >
              {shown.map((id, at) => (
                <VariantRow
                  key={id}
                  answer={answer}
                  slot={slot}
                  id={id}
                  at={at}
                  count={order.length}
                  priority={changes?.get(id)}
                  live={live}
                  onMove={mayEdit && !saving ? (to) => move(at, to) : undefined}
                />
              ))}
            </SortableList>
          )}
        </ShowMore>
        {changes === null && <Note>{say('variants.priorities.tooMany')}</Note>}
        <Typography role="status" textColor={unsaved ? 'neutral800' : 'neutral600'}>
          {unsaved
            ? say('variants.priorities.changes', { count: changes?.size ?? 0 })
            : say('variants.priorities.noChanges')}
          {others.length > 0 && ` ${say('variants.priorities.others', { slots: formatList(others) })}`}
        </Typography>
        {trouble && <Trouble {...trouble} reload={reload} />}
        {mayEdit && (
          <Flex gap={2} wrap="wrap">
            <Button onClick={() => save(body())} disabled={!unsaved} loading={saving}>
              {say('variants.priorities.save')}
            </Button>
            {mayPublish && (
              <Button
                variant="secondary"
                onClick={() => setAsking(true)}
                disabled={saving || changes === null || !unpublished}
              >
                {say(unsaved ? 'variants.priorities.saveAndPublish' : 'variants.priorities.publish')}
              </Button>
            )}
            <Button
              variant="tertiary"
              onClick={() => setWanted({ order: slot.order, moved: new Set() })}
              disabled={saving || moved.size === 0}
            >
              {say('variants.priorities.discard')}
            </Button>
          </Flex>
        )}
        {asking && (
          <PublishDialog
            publishing={publishing}
            onClose={() => setAsking(false)}
            onPublish={(publish) => {
              setAsking(false);
              save({ ...body(), publish });
            }}
          />
        )}
        <LeaveGuard unsaved={unsaved && !saving} />
      </Flex>
    </Card>
  );
}

interface TroubleProps {
  readonly kind: 'outdated' | 'failed';
  readonly reason: string;
  readonly reload: () => void;
}

function Trouble({ kind, reason, reload }: TroubleProps) {
  const say = useSay();
  return (
    <Flex direction="column" alignItems="flex-start" gap={2}>
      <Note>{say(`variants.priorities.${kind}`, { reason })}</Note>
      {kind === 'outdated' && (
        <Button variant="secondary" onClick={reload}>
          {say('variants.priorities.reload')}
        </Button>
      )}
    </Flex>
  );
}
