import { Box, Field } from '@strapi/design-system';
import type { ReactNode } from 'react';

/** The place of one control. A field of its own, so that the control does not take the outer field's id and error. */
export function Cell({ flex, children }: { flex: string; children: ReactNode }) {
  return (
    <Box flex={flex} minWidth={0}>
      <Field.Root>{children}</Field.Root>
    </Box>
  );
}
