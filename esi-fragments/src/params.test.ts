import { validParams } from './params.js';

const slot = { params: ['category', 'brand'] };
const params = (query: string): Record<string, string> => validParams(slot, new URLSearchParams(query));

describe('validParams', () => {
  it("takes the slot's own parameters and nothing else", () => {
    expect(params('category=laptops&locale=en&utm_source=x&__proto__=y&brand=a-b_1')).toEqual({
      category: 'laptops',
      brand: 'a-b_1',
    });
  });

  it.each(['', 'a b', '<b>', 'é', 'a.b', 'x'.repeat(41), 'a\n'])('leaves out the value %j', (value) => {
    expect(validParams(slot, [['category', value]])).toEqual({});
  });

  it('takes the first well-formed value of a name', () => {
    expect(params('category=%3Cb%3E&category=laptops&category=phones')).toEqual({ category: 'laptops' });
  });
});
