import { Flex } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useRight } from '../app/rights';
import { useSay } from '../text/text';
import { ExportPanel } from './ExportPanel';
import { ImportPanel } from './ImportPanel';

/** All definitions as one file: out of this Strapi, and into it. */
export default function TransferPage() {
  const say = useSay();
  const mayImport = useRight('import');
  return (
    <Page.Main>
      <Page.Title>{say('nav.transfer')}</Page.Title>
      <Layouts.Header title={say('nav.transfer')} subtitle={say('transfer.subtitle')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={8} paddingBottom={8}>
          <ExportPanel />
          {mayImport && <ImportPanel />}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}
