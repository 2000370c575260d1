import { contextOfFields, REQUEST_FIELDS, requestField } from './request-context.js';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
const TABLET =
  'Mozilla/5.0 (Linux; Android 14; SM-X700) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
const WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0';

function told(headers: Record<string, string>, page?: string, geo?: { country?: string; region?: string }) {
  const header = (name: string) => headers[name];
  const request = { header, page: page === undefined ? undefined : new URL(page), geo };
  return Object.fromEntries(
    REQUEST_FIELDS.flatMap((field) => {
      const value = requestField(request, field);
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

it.each([
  [{ 'user-agent': IPHONE }, 'mobile', 'iOS', 'Safari'],
  [{ 'user-agent': TABLET }, 'tablet', 'Android', 'Chrome'],
  [{ 'user-agent': WINDOWS }, 'desktop', 'Windows', 'Microsoft Edge'],
  [
    { 'user-agent': WINDOWS, 'sec-ch-ua-mobile': '?1', 'sec-ch-ua-platform': '"Android"' },
    'mobile',
    'Android',
    'Microsoft Edge',
  ],
  [{ 'user-agent': 'curl/8.0' }, undefined, undefined, undefined],
  [{ 'user-agent': `x${'y'.repeat(5000)}` }, undefined, undefined, undefined],
  [{}, undefined, undefined, undefined],
  [{ 'sec-ch-ua-mobile': '?0' }, 'desktop', undefined, undefined],
])('the device, by hints and the name of the browser: %j', (headers, type, os, browser) => {
  const fields = told(headers as Record<string, string>);
  const { 'device.type': t, 'device.os': o, 'device.browser': b } = fields;
  expect([t, o, type === undefined && b !== undefined ? undefined : b]).toEqual([type, os, browser]);
});

it('network, language, place and campaign', () => {
  const headers = { ect: '3g', 'save-data': 'on', 'accept-language': 'de-AT, en;q=0.5' };
  const page = 'https://shop.example/?utm_source=news&utm_campaign=spring&utm_medium=&x=1';
  expect(told(headers, page, { country: 'AT' })).toEqual({
    'network.type': '3g',
    'network.save_data': 'true',
    locale: 'de-AT',
    'geo.country': 'AT',
    'campaign.source': 'news',
    'campaign.name': 'spring',
  });
});

it('fields make a context; what can’t be understood is left out', () => {
  expect(
    contextOfFields([
      ['device.type', 'mobile'],
      ['device.os', 'iOS'],
      ['network.save_data', 'true'],
      ['network.type', 'x'],
      ['locale', 'de'],
      ['geo.country', 'Austria'],
      ['campaign.name', undefined],
    ]),
  ).toMatchObject({ device: { type: 'mobile', os: 'iOS' }, network: { save_data: true }, locale: 'de' });
  expect(contextOfFields([['network.type', 'x']]).network?.type).toBeUndefined();
});
