import { Box, Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { EntryWarning, LeftOut, LiveServer, StatusAnswer } from '../../../contracts/answers';
import { Card, Panel } from '../shared/Panel';
import { useSay } from '../text/text';
import { alertText, listed } from './alert-text';

/**
 * What the servers want to be looked at, and what is published without effect, and why. Nothing at all if there
 * is no such thing.
 */
export function Troubles({ status: { published, servers } }: { status: StatusAnswer }) {
  const say = useSay();
  const { leftOut, warnings } = published;
  const troubled = servers.flatMap(({ url, reach }) =>
    reach.kind === 'ok' && listed(reach.live.alerts).length > 0 ? [{ url, live: reach.live }] : [],
  );
  return (
    <>
      {troubled.length > 0 && (
        <Panel title={say('alerts.title')} help={say('alerts.help')}>
          <Card>
            <List>
              {troubled.map(({ url, live }) => (
                <AlertLines key={url} url={servers.length > 1 ? url : null} live={live} />
              ))}
            </List>
          </Card>
        </Panel>
      )}
      {leftOut.length > 0 && (
        <Panel title={say('leftOut.title')} help={say('leftOut.help')}>
          <Card>
            <List>
              {leftOut.map((entry) => (
                <LeftOutLine key={`${entry.kind} ${entry.key} ${entry.locale}`} entry={entry} />
              ))}
            </List>
          </Card>
        </Panel>
      )}
      {warnings.length > 0 && (
        <Panel title={say('warnings.title')} help={say('warnings.help')}>
          <Card>
            <List>
              {warnings.map((warning) => (
                <Line key={`${warning.kind} ${warning.key} ${warning.message}`} entry={warning}>
                  {warning.message}
                </Line>
              ))}
            </List>
          </Card>
        </Panel>
      )}
    </>
  );
}

/** `url`: of the server, where there are several. */
function AlertLines({ url, live }: { url: string | null; live: LiveServer }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  return listed(live.alerts).map((alert) => (
    <Box tag="li" key={`${alert.code} ${alert.about}`}>
      <Typography textColor="neutral800">{alertText(alert, live, say, formatNumber)}</Typography>
      {url && (
        <Typography tag="p" variant="pi" textColor="neutral600">
          {url}
        </Typography>
      )}
    </Box>
  ));
}

function LeftOutLine({ entry }: { entry: LeftOut }) {
  const say = useSay();
  const reasons = entry.refusals.map(
    ({ place, message, value }) => `${place}: ${message} (${say('leftOut.found', { value })})`,
  );
  const locale = entry.locale ? `${say('leftOut.locale', { locale: entry.locale })} – ` : '';
  return <Line entry={entry}>{`${locale}${reasons.join('; ')}`}</Line>;
}

const List = ({ children }: { children: ReactNode }) => (
  <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
    {children}
  </Flex>
);

function Line({ entry, children }: { entry: EntryWarning | LeftOut; children: string }) {
  const say = useSay();
  return (
    <Box tag="li">
      <Typography fontWeight="bold" textColor="neutral800">
        {entry.name || entry.key}{' '}
      </Typography>
      <Typography variant="pi" textColor="neutral600">
        {say(`kind.${entry.kind}`)} {entry.key}
      </Typography>
      <Typography tag="p" textColor="neutral700">
        {children}
      </Typography>
    </Box>
  );
}
