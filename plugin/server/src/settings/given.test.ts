import { LIMITS } from '../../../contracts/settings';
import { readGiven } from './given';
import { readPurges } from './purges';

it('takes servers as config/plugins does; a missing token is not an empty one', () => {
  expect(readGiven({ servers: [{ url: 'http://a/' }, { url: 'https://b/x/', token: null }] })).toEqual([
    { url: 'http://a' },
    { url: 'https://b/x', token: '' },
  ]);
  expect(readGiven({ servers: [] })).toEqual([]);
});

it('names every wrong field, its value and what is allowed, and no token', () => {
  const servers = [
    { url: 'ftp://a' },
    { url: 'http://b', token: 'with space' },
    { url: 'http://c', tokn: 'x' },
    'http://d',
    { url: 'http://ok' },
    { url: 'http://ok/' },
    { url: `http://${'x'.repeat(LIMITS.url)}` },
    { url: 'http://e', token: 'x'.repeat(LIMITS.token + 1) },
  ];
  const given = readGiven({ servers });
  const errors = 'errors' in given ? given.errors : [];
  expect(errors.map(({ path }) => path.join('.'))).toEqual([
    'servers.0.url',
    'servers.1.token',
    'servers.2.tokn',
    'servers.3',
    'servers.5.url',
    'servers.6.url',
    'servers.7.token',
  ]);
  expect(errors[0]?.message).toMatch(
    /^servers\[0\]\.url is "ftp:\/\/a"; it must be an http or https address/,
  );
  expect(errors[4]?.message).toContain('it must be different from the others');
  expect(JSON.stringify(errors)).not.toContain('with space');
});

it.each([[null], [{}], [{ servers: {} }], [{ servers: Array(LIMITS.servers + 1).fill({}) }]])(
  'refuses %j as a whole',
  (body) => {
    expect(readGiven(body)).toMatchObject({ errors: [{ path: ['servers'] }] });
  },
);

it('reads purge targets of any server, and does without what it does not say', () => {
  expect(readPurges({ catalog: {} })).toEqual([]);
  expect(readPurges([])).toBeNull();
  expect(readPurges({ catalog: {}, purge: [{ target: 'varnish:http://c', waiting: 'x' }, 7, {}] })).toEqual([
    {
      target: 'varnish:http://c',
      waiting: 0,
      lastPurgeAt: null,
      lastError: null,
      nextTryAt: null,
      done: 0,
      failed: 0,
    },
  ]);
});
