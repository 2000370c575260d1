import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { type ReactNode, useId } from 'react';
import { useSay } from '../../text/text';
import { isObject, type Path, valueAt, withValue } from './edit';
import type { ContentForm } from './form';
import { Unreadable } from './TextField';

interface Props {
  readonly form: ContentForm;
  readonly path: Path;
  readonly title: string;
  readonly children: ReactNode;
  /** Stands beside the title. */
  readonly action?: ReactNode;
}

/** A part of a content that has fields of its own and may be left out: a button, a picture. */
export function PartFrame({ form, path, title, children, action }: Props) {
  const say = useSay();
  const id = useId();
  const value = valueAt(form.content, path);
  if (value !== undefined && value !== null && !isObject(value))
    return <Unreadable label={title} value={value} />;
  return (
    <Box
      role="group"
      aria-labelledby={id}
      background="neutral0"
      borderColor="neutral200"
      hasRadius
      padding={4}
    >
      <Flex justifyContent="space-between" gap={2} paddingBottom={3} wrap="wrap">
        <Typography id={id} variant="pi" fontWeight="bold" textColor="neutral800">
          {title}
        </Typography>
        <Flex gap={2}>
          {action}
          {isObject(value) && (
            <Button
              variant="tertiary"
              size="S"
              disabled={form.disabled}
              onClick={() => form.change(withValue(form.content, path, undefined))}
              aria-label={say('variants.content.remove', { name: title })}
            >
              {say('variants.content.removePart')}
            </Button>
          )}
        </Flex>
      </Flex>
      {children}
    </Box>
  );
}
