import { lazy, Suspense } from 'react';
import { type Kind, PLUGIN_ID } from '../../../contracts/ids';
import type { PanelApp } from '../app/side-panels';
import { message } from '../text/text';

/** As far as we read what the Content Manager gives to a hook on its list view. */
interface ListHookArguments {
  readonly displayedHeaders: readonly object[];
  readonly layout: { readonly options?: Readonly<Record<string, unknown>> };
}
interface Row {
  readonly key?: unknown;
  readonly targeting?: unknown;
}

const SegmentNames = lazy(() => import('./cells/SegmentNames'));
const VariantShare = lazy(() => import('./cells/VariantShare'));
const SegmentShare = lazy(() => import('./cells/SegmentShare'));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const COLUMNS: Partial<Record<Kind, readonly object[]>> = {
  variant: [
    column('tesseraSegments', message('variants.column.segments'), ({ targeting }) => (
      <SegmentNames targeting={targeting} />
    )),
    column('tesseraShare', message('variants.column.share'), ({ key }) => (
      <VariantShare variantKey={textOf(key)} />
    )),
  ],
  segment: [
    column('tesseraShare', message('variants.column.share'), ({ key }) => (
      <SegmentShare segmentKey={textOf(key)} />
    )),
  ],
};

function column(name: string, label: object, cell: (row: Row) => JSX.Element) {
  return {
    attribute: { type: 'custom' },
    name,
    label,
    searchable: false,
    sortable: false,
    cellFormatter: (row: Row) => <Suspense fallback={null}>{cell(row)}</Suspense>,
  };
}

/** Our content types say of which kind they are in their `pluginOptions`, which Strapi passes on as options. */
export function withColumns(given: ListHookArguments): ListHookArguments {
  const options = given.layout.options?.[PLUGIN_ID];
  const kind = options !== null && typeof options === 'object' && 'kind' in options ? options.kind : null;
  const columns = COLUMNS[kind as Kind];
  if (!columns) return given;
  // Before those of other plugins, e.g. the languages, which are wide and push the rest out of sight.
  const own = given.displayedHeaders.filter((header) => !('cellFormatter' in header && header.cellFormatter));
  const others = given.displayedHeaders.filter((header) => !own.includes(header));
  return { ...given, displayedHeaders: [...own, ...columns, ...others] };
}

export function addVariantColumns(app: PanelApp): void {
  app.registerHook('Admin/CM/pages/ListView/inject-column-in-table', withColumns);
}
