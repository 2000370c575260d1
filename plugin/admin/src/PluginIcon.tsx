/** Four stones of a mosaic, one of them laid apart: the visitor's own. */
export const PluginIcon = () => (
  <svg width="20" height="20" viewBox="0 0 20 20" fill="currentColor" aria-hidden="true">
    <rect x="2" y="2" width="7" height="7" rx="1.5" />
    <rect x="2" y="11" width="7" height="7" rx="1.5" />
    <rect x="11" y="11" width="7" height="7" rx="1.5" />
    <rect x="12" y="1.4" width="6" height="6" rx="1.5" transform="rotate(14 15 4.4)" />
  </svg>
);
