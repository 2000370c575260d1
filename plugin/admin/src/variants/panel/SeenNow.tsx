import { Flex, Typography } from '@strapi/design-system';
import type { LiveVariants } from '../../../../contracts/live';
import { useDefinitions } from '../../inputs/definitions';
import { ShareBar } from '../../shared/ShareBar';
import { useSay } from '../../text/text';

/** For whom the variant is decided now, slot by slot, and what came of it. */
export function SeenNow({ live, variantKey }: { live: LiveVariants; variantKey: string }) {
  const say = useSay();
  const { options } = useDefinitions('slot');
  const rows = live.variants.filter(({ key }) => key === variantKey);
  if (live.active === 0 || rows.length === 0) {
    return (
      <Typography variant="pi" textColor="neutral600" role="status">
        {say(live.active === 0 ? 'variants.panel.noVisitors' : 'variants.panel.nobody')}
      </Typography>
    );
  }
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
      {rows.map(({ slot, share, visitors, impressions, clicks }) => (
        <Flex tag="li" key={slot} direction="column" alignItems="stretch" gap={1}>
          <Typography variant="pi" textColor="neutral800">
            {say('variants.panel.inSlot', {
              slot: options.find(({ key }) => key === slot)?.name ?? slot,
              count: visitors,
            })}
          </Typography>
          <ShareBar share={share} />
          <Typography variant="pi" textColor="neutral600">
            {say('variants.panel.outcome', {
              impressions,
              clicks,
            })}
          </Typography>
        </Flex>
      ))}
    </Flex>
  );
}
