import { etagOf } from './etag.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('etagOf', () => {
  it('is strong, and the same for the same bytes', () => {
    expect(etagOf(bytes('<div>a</div>'))).toMatch(/^"[0-9a-f]{16}-c"$/);
    expect(etagOf(bytes('<div>a</div>'))).toBe(etagOf(bytes('<div>a</div>')));
  });

  it('never changes between versions or machines', () => {
    expect([etagOf(bytes('')), etagOf(bytes('tessera'))]).toMatchInlineSnapshot(`
     [
       ""488bdcb81aee8d83-0"",
       ""ac0ad755a38d3f4c-7"",
     ]
    `);
  });

  it('differs for every small change', () => {
    const tags = new Set<string>();
    for (let number = 0; number < 50_000; number += 1) tags.add(etagOf(bytes(`<div>${number}</div>`)));
    tags
      .add(etagOf(bytes('ab')))
      .add(etagOf(bytes('ba')))
      .add(etagOf(bytes('\0')))
      .add(etagOf(bytes('\0\0')));
    expect(tags.size).toBe(50_004);
  });
});
