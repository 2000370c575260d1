import { Flex, Status, type StatusVariant, Typography } from '@strapi/design-system';

interface Props {
  readonly variant: StatusVariant;
  readonly children: string;
}

/** A word on a coloured ground. In the text's own colour: Strapi's coloured letters are too faint when small. */
export function Flag({ variant, children }: Props) {
  return (
    <Flex>
      <Status variant={variant} size="XS">
        <Typography variant="pi" fontWeight="bold" textColor="neutral800">
          {children}
        </Typography>
      </Status>
    </Flex>
  );
}
