import type { Bench } from './lib/result.js';
export const actToPixels: Bench = { names: [], run: async () => [] };
