import { asksForEsi, namesEsi } from './surrogate.js';

describe('Surrogate-Control', () => {
  it.each([
    ['content="ESI/1.0"', true],
    ['max-age=60, content="ESI/1.0"', true],
    ['no-store, content="ESI/0.8 Other/2"', true],
    ['content="Other/1.0 ESI/1.0";edge', true],
    ['content="ESI/1.1"', false],
    ['content="ESI/2.0"', false],
    ['content="ESI/1foo"', false],
    ['content=ESI/1.0', false],
    ['x-content="ESI/1.0"', false],
    ['max-age=60', false],
  ])('%s', (control, expected) => expect(namesEsi(control)).toBe(expected));

  it('counts only for HTML', () => {
    const control = { 'surrogate-control': 'content="ESI/1.0"' };
    const asks = (type: string) => asksForEsi(new Headers({ ...control, 'content-type': type }));
    expect(
      ['text/html', 'Text/HTML; charset=utf-8', 'text/plain', 'application/json', 'text/htmlx'].map(asks),
    ).toEqual([true, true, false, false, false]);
    expect(asksForEsi(new Headers({ 'content-type': 'text/html' }))).toBe(false);
    expect(asksForEsi(new Headers(control))).toBe(false);
  });
});
