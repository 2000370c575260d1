import { Box, Button, Field, Flex, TextInput } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { styled } from 'styled-components';
import { MoveButtons } from '../../shared/MoveButtons';
import { useSay } from '../../text/text';
import { ComparisonItem } from './ComparisonItem';
import {
  type Comparison,
  readComparison,
  withCell,
  withItemAdded,
  withRowAdded,
  withRowMoved,
  withRowNamed,
  withRowRemoved,
} from './comparison';
import { valueAt } from './edit';
import { type ContentForm, useProblemAt } from './form';
import { Unreadable } from './TextField';

const MOST_ROWS = 20;
const MOST_ITEMS = 8;

/** Items side by side: each item's own fields, and a table of what each says in each row. */
export function ComparisonField({ form }: { form: ContentForm }) {
  const say = useSay();
  const table = readComparison(form.content);
  const rows = useProblemAt(form, ['rows']);
  const items = useProblemAt(form, ['items']);
  if (!table) {
    const [broken, whole] = [valueAt(form.content, ['rows']), valueAt(form.content, ['items'])];
    return <Unreadable label={say('variants.field.table')} value={{ rows: broken, items: whole }} />;
  }
  return (
    <>
      <Field.Root error={items.error} hint={items.error ? undefined : items.needed} required>
        <Field.Label>{say('variants.field.items')}</Field.Label>
        <Flex direction="column" alignItems="stretch" gap={3}>
          {table.items.map((_, at) => (
            // Items have no name of their own that stays: their place is all there is.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <ComparisonItem key={at} form={form} table={table} at={at} />
          ))}
          <Add
            label={say('variants.comparison.addItem')}
            disabled={form.disabled || table.items.length >= MOST_ITEMS}
            onClick={() => form.change(withItemAdded(form.content, table))}
          />
        </Flex>
        <Field.Error />
        <Field.Hint />
      </Field.Root>
      <Field.Root error={rows.error} hint={rows.error ? undefined : rows.needed} required>
        <Field.Label>{say('variants.field.rows')}</Field.Label>
        <Box
          style={{ overflowX: 'auto' }}
          tabIndex={0}
          role="region"
          aria-label={say('variants.field.table')}
        >
          <Cells form={form} table={table} />
        </Box>
        <Add
          label={say('variants.comparison.addRow')}
          disabled={form.disabled || table.rows.length >= MOST_ROWS}
          onClick={() => form.change(withRowAdded(form.content, table))}
        />
        <Field.Error />
        <Field.Hint />
      </Field.Root>
    </>
  );
}

function Add({ label, disabled, onClick }: { label: string; disabled: boolean; onClick: () => void }) {
  return (
    <Flex>
      <Button variant="secondary" size="S" startIcon={<Plus />} disabled={disabled} onClick={onClick}>
        {label}
      </Button>
    </Flex>
  );
}

function Cells({ form, table }: { form: ContentForm; table: Comparison }) {
  const say = useSay();
  const { content, change, disabled } = form;
  if (table.rows.length === 0) return null;
  const itemName = (at: number) =>
    String(table.items[at]?.item.name || say('variants.comparison.item', { number: at + 1 }));
  const rowName = (at: number) => table.rows[at] || say('variants.comparison.row', { number: at + 1 });
  return (
    <Grid aria-label={say('variants.field.table')}>
      <thead>
        <tr>
          <th scope="col">{say('variants.comparison.rowName')}</th>
          {table.items.map((_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the name
            <th key={at} scope="col">
              {itemName(at)}
            </th>
          ))}
          <th scope="col">{say('variants.comparison.actions')}</th>
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the name
          <tr key={at}>
            <td>
              <TextInput
                size="S"
                aria-label={say('variants.comparison.row', { number: at + 1 })}
                value={row}
                onChange={(event) => change(withRowNamed(content, table, at, event.target.value))}
                disabled={disabled}
              />
            </td>
            {table.items.map(({ values }, item) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the name
              <td key={item}>
                <TextInput
                  size="S"
                  aria-label={say('variants.comparison.cell', { row: rowName(at), item: itemName(item) })}
                  value={values[at] ?? ''}
                  onChange={(event) => change(withCell(content, table, item, at, event.target.value))}
                  disabled={disabled}
                />
              </td>
            ))}
            <td>
              <MoveButtons
                name={rowName(at)}
                at={at}
                count={table.rows.length}
                onMove={(to) => change(withRowMoved(content, table, at, to))}
                onRemove={() => change(withRowRemoved(content, table, at))}
                disabled={disabled}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </Grid>
  );
}

const Grid = styled.table`
  border-collapse: collapse;
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.2rem;
  & th,
  & td {
    padding: 0.4rem 0.8rem 0.4rem 0;
    text-align: left;
    min-width: 12rem;
  }
`;
