import type { PanelProps } from '../app/side-panels';

export default function UsagePanel(_props: PanelProps) {
  return null;
}
