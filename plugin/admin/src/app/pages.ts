import type { ComponentType } from 'react';
import type { Right } from '../../../contracts/permissions';
import type { TextId } from '../text/text';

export interface TesseraPage {
  /** Below `/plugins/tessera`; the first one is the index. */
  readonly path: string;
  readonly title: TextId;
  readonly right: Right;
  readonly load: () => Promise<{ default: ComponentType }>;
}

/** The pages in the menu of the plugin, in their order. */
export const PAGES: readonly TesseraPage[] = [
  { path: '', title: 'nav.overview', right: 'read', load: () => import('../overview/OverviewPage') },
  {
    path: 'segments',
    title: 'nav.segments',
    right: 'readSegments',
    load: () => import('../segments/SegmentsPage'),
  },
  {
    path: 'priorities',
    title: 'nav.priorities',
    right: 'readVariants',
    load: () => import('../variants/priorities/PrioritiesPage'),
  },
  {
    path: 'playground',
    title: 'nav.playground',
    right: 'read',
    load: () => import('../playground/PlaygroundPage'),
  },
  { path: 'preview', title: 'nav.preview', right: 'preview', load: () => import('../preview/PreviewPage') },
  { path: 'mappings', title: 'nav.mappings', right: 'read', load: () => import('../mappings/MappingsPage') },
  {
    path: 'transfer',
    title: 'nav.transfer',
    right: 'export',
    load: () => import('../transfer/TransferPage'),
  },
];
