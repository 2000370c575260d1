import { Button, EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useSearchParams } from 'react-router-dom';
import type { PrioritiesAnswer } from '../../../../contracts/priorities';
import { reasonOf } from '../../api';
import { Note } from '../../shared/Note';
import { useSay } from '../../text/text';
import { useTesseraPrioritiesQuery } from '../api';
import { SlotOrder } from './SlotOrder';
import { SlotPicker } from './SlotPicker';

/** Of several variants meant for a visitor the first wins: their order, slot by slot, to be seen and changed. */
export default function PrioritiesPage() {
  const say = useSay();
  const { data, error, isLoading, isFetching, refetch } = useTesseraPrioritiesQuery();
  return (
    <Page.Main>
      <Page.Title>{say('variants.priorities.title')}</Page.Title>
      <Layouts.Header
        title={say('variants.priorities.title')}
        subtitle={say('variants.priorities.subtitle')}
      />
      <Layouts.Content>
        {error && !data ? (
          <Flex direction="column" alignItems="flex-start" gap={4}>
            <Note>{say('variants.priorities.unread', { reason: reasonOf(error) })}</Note>
            <Button variant="secondary" onClick={() => refetch()} loading={isFetching}>
              {say('variants.priorities.again')}
            </Button>
          </Flex>
        ) : isLoading || !data ? (
          <Page.Loading>{say('variants.priorities.loading')}</Page.Loading>
        ) : (
          <Slots answer={data} reload={refetch} />
        )}
      </Layouts.Content>
    </Page.Main>
  );
}

function Slots({ answer, reload }: { answer: PrioritiesAnswer; reload: () => void }) {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('slot');
  const slot = answer.slots.find(({ key }) => key === wanted) ?? answer.slots[0];
  if (!slot) return <EmptyStateLayout content={say('variants.priorities.noSlots')} />;
  const leftOut = answer.leftOut.map(({ name }) => name);
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <SlotPicker slots={answer.slots} chosen={slot} onChoose={(key) => setSearch({ slot: key })} />
      {/* A list that was loaded anew is begun anew. */}
      <SlotOrder key={`${slot.key} ${answer.version}`} answer={answer} slot={slot} reload={reload} />
      {leftOut.length > 0 && (
        <Typography variant="pi" textColor="neutral600">
          {say('variants.priorities.leftOut', {
            names: leftOut.slice(0, 20).join(', '),
            count: leftOut.length,
          })}
        </Typography>
      )}
    </Flex>
  );
}
