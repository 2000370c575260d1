/** A three-event beacon as the tag sends it; `0000000000` becomes each request's own number. */
export function beaconRequest(visitor: string): string {
  const page = {
    url: 'https://shop.example/p/aero-13',
    path: '/p/aero-13',
    type: 'product',
    category: 'laptops',
  };
  const body = JSON.stringify({
    events: [
      {
        id: '0000000000a',
        type: 'scroll',
        age: 900,
        page,
        props: { depth: 72, velocity: 310, half_ms: 4200 },
      },
      { id: '0000000000b', type: 'dwell', age: 400, page, props: { ms: 1000 } },
      { id: '0000000000c', type: 'focus', age: 10, page, props: { element: 'price', ms: 500 } },
    ],
    context: {
      device: { type: 'desktop', screen: { width: 1440, height: 900 } },
      network: { type: '4g' },
      locale: 'en-GB',
    },
    slots: ['product_banner', 'page_directives'],
    seq: 12,
  });
  return `POST /tessera/beacon HTTP/1.1\r\nHost: shop.example\r\nCookie: tessera_id=${visitor}\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
