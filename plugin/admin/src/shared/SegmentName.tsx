import { Box, Typography, VisuallyHidden } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { useSay } from '../text/text';

interface Props {
  readonly level: number;
  /** Name of the segment above, for whoever cannot see the indentation. */
  readonly parent: string | undefined;
  /** Why nobody can be in it, or null. */
  readonly closed: string | null;
  readonly children: ReactNode;
}

/** A segment's name at its place in the hierarchy. */
export function SegmentName({ level, parent, closed, children }: Props) {
  const say = useSay();
  return (
    <Box paddingLeft={`${Math.min(level, 8) * 2}rem`}>
      <Typography fontWeight={level === 0 ? 'bold' : 'regular'} textColor="neutral800">
        {level > 0 && <Branch aria-hidden>└ </Branch>}
        {children}
      </Typography>
      {closed && (
        <Typography tag="p" variant="pi" textColor="warning700">
          {say('segments.closed', { reason: closed })}
        </Typography>
      )}
      {parent && <VisuallyHidden>{say('segments.below', { parent })}</VisuallyHidden>}
    </Box>
  );
}

const Branch = styled.span`
  color: ${({ theme }) => theme.colors.neutral400};
`;
