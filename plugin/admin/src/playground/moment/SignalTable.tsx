import { Box, Td, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { VisitorView } from '../../../../contracts/simulate';
import { DataTable } from '../../shared/DataTable';
import { ShowMore } from '../../shared/ShowMore';
import { useSay } from '../../text/text';
import { useValueText } from '../steps/ChangeList';

/** Every signal's value at this moment. */
export function SignalTable({ view }: { view: VisitorView }) {
  const say = useSay();
  const valueText = useValueText();
  const { formatTime } = useIntl();
  const heads = [say('playground.signal'), say('playground.signalValue')];
  return (
    <Box tag="section" aria-label={say('playground.signals')}>
      <Typography tag="h3" variant="delta" textColor="neutral800">
        {say('playground.signals')}
      </Typography>
      <Box paddingTop={2}>
        <ShowMore items={view.explanation.signals} step={20}>
          {(shown) => (
            <DataTable label={say('playground.signals')} heads={heads} rowCount={shown.length}>
              {shown.map(({ key, name, value, latest }) => (
                <Tr key={key}>
                  <Td>
                    <Typography textColor="neutral800" tag="div">
                      {name ?? key}
                    </Typography>
                    <Typography variant="pi" textColor="neutral600">
                      {latest === null
                        ? key
                        : say('playground.latest', {
                            key,
                            time: formatTime(latest, { timeStyle: 'medium' }),
                          })}
                    </Typography>
                  </Td>
                  <Td>
                    <Typography textColor="neutral800" fontWeight="bold">
                      {valueText(value)}
                    </Typography>
                  </Td>
                </Tr>
              ))}
            </DataTable>
          )}
        </ShowMore>
      </Box>
    </Box>
  );
}
