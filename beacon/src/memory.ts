import { safely } from './view.js';

/**
 * Small values kept for this tab's session, or only for this page where storage is forbidden. Nothing about the
 * visitor is kept here: only how many clicks deep the session is (`tsr_clicks`), and which variant is the
 * fallback of a slot (`tsr_{slot}`).
 */
export let memory: Record<string, string | number | undefined> = {};

safely(() => {
  memory = sessionStorage;
})();
