import { EmptyStateLayout, Td, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { Change } from '../../../contracts/changes';
import { reasonOf } from '../api';
import { DataTable } from '../shared/DataTable';
import { EntryLink } from '../shared/EntryLink';
import { Note } from '../shared/Note';
import { Panel } from '../shared/Panel';
import { ShowMore } from '../shared/ShowMore';
import { useVisible } from '../shared/use-visible';
import { useSay } from '../text/text';
import { useTesseraChangesQuery } from './api';

const EVERY_MS = 15_000;

/** What changed lately, and by whom. */
export function Changes() {
  const say = useSay();
  const visible = useVisible();
  const { data, error } = useTesseraChangesQuery(undefined, { pollingInterval: visible ? EVERY_MS : 0 });
  const heads = ['when', 'who', 'what', 'entry'] as const;
  return (
    <Panel title={say('overview.changes.title')}>
      {error && !data && <Note>{say('overview.changes.failed', { reason: reasonOf(error) })}</Note>}
      {!data && !error && (
        <Typography variant="pi" textColor="neutral600" role="status">
          {say('overview.changes.loading')}
        </Typography>
      )}
      {data && data.changes.length === 0 && <EmptyStateLayout content={say('overview.changes.none')} />}
      {data && data.changes.length > 0 && (
        <ShowMore items={data.changes} step={10}>
          {(shown) => (
            <DataTable
              label={say('overview.changes.title')}
              heads={heads.map((head) => say(`overview.changes.${head}`))}
              rowCount={shown.length}
            >
              {shown.map((change) => (
                <ChangeRow
                  key={`${change.kind} ${change.documentId} ${change.locale} ${change.action} ${change.at}`}
                  change={change}
                />
              ))}
            </DataTable>
          )}
        </ShowMore>
      )}
    </Panel>
  );
}

function ChangeRow({ change: { kind, action, documentId, name, locale, at, by } }: { change: Change }) {
  const say = useSay();
  const { formatDate } = useIntl();
  return (
    <Tr>
      <Td>
        <Typography textColor="neutral800">
          {formatDate(at, { dateStyle: 'medium', timeStyle: 'short' })}
        </Typography>
      </Td>
      <Td>
        <Typography textColor="neutral800">{by ?? say('overview.changes.program')}</Typography>
      </Td>
      <Td>
        <Typography textColor="neutral800">
          {say(`overview.change.${action}`)} {say(`kind.${kind}`)}
          {locale && ` (${locale})`}
        </Typography>
      </Td>
      <Td>
        {action === 'deleted' ? (
          <Typography textColor="neutral600">{name}</Typography>
        ) : (
          <EntryLink kind={kind} documentId={documentId} name={name} />
        )}
      </Td>
    </Tr>
  );
}
