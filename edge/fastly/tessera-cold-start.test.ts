import { REQUEST_FIELDS, requestField } from '@tessera/model';
import { type Ask, ourVcl, Passage } from './testing/service.js';

const cached = { 'content-type': 'text/html', 'cache-control': 'public, max-age=0, s-maxage=60' };

const ask = (url: string, more: Partial<Ask> = {}, vcl = ourVcl()) => new Passage(vcl, { url, ...more });

describe('a visitor without a cookie', () => {
  const agents = [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0',
    'Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'curl/8.5.0',
  ];

  it.each(agents)('tells what the other edges are told: %s', (agent) => {
    const headers = {
      'user-agent': agent,
      'save-data': 'on',
      'accept-language': 'de-AT,en;q=0.5',
      ect: '3g',
    };
    const page = '/?utm_campaign=spring%20%26co&utm_source=x';
    const cold = ask('/tessera/slots/hero', { headers, include: true, page, country: 'AT' });
    const request = {
      header: (name: string) => (headers as Record<string, string>)[name],
      page: new URL(page, 'https://a.example'),
      geo: { country: 'AT' },
    };
    const told = REQUEST_FIELDS.flatMap((field) => {
      const value = requestField(request, field);
      return value ? [`context.${field}=${encodeURIComponent(value)}`] : [];
    });
    expect(cold.world.headers.req?.['tessera-tells']?.split('&').filter(Boolean).sort()).toEqual(told.sort());
  });

  it('is decided by the fields that the server names, and by nothing else', () => {
    const cold = ask('/tessera/slots/hero?locale=en', {
      headers: { 'user-agent': agents[0] ?? '', ect: '3g' },
    });
    expect(cold.way).toBe('lookup /tessera/fragments/hero/default?locale=en');
    expect(cold.delivered({ ...cached, 'tessera-depends': 'device.type, geo.country' })).toEqual({
      kind: 'restart',
    });
    expect(cold.again()).toEqual({ kind: 'return', name: 'lookup' });
    expect(cold.key).toBe('/tessera/fragments/hero/default?locale=en&context.device.type=mobile');
    expect(cold.delivered({ ...cached, 'tessera-depends': 'device.type' }).kind).toBe('return');
    expect(cold.world.headers.resp?.['tessera-depends']).toBeUndefined();
  });

  it('is shown the server’s default where nothing that it depends on is told, or Fastly restarts no more', () => {
    const cold = ask('/tessera/slots/hero', { headers: { 'user-agent': agents[0] ?? '' } });
    expect(cold.delivered({ ...cached, 'tessera-depends': 'geo.country' }).kind).toBe('return');
    cold.world.variables['req.restarts'] = 3;
    expect(cold.delivered({ ...cached, 'tessera-depends': 'device.type' }).kind).toBe('return');
  });

  it('can’t say by an address what the edge says of them', () => {
    const path = '/tessera/fragments/hero/default?context.device.type=tablet&locale=en';
    expect(ask(path).way).toBe('lookup /tessera/fragments/hero/default?locale=en');
    expect(ask(path, { shield: true }).way).toBe(`lookup ${path}`);
  });

  it('is told of to the server where a slot is personal', () => {
    const own = (headers: Record<string, string>) =>
      ask('/tessera/slots/cart', { headers: { 'save-data': 'on', ...headers } }, ourVcl(['cart'])).way;
    expect(own({})).toBe('pass /tessera/slots/cart?context.network.save_data=true');
    expect(own({ cookie: 'tessera_id=me' })).toBe('pass /tessera/slots/cart');
  });
});
