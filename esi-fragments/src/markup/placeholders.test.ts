import { splitPlaceholders } from './placeholders.js';

const unknown = { from: 'params', name: '' };

describe('splitPlaceholders', () => {
  it('leaves text without braces alone', () => {
    expect(splitPlaceholders('50 % off { now }')).toEqual(['50 % off { now }']);
  });

  it('finds parameters and traits, with or without spaces', () => {
    expect(splitPlaceholders('{{params.category}}: hi {{  traits.first_name }}!')).toEqual([
      { from: 'params', name: 'category' },
      ': hi ',
      { from: 'traits', name: 'first_name' },
      '!',
    ]);
  });

  it.each([
    '{{}}',
    '{{ x }}',
    '{{ params }}',
    '{{ params. }}',
    '{{ signals.x }}',
    '{{ params.a.b }}',
    '{{ <b> }}',
  ])('never shows %s', (text) => expect(splitPlaceholders(`a${text}b`)).toEqual(['a', unknown, 'b']));

  it('does not put a placeholder together from what stands around another', () => {
    expect(splitPlaceholders('{{{x}}{ params.category }}')).toEqual(['{', unknown, '{ params.category }}']);
  });

  it('keeps braces that are not closed', () => {
    expect(splitPlaceholders('{{ params.category')).toEqual(['{{ params.category']);
  });
});
