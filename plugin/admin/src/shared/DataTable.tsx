import { Table, Tbody, Th, Thead, Tr, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';

interface Props {
  /** What the table shows, for whoever cannot see it. */
  readonly label: string;
  readonly heads: readonly string[];
  readonly rowCount: number;
  /** `Tr`s with a cell for each head. */
  readonly children: ReactNode;
}

/** Strapi's table with a line of titles. */
export function DataTable({ label, heads, rowCount, children }: Props) {
  return (
    <Table colCount={heads.length} rowCount={rowCount + 1} aria-label={label}>
      <Thead>
        <Tr>
          {heads.map((head) => (
            <Th key={head}>
              <Typography variant="sigma" textColor="neutral600">
                {head}
              </Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>{children}</Tbody>
    </Table>
  );
}
