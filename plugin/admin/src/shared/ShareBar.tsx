import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';

interface Props {
  /** 0 to 1; null: not known. */
  readonly share: number | null;
  /** A share worth marking on the bar, 0 to 1. */
  readonly mark?: number | null;
}

/** A share as a figure and as the length of a bar. */
export function ShareBar({ share, mark }: Props) {
  const { formatNumber } = useIntl();
  if (share === null) return <Typography textColor="neutral600">–</Typography>;
  return (
    <Flex gap={3}>
      <Figure textColor="neutral800">
        {formatNumber(share, { style: 'percent', maximumFractionDigits: 1 })}
      </Figure>
      <Track aria-hidden>
        <Bar style={{ width: `${share * 100}%` }} />
        {mark !== null && mark !== undefined && mark > 0 && <Mark style={{ left: `${mark * 100}%` }} />}
      </Track>
    </Flex>
  );
}

const Figure = styled(Typography)`
  min-width: 5.6rem;
  text-align: right;
  font-variant-numeric: tabular-nums;
`;
const Track = styled.span`
  flex: 1 1 auto;
  display: block;
  position: relative;
  min-width: 8rem;
  height: 0.8rem;
  border-radius: 0.4rem;
  background: ${({ theme }) => theme.colors.neutral150};
  overflow: hidden;
`;
const Bar = styled.span`
  display: block;
  height: 100%;
  border-radius: 0.4rem;
  background: ${({ theme }) => theme.colors.primary600};
  transition: width 300ms ease-out;
  @media (prefers-reduced-motion: reduce) {
    transition: none;
  }
`;
const Mark = styled.span`
  position: absolute;
  top: 0;
  bottom: 0;
  width: 0.2rem;
  background: ${({ theme }) => theme.colors.neutral800};
`;
