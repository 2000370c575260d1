import { styled } from 'styled-components';
import { linePath } from './line-path';

interface Props {
  /** The oldest first; null: not known, a gap in the line. */
  readonly points: readonly (number | null)[];
  /** What the line says, for whoever cannot see it. */
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
}

/** A small curve without axes. Drawn on a scale that begins at zero, so that a flat line looks flat. */
export function Sparkline({ points, label, width = 120, height = 28 }: Props) {
  return (
    <svg role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <Line d={linePath(points, width, height)} />
    </svg>
  );
}

const Line = styled.path`
  fill: none;
  stroke: ${({ theme }) => theme.colors.primary600};
  stroke-width: 1.5;
  stroke-linejoin: round;
  vector-effect: non-scaling-stroke;
`;
