import { Button, Flex } from '@strapi/design-system';
import { type ReactNode, useState } from 'react';
import { useSay } from '../text/text';

interface Props<Item> {
  readonly items: readonly Item[];
  /** How many are shown at first, and are added each time. */
  readonly step: number;
  readonly children: (shown: readonly Item[]) => ReactNode;
}

/** A list that can be long: some of it, and a button for more. */
export function ShowMore<Item>({ items, step, children }: Props<Item>) {
  const say = useSay();
  const [count, setCount] = useState(step);
  const hidden = items.length - count;
  return (
    <>
      {children(items.slice(0, count))}
      {hidden > 0 && (
        <Flex paddingTop={3}>
          <Button variant="tertiary" size="S" onClick={() => setCount(count + step)}>
            {say('overview.more', { count: hidden })}
          </Button>
        </Flex>
      )}
    </>
  );
}
