/** A product page of about 20 KB whose words differ as those of real pages do, with something in three places. */
export function slotPage([top = '', middle = '', bottom = '']: readonly string[]): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Nimbus</title></head><body>
${top}<main>${middle}<ul>${PRODUCTS}</ul></main>${bottom}</body></html>`;
}

/** The slots of that page, as it includes them. */
export const SLOTS = ['page_directives', 'home_hero', 'product_banner'] as const;

export const include = (src: string): string => `<esi:include src="${src}" onerror="continue"/>`;

const NAMES = ['Aero', 'Slate', 'Forge', 'Nova', 'Pico', 'Lumen', 'Hush', 'Drift', 'Ember', 'Quill'];
const WORDS = ['light', 'quiet', 'matt', 'sturdy', 'slim', 'bright', 'warm', 'fast', 'soft', 'deep', 'calm'];

const product = (i: number): string => {
  const word = (step: number) => WORDS[(i * step + (i >> 2)) % WORDS.length];
  const name = `${NAMES[i % NAMES.length]} ${11 + ((i * 7) % 80)}`;
  const price = 90 + ((i * 7_919) % 2_400);
  return `<li id="p${(i * 2_654_435_761) % 1e9}"><a href="/p/${i}">${name}</a> <p>${word(3)}, ${word(5)} and ${word(7)}</p><span>€ ${price}</span></li>\n`;
};
const PRODUCTS = Array.from({ length: 170 }, (_, i) => product(i)).join('');
