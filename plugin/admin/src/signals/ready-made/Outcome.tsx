import { Box, ProgressBar, Typography } from '@strapi/design-system';
import { useSay } from '../../text/text';
import type { Adding } from './use-adding';

/** How adding goes, or went. */
export function Outcome({ adding: { progress, results } }: { adding: Adding }) {
  const say = useSay();
  const went = Object.values(results);
  const failed = went.filter(({ kind }) => kind === 'failed').length;
  const added = went.length - failed;
  const text = progress
    ? say('signals.ready.progress', progress)
    : [
        added > 0 && say('signals.ready.done', { count: added }),
        failed > 0 && say('signals.ready.failed', { count: failed }),
      ]
        .filter(Boolean)
        .join(' ');
  return (
    <Box flex="1" paddingLeft={4} paddingRight={4}>
      {progress && (
        <ProgressBar
          aria-label={say('signals.ready.progress', progress)}
          value={(100 * progress.done) / progress.total}
        />
      )}
      <Typography role="status" variant="pi" textColor={failed > 0 ? 'danger600' : 'neutral800'}>
        {text}
      </Typography>
    </Box>
  );
}
