import type { PanelApp } from '../app/side-panels';

export function addUsageActions(_app: PanelApp): void {}
