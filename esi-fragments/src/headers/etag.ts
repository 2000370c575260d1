/**
 * A strong ETag of some bytes: 64 bits of a multiplicative hash (cyrb53's two lanes, both kept whole) and
 * the length. Not a cryptographic hash, because WebCrypto's are asynchronous, an ETag is needed in the
 * middle of an answer, and it guards nothing: both sides of the comparison are our own bytes. Two lanes of
 * 32 bits, because that is what engines multiply fast; one lane alone would collide within some 65,000
 * fragments.
 */
export function etagOf(bytes: Uint8Array): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (const byte of bytes) {
    a = Math.imul(a ^ byte, 2654435761);
    b = Math.imul(b ^ byte, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return `"${hex(b)}${hex(a)}-${bytes.length.toString(36)}"`;
}

const hex = (lane: number): string => (lane >>> 0).toString(16).padStart(8, '0');
