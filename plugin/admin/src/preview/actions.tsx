import { Eye } from '@strapi/icons';
import { useNavigate } from 'react-router-dom';
import { kindOf } from '../../../contracts/ids';
import { segmentsAsked } from '../../../contracts/segments-asked';
import { useRight } from '../app/rights';
import { contentManagerOf, type PanelApp, type PanelProps } from '../app/side-panels';
import { useSay } from '../text/text';
import { previewAddress } from './choice';

/** Leads from a segment, variant or slot to its preview. Called as a hook by the Content Manager. */
function PreviewAction({ model, document }: PanelProps) {
  const say = useSay();
  const navigate = useNavigate();
  const may = useRight('preview');
  const kind = kindOf(model);
  if (!may || !document || kind === undefined || kind === 'signal') return null;
  const { key, targeting, locale } = document;
  const segments =
    kind === 'segment' && typeof key === 'string'
      ? [key]
      : kind === 'variant'
        ? segmentsAsked(targeting)
        : [];
  return {
    label: say('preview.action'),
    icon: <Eye />,
    position: ['header', 'table-row'],
    onClick: () =>
      navigate(previewAddress(segments, kind === 'variant' && typeof locale === 'string' ? locale : null)),
  };
}

export function addPreviewActions(app: PanelApp): void {
  contentManagerOf(app).addDocumentAction((actions) => [...actions, PreviewAction]);
}
