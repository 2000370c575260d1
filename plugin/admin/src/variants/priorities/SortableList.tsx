import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Flex } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { useSay } from '../../text/text';

interface Props {
  readonly label: string;
  readonly ids: readonly string[];
  readonly nameOf: (id: string) => string;
  readonly onMove: (from: number, to: number) => void;
  readonly children: ReactNode;
}

/** A list whose lines are dragged with a pointer, or with the space bar and the arrow keys; both are said aloud. */
export function SortableList({ label, ids, nameOf, onMove, children }: Props) {
  const say = useSay();
  const sensors = useSensors(
    // A click on a link within a line is no drag.
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const place = (id: UniqueIdentifier | undefined) => ids.indexOf(String(id)) + 1;
  const values = (active: { id: UniqueIdentifier }, over: { id: UniqueIdentifier } | null) => ({
    name: nameOf(String(active.id)),
    place: place(over?.id ?? active.id),
    count: ids.length,
  });
  const announcements: Announcements = {
    onDragStart: ({ active }) => say('variants.drag.start', values(active, null)),
    onDragOver: ({ active, over }) => say('variants.drag.over', values(active, over)),
    onDragEnd: ({ active, over }) => say('variants.drag.end', values(active, over)),
    onDragCancel: ({ active }) => say('variants.drag.cancel', values(active, null)),
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const [from, to] = [place(active.id) - 1, place(over?.id) - 1];
    if (from >= 0 && to >= 0 && from !== to) onMove(from, to);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={onDragEnd}
      accessibility={{
        announcements,
        screenReaderInstructions: { draggable: say('variants.drag.instructions') },
      }}
    >
      <SortableContext items={[...ids]} strategy={verticalListSortingStrategy}>
        <Flex tag="ol" direction="column" alignItems="stretch" gap={2} aria-label={label}>
          {children}
        </Flex>
      </SortableContext>
    </DndContext>
  );
}
