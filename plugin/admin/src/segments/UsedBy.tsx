import { Box, Flex, TextButton, Typography } from '@strapi/design-system';
import { useId, useState } from 'react';
import { styled } from 'styled-components';
import { ShowMore } from '../shared/ShowMore';
import { useSay } from '../text/text';
import { UseLine } from '../usage/UseLine';
import { idOfUse } from '../usage/uses';
import type { SegmentRow } from './rows';

/** How often a segment is named, and on demand by whom. Its children stand below it in the table. */
export function UsedBy({ segment: { uses, name } }: { segment: SegmentRow }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const id = useId();
  if (uses.length === 0) return <Typography textColor="neutral600">–</Typography>;
  return (
    <>
      <TextButton
        aria-expanded={open}
        aria-controls={id}
        aria-label={say('segments.used.of', { count: uses.length, name })}
        onClick={() => setOpen(!open)}
      >
        {say('segments.used', { count: uses.length })}
      </TextButton>
      <Wrapping id={id} paddingTop={open ? 2 : 0} minWidth={open ? '22rem' : undefined}>
        {open && (
          <ShowMore items={uses} step={10}>
            {(shown) => (
              <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
                {shown.map((use) => (
                  <li key={idOfUse(use)}>
                    <UseLine use={use} />
                  </li>
                ))}
              </Flex>
            )}
          </ShowMore>
        )}
      </Wrapping>
    </>
  );
}

/** A table's cells do not break their lines. */
const Wrapping = styled(Box)`
  white-space: normal;
`;
