import { addPreviewActions } from '../preview/actions';
import { addReadyMadeAction } from '../signals/ready-made/list-action';
import { addUsageActions } from '../usage/actions';
import { addVariantColumns } from '../variants/list-columns';
import { addSidePanels, type PanelApp } from './side-panels';

/** What the plugin adds to Strapi's Content Manager. Called in Strapi's bootstrap. */
export function extendContentManager(app: PanelApp): void {
  addSidePanels(app);
  addPreviewActions(app);
  addUsageActions(app);
  addVariantColumns(app);
  addReadyMadeAction(app);
}
