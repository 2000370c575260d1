/**
 * Who asked not to be followed is not: by the browser for every site (Global Privacy Control,
 * https://w3c.github.io/gpc/), or here (the cookie of POST /tessera/consent).
 */
export const refused = () =>
  navigator.globalPrivacyControl || /tessera_consent=[^;]*personalisation(=|%3D)0/.test(document.cookie);
