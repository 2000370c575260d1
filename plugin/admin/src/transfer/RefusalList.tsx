import { Box, Typography } from '@strapi/design-system';
import type { Refusal } from '@tessera/model';
import { Note } from '../shared/Note';
import { ShowMore } from '../shared/ShowMore';

/** What is wrong with a file, each with its place. */
export function RefusalList({ title, refusals }: { title?: string; refusals: readonly Refusal[] }) {
  return (
    <Box>
      {title && <Note>{title}</Note>}
      <ShowMore items={refusals} step={10}>
        {(shown) => (
          <Box tag="ul" paddingTop={title ? 3 : 0}>
            {shown.map(({ place, message, value }) => (
              <Typography tag="li" key={`${place} ${message}`} textColor="danger600">
                {place && <code>{place}</code>} {message}
                {value !== 'nothing' && ` (${value})`}
              </Typography>
            ))}
          </Box>
        )}
      </ShowMore>
    </Box>
  );
}
