import { config, readSettings } from '.';

const env = { TESSERA_SERVER_URL: 'http://127.0.0.1:4000/', TESSERA_ADMIN_TOKEN: 'secret' };

it('takes servers from the environment where the configuration names none', () => {
  expect(readSettings({}, env)).toEqual({
    servers: [{ url: 'http://127.0.0.1:4000', token: 'secret' }],
    source: 'environment',
    timezone: 'UTC',
  });
  expect(readSettings(undefined, {})).toMatchObject({ servers: [], source: 'none' });
});

it('never mixes the environment’s token with a configured server', () => {
  const { servers, source } = readSettings({ servers: [{ url: 'https://fragments.example/base/' }] }, env);
  expect(source).toBe('config');
  expect(servers).toEqual([{ url: 'https://fragments.example/base', token: '' }]);
  expect(readSettings({ servers: [] }, env)).toMatchObject({ servers: [], source: 'none' });
});

it.each([
  [{ servers: 'x' }, 'servers is "x"; it must be a list'],
  [{ servers: ['x'] }, 'servers[0] is "(string)"'],
  [{ servers: [{}] }, 'servers[0].url is missing; it must be an http or https address'],
  [{ servers: [{ url: 'ftp://x' }] }, 'servers[0].url is "ftp://x"'],
  [{ servers: [{ url: 'http://u:p@x' }] }, 'servers[0].url is "http://u:p@x"'],
  [{ servers: [{ url: 'http://x', tokn: 'abc' }] }, 'servers[0].tokn is "(…)"; it must be left out'],
  [{ timezone: 'Mars/Base' }, 'timezone is "Mars/Base"; it must be an IANA time zone'],
  [{ server: [] }, 'server is []; it must be left out; allowed are servers and timezone'],
])('refuses %j', (given, message) => {
  expect(() => readSettings(given, {})).toThrow(message);
  expect(() => config.validator(given)).toThrow(message);
});

it('refuses a bad variable by its name, and never shows a token', () => {
  expect(() => readSettings({}, { TESSERA_SERVER_URL: 'fragments' })).toThrow(
    'TESSERA_SERVER_URL is "fragments"',
  );
  const bad = { url: 'http://x', token: 'se cret' };
  expect(() => readSettings({ servers: [bad] }, {})).toThrow(/^servers\[0\]\.token is "\(string\)"/);
  expect(() => readSettings({ servers: [bad] }, {})).not.toThrow(/cret/);
});
