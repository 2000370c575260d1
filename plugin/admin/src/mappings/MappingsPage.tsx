import { Flex, LinkButton, Td, Tr, Typography } from '@strapi/design-system';
import { List, Plus } from '@strapi/icons';
import { Layouts, Page } from '@strapi/strapi/admin';
import { BUILT_IN_NAMES, TAGS, type Tag } from '@tessera/model';
import { NavLink } from 'react-router-dom';
import { UID } from '../../../contracts/ids';
import { CONTENT } from '../../../contracts/permissions';
import { useCan } from '../app/rights';
import { DataTable } from '../shared/DataTable';
import { listPath, newEntryPath } from '../shared/EntryLink';
import { Panel } from '../shared/Panel';
import { useSay } from '../text/text';
import { propsText } from './props-text';
import { SeenNames } from './SeenNames';

/** What becomes of other tags' events without any mapping of the editor's, and the way to those. */
export default function MappingsPage() {
  const say = useSay();
  return (
    <Page.Main>
      <Page.Title>{say('nav.mappings')}</Page.Title>
      <Layouts.Header
        title={say('nav.mappings')}
        subtitle={say('mappings.subtitle')}
        primaryAction={<ToMappings />}
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={8} paddingBottom={8}>
          <SeenNames />
          {TAGS.map((tag) => (
            <BuiltIn key={tag} tag={tag} />
          ))}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}

function ToMappings() {
  const say = useSay();
  const can = useCan();
  return (
    <Flex gap={2}>
      {can(CONTENT.read, UID.mapping) && (
        <LinkButton tag={NavLink} variant="tertiary" startIcon={<List />} to={listPath('mapping')}>
          {say('mappings.list')}
        </LinkButton>
      )}
      {can(CONTENT.create, UID.mapping) && (
        <LinkButton tag={NavLink} startIcon={<Plus />} to={newEntryPath('mapping')}>
          {say('mappings.new')}
        </LinkButton>
      )}
    </Flex>
  );
}

function BuiltIn({ tag }: { tag: Tag }) {
  const say = useSay();
  const title = say('mappings.table', { tag: say(`mappings.tag.${tag}`) });
  const names = Object.entries(BUILT_IN_NAMES[tag]);
  const heads = [say('mappings.head.event'), say('mappings.head.type'), say('mappings.head.props')];
  return (
    <Panel title={title} help={say(`mappings.named.${tag}`)}>
      <DataTable label={title} heads={heads} rowCount={names.length}>
        {names.map(([event, naming]) => (
          <Tr key={event}>
            {[event, naming.type, propsText(naming)].map((text, index) => (
              <Td key={heads[index]}>
                <Typography textColor="neutral800">{text}</Typography>
              </Td>
            ))}
          </Tr>
        ))}
      </DataTable>
    </Panel>
  );
}
