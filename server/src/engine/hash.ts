/**
 * A 53-bit hash of a text (cyrb53 by bryc, public domain, https://github.com/bryc/code/blob/master/jshash).
 * Not for secrets. Two given texts share a hash once in 9·10¹⁵.
 */
export function hash53(text: string, seed = 0): number {
  let h1 = 0xdeadbeef ^ seed;
  let h2 = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    h1 = Math.imul(h1 ^ code, 2654435761);
    h2 = Math.imul(h2 ^ code, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return 4294967296 * (2097151 & h2) + (h1 >>> 0);
}

/** 32 bits of it: names of signals and segments in stored profiles. */
export const hash32 = (text: string): number => hash53(text) >>> 0;

/** 40 bits of it, which take five bytes: ids of events. Two given ids share one once in 10¹². */
export function hash40(text: string): number {
  const hash = hash53(text);
  // What is left of a division by 2⁴⁰; the operator for it takes longer than the hash.
  return hash - Math.floor(hash / 1099511627776) * 1099511627776;
}
