import type { PanelProps } from '../../app/side-panels';

export default function VariantPanel(_props: PanelProps) {
  return null;
}
