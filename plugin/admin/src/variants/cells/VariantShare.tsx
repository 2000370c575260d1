import { Flex, Typography } from '@strapi/design-system';
import { useDefinitions } from '../../inputs/definitions';
import { ShareBar } from '../../shared/ShareBar';
import { useLiveVariants, variantIn } from '../live';

/** For what part of the active visitors a variant is decided now; a line for each slot, if there are several. */
export default function VariantShare({ variantKey }: { variantKey: string }) {
  const { options } = useDefinitions('slot');
  const rows = variantIn(useLiveVariants(), variantKey);
  if (rows.length === 0) return <ShareBar share={null} />;
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      {rows.slice(0, 3).map(({ slot, share }) => (
        <Flex key={slot} direction="column" alignItems="stretch">
          {rows.length > 1 && (
            <Typography variant="pi" textColor="neutral600">
              {options.find((one) => one.key === slot)?.name ?? slot}
            </Typography>
          )}
          <ShareBar share={share} />
        </Flex>
      ))}
    </Flex>
  );
}
