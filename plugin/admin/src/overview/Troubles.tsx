import { Box, Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import type { EntryWarning, LeftOut, PublishedCatalog } from '../../../contracts/answers';
import { useSay } from '../text/text';
import { Card, Panel } from './Panel';

/** What is published without effect, and why. Nothing at all if there is no such thing. */
export function Troubles({ published: { leftOut, warnings } }: { published: PublishedCatalog }) {
  const say = useSay();
  return (
    <>
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
