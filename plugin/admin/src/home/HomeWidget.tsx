import { Flex, Link, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';
import type { LiveServer, StatusAnswer } from '../../../contracts/answers';
import { PLUGIN_ID } from '../../../contracts/ids';
import { reasonOf, useTesseraStatusQuery } from '../api';
import { liveOf } from '../overview/live';
import { Flag } from '../shared/Flag';
import { ShareBar } from '../shared/ShareBar';
import { useVisible } from '../shared/use-visible';
import { useSay } from '../text/text';
import { topSegments } from './top';

const EVERY_MS = 10_000;
const MOST_SEGMENTS = 4;

/** On Strapi's first page: who is here now. */
export default function HomeWidget() {
  const say = useSay();
  const visible = useVisible();
  const { data, error } = useTesseraStatusQuery(undefined, { pollingInterval: visible ? EVERY_MS : 0 });
  if (error && !data) return <Widget.Error>{say('home.failed', { reason: reasonOf(error) })}</Widget.Error>;
  if (!data) return <Widget.Loading>{say('home.loading')}</Widget.Loading>;
  if (data.servers.length === 0) return <Widget.NoData>{say('home.noServer')}</Widget.NoData>;
  const live = liveOf(data);
  if (!live) return <Widget.Error>{say('home.away')}</Widget.Error>;
  return <Now live={live} status={data} />;
}

function Now({ live, status }: { live: LiveServer; status: StatusAnswer }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const top = topSegments(live.segments, MOST_SEGMENTS);
  const alerts = status.servers.reduce(
    (sum, { reach }) => sum + (reach.kind === 'ok' ? reach.live.alerts.length : 1),
    status.published.leftOut.length,
  );
  return (
    <Flex direction="column" alignItems="stretch" gap={4} padding={2}>
      <Flex justifyContent="space-between" alignItems="flex-end" gap={3} wrap="wrap">
        <Flex alignItems="baseline" gap={2}>
          <Typography variant="alpha" tag="p">
            {formatNumber(live.visitors.active)}
          </Typography>
          <Typography variant="pi" textColor="neutral600">
            {say('visitors.active.help')}
          </Typography>
        </Flex>
        <Flex gap={3} wrap="wrap">
          <Flag variant={alerts > 0 ? 'warning' : 'success'}>{say('home.alerts', { count: alerts })}</Flag>
          <Link tag={NavLink} to={`/plugins/${PLUGIN_ID}`}>
            {say('home.more')}
          </Link>
        </Flex>
      </Flex>
      {top.length === 0 ? (
        <Typography textColor="neutral600">{say('home.nobody')}</Typography>
      ) : (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={2} aria-label={say('home.top')}>
          {top.map(({ key, name, share }) => (
            <li key={key}>
              <Typography variant="pi" textColor="neutral800" ellipsis tag="p">
                {name}
              </Typography>
              <ShareBar share={share} />
            </li>
          ))}
        </Flex>
      )}
    </Flex>
  );
}
