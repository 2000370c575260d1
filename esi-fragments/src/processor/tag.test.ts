import { utf8 } from './bytes.js';
import { parseTag } from './tag.js';

const tag = (source: string) => parseTag(utf8(source), source);
const attributes = (source: string) => Object.fromEntries(tag(source)?.attributes ?? []);

describe('an ESI tag', () => {
  it('has a name, a form and attributes', () => {
    expect(tag('<esi:include src="/a" alt=\'/b\'/>')).toMatchObject({ name: 'include', form: 'empty' });
    expect(tag('<esi:remove>')).toMatchObject({ name: 'remove', form: 'open' });
    expect(tag('</esi:remove>')).toMatchObject({ name: 'remove', form: 'close' });
    expect(attributes('<esi:include src="/a" alt=\'/b\'/>')).toEqual({ src: '/a', alt: '/b' });
  });

  it('may be written over several lines, with spaces, unquoted, and with > in a value', () => {
    expect(attributes('<esi:include\n  src = "/a>b"\n  onerror=continue\n/>')).toEqual({
      src: '/a>b',
      onerror: 'continue',
    });
    expect(attributes('<esi:include src=/a/b/>')).toEqual({ src: '/a/b' });
  });

  it('has the entities of XML in its values resolved, and no others', () => {
    expect(attributes('<esi:include src="/a?b=1&amp;c=&#50;&copy=3&#x41;"/>')).toEqual({
      src: '/a?b=1&c=2&copy=3A',
    });
  });

  it('counts the first of two attributes with one name', () => {
    expect(attributes('<esi:include src="/a" src="/b"/>')).toEqual({ src: '/a' });
  });

  it.each(['<esi:include src="/a" oops/>', '<esi: include/>', '<esi:/>', '<esi:include src="a\'/>'])(
    'is not one when malformed: %s',
    (source) => expect(tag(source)).toBeUndefined(),
  );

  it('is read in linear time', () => {
    const started = performance.now();
    tag(`<esi:include ${'a '.repeat(8000)}/>`);
    tag(`<esi:include ${' '.repeat(16000)}=/>`);
    tag(`<esi:include src=${'"'.repeat(16001)}/>`);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
