import { Box } from '@strapi/design-system';
import { changesBetween } from '../core/changes';
import { type Stage, useViews, viewIn } from '../use-views';
import { ChangeList } from './ChangeList';

/** What the last of `count` steps changed, in what the visitor is in and is shown. */
export function StepChanges({ stage, count }: { stage: Stage; count: number }) {
  const before = viewIn(useViews(stage, count - 1, 0));
  const after = viewIn(useViews(stage, count, 0));
  if (!before || !after) return null;
  return (
    <Box paddingTop={2}>
      <ChangeList changes={changesBetween(before, after)} />
    </Box>
  );
}
