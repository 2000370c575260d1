import { Td, Tr, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { OtherTags } from '../../../contracts/live';
import { useAsk } from '../app/ask';
import { DataTable } from '../shared/DataTable';
import { EntryLink } from '../shared/EntryLink';
import { Flag } from '../shared/Flag';
import { Panel } from '../shared/Panel';
import { ShowMore } from '../shared/ShowMore';
import { Unanswered } from '../shared/Unanswered';
import { useSay } from '../text/text';
import { tagText } from './tag-text';

const EVERY_MS = 10_000;

/** Names of events that other tags sent lately, and what becomes of each: what an editor may want to map. */
export function SeenNames() {
  const say = useSay();
  const told = useAsk<OtherTags>('other-tags', { every: EVERY_MS });
  return (
    <Panel title={say('mappings.seen')} help={say('mappings.seen.help')}>
      {told.kind !== 'ok' ? (
        <Unanswered told={told} />
      ) : told.answer.names.length === 0 ? (
        <Typography textColor="neutral800">{say('mappings.seen.none')}</Typography>
      ) : (
        <SeenTable names={told.answer.names} />
      )}
    </Panel>
  );
}

type Seen = OtherTags['names'][number];

function SeenTable({ names }: { names: readonly Seen[] }) {
  const say = useSay();
  const heads = ['event', 'tag', 'count', 'type', 'by', 'read'] as const;
  return (
    <ShowMore items={names} step={20}>
      {(shown) => (
        <DataTable
          label={say('mappings.seen')}
          heads={heads.map((head) => say(`mappings.head.${head}`))}
          rowCount={shown.length}
        >
          {shown.map((name) => (
            <SeenRow key={`${name.tag} ${name.event}`} name={name} />
          ))}
        </DataTable>
      )}
    </ShowMore>
  );
}

function SeenRow({ name: { tag, event, count, type, by, mapping, read } }: { name: Seen }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  return (
    <Tr>
      <Cell>{event}</Cell>
      <Cell>{tagText(tag, say)}</Cell>
      <Cell>{formatNumber(count)}</Cell>
      <Cell>{type ?? say('mappings.leftOut')}</Cell>
      <Td>
        {mapping !== null ? (
          <EntryLink kind="mapping" name={mapping} entryKey={mapping} />
        ) : (
          <Typography textColor="neutral800">
            {say(by === 'built_in' ? 'mappings.by.built_in' : 'mappings.by.own_name')}
          </Typography>
        )}
      </Td>
      <Td>
        {read || type === null ? (
          <Typography textColor="neutral800">{read ? say('mappings.read') : '–'}</Typography>
        ) : (
          <Flag variant="warning">{say('mappings.unread')}</Flag>
        )}
      </Td>
    </Tr>
  );
}

const Cell = ({ children }: { children: ReactNode }) => (
  <Td>
    <Typography textColor="neutral800">{children}</Typography>
  </Td>
);
