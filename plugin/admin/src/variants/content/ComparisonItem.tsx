import { Box, Checkbox, Flex, Grid, TextButton } from '@strapi/design-system';
import { useId, useState } from 'react';
import { MoveButtons } from '../../shared/MoveButtons';
import { useSay } from '../../text/text';
import { type Comparison, withItemMoved, withItemRemoved } from './comparison';
import { withValue } from './edit';
import type { ContentForm } from './form';
import { ImageField } from './ImageField';
import { TextField } from './TextField';

interface Props {
  readonly form: ContentForm;
  readonly table: Comparison;
  readonly at: number;
}

/** The head of one column: name, address, whether it stands out, and a picture if wanted. */
export function ComparisonItem({ form, table, at }: Props) {
  const say = useSay();
  const id = useId();
  const item = table.items[at]?.item ?? {};
  const [open, setOpen] = useState(item.image !== undefined);
  const name = String(item.name || say('variants.comparison.item', { number: at + 1 }));
  return (
    <Box role="group" aria-label={name} borderColor="neutral200" hasRadius padding={4} background="neutral0">
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Grid.Root gap={4}>
          <Grid.Item col={5} s={12} direction="column" alignItems="stretch">
            <TextField
              form={form}
              path={['items', at, 'name']}
              label={say('variants.field.item.name')}
              required
            />
          </Grid.Item>
          <Grid.Item col={7} s={12} direction="column" alignItems="stretch">
            <TextField form={form} path={['items', at, 'href']} label={say('variants.field.item.href')} />
          </Grid.Item>
        </Grid.Root>
        <Flex justifyContent="space-between" wrap="wrap" gap={2}>
          <Checkbox
            checked={item.highlight === true}
            onCheckedChange={(checked) =>
              form.change(
                withValue(form.content, ['items', at, 'highlight'], checked === true ? true : undefined),
              )
            }
            disabled={form.disabled}
          >
            {say('variants.field.item.highlight')}
          </Checkbox>
          <Flex gap={3}>
            <TextButton aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
              {say(open ? 'variants.comparison.hideImage' : 'variants.comparison.showImage')}
            </TextButton>
            <MoveButtons
              name={name}
              at={at}
              count={table.items.length}
              onMove={(to) => form.change(withItemMoved(form.content, table, at, to))}
              onRemove={() => form.change(withItemRemoved(form.content, table, at))}
              disabled={form.disabled}
            />
          </Flex>
        </Flex>
        <div id={id}>{open && <ImageField form={form} path={['items', at, 'image']} />}</div>
      </Flex>
    </Box>
  );
}
