import { Typography } from '@strapi/design-system';
import type { Analysis } from '@tessera/model';
import { useAsk } from '../../app/ask';
import { useRight } from '../../app/rights';
import { FindingList } from '../../shared/findings/FindingList';
import { findingsAbout } from '../../shared/findings/words';
import { Unanswered } from '../../shared/Unanswered';
import { useSay } from '../../text/text';

/** What the fragment server's analysis of the published catalog finds about this variant. */
export function Conflicts({ variantKey }: { variantKey: string }) {
  const say = useSay();
  const may = useRight('readVariants');
  const told = useAsk<Analysis>('check', { every: 30_000, skip: !may });
  if (!may) return null;
  if (told.kind !== 'ok') return <Unanswered told={told} />;
  const findings = findingsAbout(told.answer.findings, 'variant', variantKey);
  if (findings.length > 0) return <FindingList findings={findings} step={3} />;
  return (
    <Typography variant="pi" textColor="neutral600" role="status">
      {say('variants.panel.noConflicts')}
    </Typography>
  );
}
