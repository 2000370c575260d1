/** What no HTML text needs and some parsers drop or replace: control characters but tab, LF and CR. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const reference = (character: string): string => REFERENCES[character] ?? character;

/**
 * Text as it may stand between tags. Every `<` becomes a reference, so neither a tag nor an ESI
 * instruction (`<esi:…`, `<!--esi`) can begin in it, whatever stands before or after.
 */
export const escapeText = (text: string): string => text.replace(CONTROLS, '').replace(/[&<>]/g, reference);

/** Text as it may stand inside a quoted attribute. `<` is a reference there too, for ESI processors' sake. */
export const escapeAttribute = (text: string): string =>
  text.replace(CONTROLS, '').replace(/[&<>"']/g, reference);
