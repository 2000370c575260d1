import type { PanelApp } from '../app/side-panels';

export function addVariantColumns(_app: PanelApp): void {}
