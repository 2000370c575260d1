import { Box, Td, Tr, Typography } from '@strapi/design-system';
import type { ServerSetting } from '../../../contracts/settings';
import { DataTable } from '../shared/DataTable';
import { Panel } from '../shared/Panel';
import { useSay } from '../text/text';
import { TestConnection } from './TestConnection';

interface Props {
  readonly source: 'config' | 'environment';
  readonly servers: readonly ServerSetting[];
  /** Whether there are others on the page that take their place once they are saved. */
  readonly replaced: boolean;
}

/** Servers of `config/plugins` or the environment: to be seen and tried, not changed. */
export function FixedServers({ source, servers, replaced }: Props) {
  const say = useSay();
  const title = say('settings.fixed');
  return (
    <Panel title={title} help={say(`settings.fixed.${source}`)}>
      <DataTable
        label={title}
        heads={[say('settings.url'), say('settings.token'), say('settings.connection')]}
        rowCount={servers.length}
      >
        {servers.map(({ url, token }) => (
          <Tr key={url}>
            <Td>
              <Typography textColor="neutral800">{url}</Typography>
            </Td>
            <Td>
              <Typography textColor="neutral800">
                {say(token === 'set' ? 'settings.fixed.set' : 'settings.token.none')}
              </Typography>
            </Td>
            <Td>
              <TestConnection server={{ url }} name={url} />
            </Td>
          </Tr>
        ))}
      </DataTable>
      <Box paddingTop={3}>
        <Typography variant="pi" textColor={replaced ? 'warning700' : 'neutral600'} role="status">
          {say(replaced ? 'settings.fixed.replaced' : 'settings.fixed.stay')}
        </Typography>
      </Box>
    </Panel>
  );
}
