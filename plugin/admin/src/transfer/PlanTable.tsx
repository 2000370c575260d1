import {
  Box,
  Status,
  type StatusVariant,
  Table,
  Tbody,
  Td,
  TextButton,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import { useState } from 'react';
import type { PlannedAction, PlannedEntry } from '../../../contracts/transfer';
import { ShowMore } from '../shared/ShowMore';
import { useSay } from '../text/text';
import { Differences } from './Differences';
import { RefusalList } from './RefusalList';

const VARIANT: Record<PlannedAction, StatusVariant> = {
  create: 'success',
  update: 'primary',
  delete: 'danger',
  unchanged: 'neutral',
  refused: 'warning',
};
const HEADS = ['transfer.entry', 'transfer.kind', 'transfer.action', 'transfer.changes'] as const;

/** One row per entry that would be different; its fields show when asked for. */
export function PlanTable({ entries }: { entries: readonly PlannedEntry[] }) {
  const say = useSay();
  return (
    <ShowMore items={entries} step={25}>
      {(shown) => (
        <Table colCount={HEADS.length} rowCount={shown.length + 1} aria-label={say('transfer.table')}>
          <Thead>
            <Tr>
              {HEADS.map((head) => (
                <Th key={head}>
                  <Typography variant="sigma" textColor="neutral600">
                    {say(head)}
                  </Typography>
                </Th>
              ))}
            </Tr>
          </Thead>
          <Tbody>
            {shown.map((entry) => (
              <EntryRow key={`${entry.kind} ${entry.key}`} entry={entry} />
            ))}
          </Tbody>
        </Table>
      )}
    </ShowMore>
  );
}

function EntryRow({ entry }: { entry: PlannedEntry }) {
  const say = useSay();
  const { kind, key, name, action, differences, refusals } = entry;
  const [open, setOpen] = useState(action === 'refused');
  return (
    <Tr>
      <Td>
        <Typography fontWeight="semiBold" textColor="neutral800" tag="div">
          {name}
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {key}
        </Typography>
      </Td>
      <Td>
        <Typography textColor="neutral800">{say(`kind.${kind}`)}</Typography>
      </Td>
      <Td>
        <Status variant={VARIANT[action]} size="XS">
          <Typography variant="pi" fontWeight="bold">
            {say(`transfer.action.${action}`)}
          </Typography>
        </Status>
      </Td>
      <Td>
        <Box paddingTop={3} paddingBottom={3}>
          <RefusalList refusals={refusals} />
          {differences.length > 0 && (
            <TextButton
              aria-expanded={open}
              aria-label={say('transfer.differences.of', { count: differences.length, name })}
              onClick={() => setOpen(!open)}
            >
              {say('transfer.differences', { count: differences.length })}
            </TextButton>
          )}
          {open && <Differences differences={differences} />}
        </Box>
      </Td>
    </Tr>
  );
}
