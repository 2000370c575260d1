import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import { useSay } from '../../text/text';
import { type Buckets, bars, MOST_BARS } from './bars';

const WIDTH = 240;
const HEIGHT = 64;
const GAP = 2;

/** How many visitors have how much; each bar is also in the picture's name. */
export function Histogram({ buckets }: { buckets: Buckets }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const figure = (value: number) => formatNumber(value, { maximumSignificantDigits: 3 });
  const shown = buckets.slice(0, MOST_BARS);
  const [first] = shown;
  const last = shown.at(-1);
  if (!first || !last) return null;
  const texts = shown.map(({ from, to, visitors }) =>
    say('signals.estimate.bucket', { from: figure(from), to: figure(to), visitors }),
  );
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      <svg
        role="img"
        aria-label={say('signals.estimate.histogram', { buckets: texts.join('; ') })}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width="100%"
        height={HEIGHT}
        preserveAspectRatio="none"
      >
        <Ground d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
        {bars(buckets).map(({ left, width, height }, index) => (
          <Bar
            key={left}
            x={left * WIDTH + GAP / 2}
            width={Math.max(1, width * WIDTH - GAP)}
            y={HEIGHT * (1 - height)}
            height={HEIGHT * height}
          >
            <title>{texts[index]}</title>
          </Bar>
        ))}
      </svg>
      <Flex justifyContent="space-between" aria-hidden>
        <Typography variant="pi" textColor="neutral600">
          {figure(first.from)}
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {figure(last.to)}
        </Typography>
      </Flex>
    </Flex>
  );
}

const Bar = styled.rect`
  fill: ${({ theme }) => theme.colors.primary600};
`;
const Ground = styled.path`
  stroke: ${({ theme }) => theme.colors.neutral300};
`;
