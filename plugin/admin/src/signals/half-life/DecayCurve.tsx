import { Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useSay } from '../../text/text';
import type { DurationParts } from '../duration/duration-parts';
import { useLength } from '../duration/use-length';
import { decayPoints, left, SHOWN_HALVES } from './decay';

const WIDTH = 240;
const HEIGHT = 72;
const EDGE = 5;

const x = (halves: number): number => EDGE + (halves / SHOWN_HALVES) * (WIDTH - 2 * EDGE);
const y = (share: number): number => EDGE + (1 - share) * (HEIGHT - 2 * EDGE);
const CURVE = decayPoints()
  .map(
    (point, index) => `${index === 0 ? 'M' : 'L'}${x(point.halves).toFixed(1)} ${y(point.left).toFixed(1)}`,
  )
  .join('');
/** Half is left after one half-life, an eighth after three. */
const MARKED = [1, 3] as const;

/** How something fades: the curve for the eye, and in words for everybody what is left when. */
export function DecayCurve({ halfLife }: { halfLife: DurationParts }) {
  const say = useSay();
  const length = useLength();
  const { amount, unit } = halfLife;
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      <svg
        aria-hidden
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width="100%"
        height={HEIGHT}
        preserveAspectRatio="xMinYMid"
      >
        <Axis d={`M${EDGE} ${y(0)}H${WIDTH - EDGE}`} />
        {MARKED.map((halves) => (
          <Drop key={halves} d={`M${x(halves)} ${y(left(halves, 1))}V${y(0)}`} />
        ))}
        <Line d={CURVE} />
        {MARKED.map((halves) => (
          <Dot key={halves} cx={x(halves)} cy={y(left(halves, 1))} r={3.5} />
        ))}
      </svg>
      <Typography variant="pi" textColor="neutral600">
        {say('signals.halfLife.left', { one: length(amount, unit), three: length(amount * 3, unit) })}
      </Typography>
    </Flex>
  );
}

const Axis = styled.path`
  stroke: ${({ theme }) => theme.colors.neutral300};
`;
const Drop = styled.path`
  stroke: ${({ theme }) => theme.colors.neutral300};
  stroke-dasharray: 3 3;
`;
const Line = styled.path`
  fill: none;
  stroke: ${({ theme }) => theme.colors.primary600};
  stroke-width: 2;
`;
const Dot = styled.circle`
  fill: ${({ theme }) => theme.colors.primary600};
`;
