import { includeTag, includeTagForEsiVariables } from './include-tag.js';

describe('includeTag', () => {
  it('names the slot', () => {
    expect(includeTag('home_hero')).toBe('<esi:include src="/tessera/slots/home_hero" onerror="continue"/>');
  });

  it('adds locale and parameters, sorted', () => {
    expect(
      includeTag('product_banner', { locale: 'pt-BR', params: { category: 'laptops', brand: 'x' } }),
    ).toBe(
      '<esi:include src="/tessera/slots/product_banner?brand=x&category=laptops&locale=pt-BR" onerror="continue"/>',
    );
  });

  it.each([
    ['home"/><script>', {}, 'slot of an include is "home\\"/><script>"; allowed: /^[a-z]'],
    ['home_hero', { locale: 'en"' }, 'locale of an include is "en\\""; allowed: a language tag'],
    ['home_hero', { params: { 'a b': 'x' } }, 'params of an include is "a b"; allowed: a name of form'],
    ['home_hero', { params: { locale: 'x' } }, 'params of an include is "locale"; allowed: a name of form'],
    [
      'home_hero',
      { params: { category: '">' } },
      'params.category of an include is "\\">"; allowed: /^[\\w-]{1,40}$/',
    ],
  ])('refuses %j with %j', (slot, options, message) => {
    expect(() => includeTag(slot, options)).toThrow(RangeError);
    expect(() => includeTag(slot, options)).toThrow(message);
    expect(() => includeTagForEsiVariables(slot, options)).toThrow(message);
  });
});

describe('includeTagForEsiVariables', () => {
  it('puts the decision cookie into the address', () => {
    expect(includeTagForEsiVariables('home_hero')).toBe(
      `<esi:include src="/tessera/fragments/home_hero/$(HTTP_COOKIE{tsr_home_hero}|'default')" onerror="continue"/>`,
    );
  });

  it('adds locale and parameters', () => {
    expect(
      includeTagForEsiVariables('home_hero', { locale: 'en', params: { category: 'laptops' } }),
    ).toContain("'default')?category=laptops&locale=en\"");
  });
});
