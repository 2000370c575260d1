import { Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { SignalEstimate } from '../../../../contracts/live';
import { useSay } from '../../text/text';
import { MOST_VALUES } from './bars';

/** The most frequent values of a signal that keeps texts. */
export function ValueTable({ values }: { values: SignalEstimate['values'] }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const shown = values.slice(0, MOST_VALUES);
  return (
    <Table aria-label={say('signals.estimate.values')} colCount={2} rowCount={shown.length + 1}>
      <Thead>
        <Tr>
          {(['value', 'visitors'] as const).map((column) => (
            <Th key={column}>
              <Typography variant="sigma" textColor="neutral600">
                {say(`signals.estimate.${column}`)}
              </Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {shown.map(({ value, visitors }) => (
          <Tr key={String(value)}>
            <Td>
              <Typography textColor="neutral800" ellipsis>
                {String(value)}
              </Typography>
            </Td>
            <Td>
              <Typography textColor="neutral800">{formatNumber(visitors)}</Typography>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
