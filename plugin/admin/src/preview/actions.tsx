import type { PanelApp } from '../app/side-panels';

export function addPreviewActions(_app: PanelApp): void {}
