import type { Piece } from './pieces.js';
import { urlPieces, WEB_SCHEMES } from './url.js';

const shown = (pieces: Piece[] | null): string | null =>
  pieces?.map((piece) => (typeof piece === 'string' ? piece : `[${piece.name}]`)).join('') ?? null;

describe('urlPieces', () => {
  it.each([
    ['/cart', '/cart'],
    ['cart', 'cart'],
    ['?a=1&b=2', '?a=1&amp;b=2'],
    ['#top', '#top'],
    ['//cdn.example/x', '//cdn.example/x'],
    ['https://shop.example/a:b', 'https://shop.example/a:b'],
    ['HTTP://shop.example', 'HTTP://shop.example'],
    ['mailto:a@b.example', 'mailto:a@b.example'],
    ['tel:+34600000000', 'tel:+34600000000'],
    [' /cart\n', '/cart'],
    ['/c/{{ params.category }}?x={{params.x}}', '/c/[category]?x=[x]'],
    ['https://shop.example/{{ params.category }}', 'https://shop.example/[category]'],
    ['{{ params.category }}', '[category]'],
    ['/{{ params.category }}', '/[category]'],
    ['/{{ params.category }}?next=/a', '/[category]?next=/a'],
  ])('links to %j', (address, expected) => expect(shown(urlPieces(address))).toBe(expected));

  it.each([
    '',
    '   ',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'blob:https://shop.example/1',
    'file:///etc/passwd',
    'javascript&colon;alert(1):x',
    '{{ params.scheme }}:alert(1)',
    '{{ params.scheme }}javascript:alert(1)',
    'java{{ params.x }}script:alert(1)',
    'java{{ nothing }}script:alert(1)',
    'javascript{{ params.x }}:alert(1)',
    'https{{ params.x }}://a.example',
    'https://{{ params.host }}',
    'https://{{ params.host }}/x',
    'https:{{ params.host }}/x',
    'https:\\\\{{ params.host }}',
    'https://shop.example{{ params.host }}/x',
    '//{{ params.host }}/x',
    '/\\{{ params.host }}',
  ])('does not link to %j', (address) => expect(urlPieces(address)).toBeNull());

  it('keeps a path a path when a placeholder shows nothing', () => {
    expect(shown(urlPieces('/{{ params.a }}/evil.example'))).toBe('/./[a]/evil.example');
    expect(shown(urlPieces('{{ params.a }}//evil.example'))).toBe('./[a]//evil.example');
    expect(shown(urlPieces('/{{ params.a }}{{ nothing }}/evil.example'))).toBe('/./[a][]/evil.example');
    expect(shown(urlPieces('/{{ params.a }}\\evil.example'))).toBe('/./[a]\\evil.example');
  });

  it('takes other schemes for pictures', () => {
    expect(urlPieces('tel:1', WEB_SCHEMES)).toBeNull();
    expect(urlPieces('//cdn.example/a.png', WEB_SCHEMES)).toEqual(['//cdn.example/a.png']);
  });
});
