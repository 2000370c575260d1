import { Box, Flex, Typography } from '@strapi/design-system';
import { type ReactNode, useId } from 'react';

/** A titled part of the page. */
export function Panel({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  const id = useId();
  return (
    <Box tag="section" aria-labelledby={id}>
      <Flex direction="column" alignItems="flex-start" gap={1} paddingBottom={3}>
        <Typography id={id} variant="delta" tag="h2">
          {title}
        </Typography>
        {help && <Typography textColor="neutral600">{help}</Typography>}
      </Flex>
      {children}
    </Box>
  );
}

/** The white card Strapi puts things on. */
export function Card({ children }: { children: ReactNode }) {
  return (
    <Box
      background="neutral0"
      hasRadius
      shadow="tableShadow"
      borderColor="neutral150"
      padding={5}
      height="100%"
    >
      {children}
    </Box>
  );
}
