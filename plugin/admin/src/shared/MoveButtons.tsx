import { Flex, IconButton } from '@strapi/design-system';
import { ArrowDown, ArrowUp, Trash } from '@strapi/icons';
import { useSay } from '../text/text';

interface Props {
  /** What is moved, as the buttons' names say it. */
  readonly name: string;
  readonly at: number;
  readonly count: number;
  readonly onMove: (to: number) => void;
  readonly onRemove?: () => void;
  readonly disabled?: boolean;
}

/** Moves one of a list up and down by buttons, for everybody who does not drag. */
export function MoveButtons({ name, at, count, onMove, onRemove, disabled = false }: Props) {
  const say = useSay();
  return (
    <Flex gap={1}>
      <IconButton
        label={say('move.up', { name })}
        disabled={disabled || at === 0}
        onClick={() => onMove(at - 1)}
      >
        <ArrowUp />
      </IconButton>
      <IconButton
        label={say('move.down', { name })}
        disabled={disabled || at === count - 1}
        onClick={() => onMove(at + 1)}
      >
        <ArrowDown />
      </IconButton>
      {onRemove && (
        <IconButton label={say('move.remove', { name })} disabled={disabled} onClick={onRemove}>
          <Trash />
        </IconButton>
      )}
    </Flex>
  );
}
