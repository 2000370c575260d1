/** Other tags whose events are understood, by the name their address and their mappings call them. */
export const TAGS = ['segment', 'mixpanel', 'snowplow'] as const;
export type Tag = (typeof TAGS)[number];
