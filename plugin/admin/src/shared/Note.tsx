import { Flex, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';

/** Something is wrong, in a sentence that stays: Strapi's Alert always has a button to close it. */
export function Note({ children }: { children: string }) {
  return (
    <Flex
      role="alert"
      gap={3}
      padding={4}
      alignItems="flex-start"
      background="danger100"
      borderColor="danger200"
      hasRadius
    >
      <Flex paddingTop={1} aria-hidden>
        <WarningCircle fill="danger600" />
      </Flex>
      <Typography textColor="neutral800">{children}</Typography>
    </Flex>
  );
}
