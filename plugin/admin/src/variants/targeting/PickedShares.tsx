import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { Definitions } from '../../inputs/definitions';
import { ShareBar } from '../../shared/ShareBar';
import { useSay } from '../../text/text';
import { segmentIn, useLiveSegments } from '../live';

/** How many visitors are in each chosen segment now. A segment nobody has published has no figure. */
export function PickedShares({ keys, definitions }: { keys: readonly string[]; definitions: Definitions }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const told = useLiveSegments();
  if (told?.kind !== 'ok') return null;
  const rows = keys.flatMap((key) => segmentIn(told, key) ?? []);
  if (rows.length === 0) return null;
  const nameOf = (key: string) => definitions.options.find((one) => one.key === key)?.name ?? key;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={1} aria-label={say('variants.shares')}>
      {rows.map(({ key, share, active, min }) => (
        <Flex tag="li" key={key} gap={3} justifyContent="space-between" wrap="wrap">
          <Typography variant="pi" textColor="neutral600">
            {say('variants.shares.row', { name: nameOf(key), count: formatNumber(active) })}
          </Typography>
          <ShareBar share={share} mark={min ?? null} />
        </Flex>
      ))}
    </Flex>
  );
}
