import type { SettingsAnswer } from '../../../contracts/settings';
import { draftsOf, errorsOf, givenOf, isChanged, newDraft, type ServerDraft, tokenState } from './draft';

const STORED: SettingsAnswer = {
  source: 'stored',
  canSeal: true,
  servers: [
    { url: 'http://a', token: 'set' },
    { url: 'http://b', token: 'lost' },
  ],
};
const draft = (over: Partial<ServerDraft> = {}): ServerDraft => ({
  id: 0,
  url: 'http://a',
  token: '',
  saved: { url: 'http://a', token: 'set' },
  ...over,
});

it('only what is stored can be edited', () => {
  expect(draftsOf(STORED).map(({ url, token }) => [url, token])).toEqual([
    ['http://a', ''],
    ['http://b', ''],
  ]);
  expect(draftsOf({ ...STORED, source: 'config' })).toEqual([]);
});

it('knows whether something would change', () => {
  const drafts = draftsOf(STORED);
  const [first, second] = drafts;
  if (!first || !second) throw new Error('two are stored');
  expect(isChanged(drafts, STORED)).toBe(false);
  expect(isChanged([first, { ...second, token: 'x' }], STORED)).toBe(true);
  expect(isChanged([first, { ...second, url: 'http://c' }], STORED)).toBe(true);
  expect(isChanged([first], STORED)).toBe(true);
  expect(isChanged([second], STORED)).toBe(true);
  expect(isChanged([...drafts, newDraft(drafts)], STORED)).toBe(true);
});

it('finds what is wrong, and the later of two alike', () => {
  const drafts = [draft(), draft({ id: 1, url: ' http://a/ ' }), draft({ id: 2, url: 'a', token: 'b c' })];
  expect(drafts.map((one) => errorsOf(one, drafts))).toEqual([
    {},
    { url: 'twice' },
    { url: 'url', token: 'token' },
  ]);
  const empty = [draft({ url: '' }), draft({ id: 1, url: '' })];
  expect(errorsOf(draft({ id: 1, url: '' }), empty)).toEqual({ url: 'url' });
});

it('a stored token stays with its address', () => {
  expect(tokenState(draft())).toBe('kept');
  expect(tokenState(draft({ url: 'http://a/' }))).toBe('kept');
  expect(tokenState(draft({ url: 'http://evil' }))).toBe('left');
  expect(tokenState(draft({ url: 'http://evil', token: 'x' }))).toBe('typed');
  expect(tokenState(draft({ saved: { url: 'http://a', token: 'lost' } }))).toBe('lost');
  expect(tokenState(draft({ saved: null }))).toBe('none');
  expect(givenOf(draft({ url: ' http://a ' }))).toEqual({ url: 'http://a' });
  expect(givenOf(draft({ token: 'x' }))).toEqual({ url: 'http://a', token: 'x' });
});
