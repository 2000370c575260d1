import { Box, Flex, ProgressBar, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { ImportState } from '../../../contracts/transfer';
import { Note } from '../shared/Note';
import { Card } from '../shared/Panel';
import { ShowMore } from '../shared/ShowMore';
import { useSay } from '../text/text';

type Run = Exclude<ImportState, { kind: 'none' }>;

/** How far the import is, or how the last one went. */
export function Progress({ state }: { state: Run }) {
  const say = useSay();
  const { formatDate } = useIntl();
  const { kind, total, done, counts, troubles, by, startedAt } = state;
  const when = formatDate(startedAt, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Card>
      <Flex direction="column" alignItems="stretch" gap={3}>
        {kind === 'broken' && <Note>{say('transfer.broken', { when })}</Note>}
        <Typography tag="p" role="status">
          {kind === 'running'
            ? say('transfer.running', { done, total })
            : say('transfer.last', { when, by: by || '–', ...counts })}
        </Typography>
        {kind === 'running' && (
          <ProgressBar
            value={total === 0 ? 100 : (done / total) * 100}
            aria-label={say('transfer.progress')}
          />
        )}
        {troubles.length > 0 && (
          <ShowMore items={troubles} step={10}>
            {(shown) => (
              <Box tag="ul" aria-label={say('transfer.troubles')}>
                {shown.map((one) => (
                  <Typography tag="li" key={`${one.kind} ${one.key}`} textColor="danger600">
                    {say(`transfer.trouble.${one.outcome === 'skipped' ? 'skipped' : 'failed'}`, {
                      kind: say(`kind.${one.kind}`),
                      key: one.key,
                      detail: one.detail ?? '',
                    })}
                  </Typography>
                ))}
              </Box>
            )}
          </ShowMore>
        )}
      </Flex>
    </Card>
  );
}
