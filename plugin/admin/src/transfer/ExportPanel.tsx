import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import type { ExportAnswer } from '../../../contracts/transfer';
import { reasonOf } from '../api';
import { Note } from '../shared/Note';
import { Card, Panel } from '../shared/Panel';
import { useSay } from '../text/text';
import { useTesseraExportMutation } from './api';
import { saveFile } from './save-file';

export function ExportPanel() {
  const say = useSay();
  const [ask, { data, error, isLoading }] = useTesseraExportMutation();
  const download = async () => {
    const answer = await ask();
    if ('data' in answer && answer.data) saveFile(answer.data.name, answer.data.text);
  };
  return (
    <Panel title={say('transfer.export')} help={say('transfer.export.help')}>
      <Card>
        <Flex direction="column" alignItems="flex-start" gap={4}>
          <Button startIcon={<Download />} onClick={download} loading={isLoading}>
            {say('transfer.export.button')}
          </Button>
          {error && <Note>{say('transfer.export.failed', { reason: reasonOf(error) })}</Note>}
          <Box role="status">{data && !isLoading && <Saved answer={data} />}</Box>
        </Flex>
      </Card>
    </Panel>
  );
}

function Saved({ answer: { name, counts, keyless } }: { answer: ExportAnswer }) {
  const say = useSay();
  const { signal, segment, slot, variant, mapping } = counts;
  const nameless = say('transfer.nameless');
  return (
    <>
      <Typography tag="p">
        {say('transfer.export.done', {
          name,
          signals: signal,
          segments: segment,
          slots: slot,
          variants: variant,
          mappings: mapping,
        })}
      </Typography>
      {keyless.length > 0 && (
        <Typography tag="p" textColor="warning700">
          {say('transfer.export.keyless', {
            count: keyless.length,
            names: keyless
              .slice(0, 5)
              .map((one) => `${say(`kind.${one.kind}`)} “${one.name || nameless}”`)
              .join(', '),
          })}
        </Typography>
      )}
    </>
  );
}
