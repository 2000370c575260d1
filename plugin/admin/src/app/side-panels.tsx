import type { StrapiApp } from '@strapi/strapi/admin';
import { type ComponentType, lazy, Suspense } from 'react';
import { type Kind, kindOf } from '../../../contracts/ids';
import { Say } from '../text/Say';
import type { TextId } from '../text/text';

/** What the Content Manager gives to a side panel, as far as we read it. */
export interface PanelProps {
  readonly model: string;
  readonly documentId?: string;
  readonly document?: Readonly<Record<string, unknown>>;
  readonly activeTab?: string | null;
}

interface SidePanel {
  readonly title: TextId;
  readonly kinds: readonly Kind[];
  readonly load: () => Promise<{ default: ComponentType<PanelProps> }>;
}

/** Panels beside an entry; each is loaded when an entry of its kind is opened. */
const SIDE_PANELS: readonly SidePanel[] = [
  { title: 'panel.variant', kinds: ['variant'], load: () => import('../variants/panel/VariantPanel') },
  { title: 'panel.signal', kinds: ['signal'], load: () => import('../signals/estimate/SignalPanel') },
  {
    title: 'panel.usage',
    kinds: ['signal', 'segment', 'slot', 'variant'],
    load: () => import('../usage/UsagePanel'),
  },
];

const asPanel = ({ title, kinds, load }: SidePanel) => {
  const Content = lazy(load);
  return (props: PanelProps) => {
    const kind = kindOf(props.model);
    if (!kind || !kinds.includes(kind)) return null;
    return {
      title: <Say id={title} />,
      content: (
        <Suspense fallback={null}>
          <Content {...props} />
        </Suspense>
      ),
    };
  };
};

/** As far as we use the API that the Content Manager gives to other plugins. */
export interface ContentManagerApi {
  addEditViewSidePanel(panels: readonly unknown[]): void;
  addDocumentAction(reducer: (actions: unknown[]) => unknown[]): void;
  addDocumentHeaderAction(reducer: (actions: unknown[]) => unknown[]): void;
  addBulkAction(reducer: (actions: unknown[]) => unknown[]): void;
}

/** What Strapi gives to a plugin's bootstrap. */
export type PanelApp = Pick<StrapiApp, 'getPlugin' | 'registerHook' | 'addSettingsLink'>;

export const contentManagerOf = (app: PanelApp): ContentManagerApi =>
  app.getPlugin('content-manager').apis as unknown as ContentManagerApi;

export function addSidePanels(app: PanelApp): void {
  contentManagerOf(app).addEditViewSidePanel(SIDE_PANELS.map(asPanel));
}
