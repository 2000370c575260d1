import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { SignalEstimate } from '../../../../contracts/live';
import { useSay } from '../../text/text';
import { Histogram } from './Histogram';
import { ValueTable } from './ValueTable';

/** What the server worked out, from how many visitors down to their values. */
export function EstimateFigures({ estimate }: { estimate: SignalEstimate }) {
  const say = useSay();
  const { formatDate, formatNumber } = useIntl();
  const { visitors, matched, missing, numbers, values } = estimate;
  const since = formatDate(estimate.since, { dateStyle: 'short', timeStyle: 'short' });
  const summary =
    visitors === 0
      ? say('signals.estimate.nobody', { since })
      : matched === 0
        ? say('signals.estimate.nothing', { visitors })
        : say('signals.estimate.matched', { matched: formatNumber(matched), visitors });
  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      <Typography role="status" textColor="neutral800">
        {summary}
        {matched > 0 &&
          missing > 0 &&
          ` ${say('signals.estimate.missing', { missing: formatNumber(missing) })}`}
      </Typography>
      {matched > 0 && numbers && <Numbers numbers={numbers} />}
      {matched > 0 && values.length > 0 && <ValueTable values={values} />}
      {visitors > 0 && (
        <Typography variant="pi" textColor="neutral600">
          {say('signals.estimate.since', { since })}
        </Typography>
      )}
    </Flex>
  );
}

function Numbers({ numbers }: { numbers: NonNullable<SignalEstimate['numbers']> }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  return (
    <>
      <Flex tag="dl" direction="column" alignItems="stretch" gap={1}>
        {(['median', 'p90', 'max'] as const).map((figure) => (
          <Flex key={figure} justifyContent="space-between" gap={2}>
            <Typography tag="dt" variant="pi" textColor="neutral600">
              {say(`signals.estimate.${figure}`)}
            </Typography>
            <Typography tag="dd" fontWeight="semiBold" textColor="neutral800">
              {formatNumber(numbers[figure], { maximumSignificantDigits: 4 })}
            </Typography>
          </Flex>
        ))}
      </Flex>
      <Histogram buckets={numbers.buckets} />
    </>
  );
}
