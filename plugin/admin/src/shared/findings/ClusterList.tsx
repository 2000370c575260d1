import { Box, Flex, Typography } from '@strapi/design-system';
import type { Cluster } from '@tessera/model';
import { useIntl } from 'react-intl';
import { useSay } from '../../text/text';
import { EntryLink } from '../EntryLink';
import { ShowMore } from '../ShowMore';
import { SubjectLinks } from './FindingList';
import { proposalOf } from './words';

/** Segments that are alike, each group with a proposal and what would have to be changed for it. */
export function ClusterList({ clusters }: { clusters: readonly Cluster[] }) {
  return (
    <ShowMore items={clusters} step={5}>
      {(shown) => (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={5}>
          {shown.map((cluster) => (
            <li key={cluster.keep.key}>
              <Proposal cluster={cluster} />
            </li>
          ))}
        </Flex>
      )}
    </ShowMore>
  );
}

function Proposal({ cluster }: { cluster: Cluster }) {
  const say = useSay();
  const { formatList } = useIntl();
  const worded = proposalOf(cluster, (names) => formatList(names, { type: 'conjunction' }));
  const uses = cluster.replace.flatMap(({ segment, uses: all }) => all.map((use) => ({ segment, ...use })));
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Typography textColor="neutral800">{say(worded.id, worded.values)}</Typography>
      <SubjectLinks subjects={cluster.segments} />
      {uses.length > 0 && (
        <Box paddingTop={1}>
          <Typography variant="pi" textColor="neutral600" tag="p">
            {say('overview.cluster.uses')}
          </Typography>
          <ShowMore items={uses} step={5}>
            {(shown) =>
              shown.map(({ segment, subject, field }) => (
                <Flex key={`${segment.key} ${subject.type} ${subject.key} ${field}`} gap={1} wrap="wrap">
                  <EntryLink kind={subject.type} entryKey={subject.key} name={subject.name} />
                  <Typography variant="pi" textColor="neutral600">
                    {say('overview.cluster.use', { name: segment.name })}
                  </Typography>
                </Flex>
              ))
            }
          </ShowMore>
        </Box>
      )}
    </Flex>
  );
}
