import { Typography } from '@strapi/design-system';
import type { Told } from '../app/ask';
import { useSay } from '../text/text';

/** Why there is no live figure here, in a quiet sentence. */
export function Unanswered({ told }: { told: Exclude<Told<unknown>, { kind: 'ok' }> }) {
  const say = useSay();
  const { server = '', detail = '' } = told as { server?: string; detail?: string };
  return (
    <Typography variant="pi" textColor="neutral600" role="status">
      {say(`told.${told.kind}`, { server, detail })}
    </Typography>
  );
}
