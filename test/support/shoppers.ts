import { randomUUID } from 'node:crypto';

/** Somebody at the shop without a browser: sends beacons as the tag does, and keeps the cookie. */
export class Shopper {
  #cookie = '';
  readonly #server: string;

  constructor(server: string) {
    this.#server = server;
  }

  async does(
    ...events: readonly { readonly type: string; readonly page?: object; readonly props?: object }[]
  ) {
    const response = await fetch(`${this.#server}/tessera/beacon`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(this.#cookie ? { Cookie: this.#cookie } : {}) },
      body: JSON.stringify({
        events: events.map((event) => ({ id: randomUUID(), age: 0, ...event })),
        context: { locale: 'en' },
        slots: ['home_hero'],
      }),
    });
    if (!response.ok) throw new Error(`a beacon was answered ${response.status}`);
    const given = response.headers.getSetCookie().find((line) => line.startsWith('tessera_id='));
    if (given) this.#cookie = given.split(';', 1)[0] as string;
    return (await response.json()) as { decisions: Record<string, { variant: string }> };
  }

  /** Looks at a product of the shop. */
  looksAt(path: string) {
    return this.does({ type: 'page_view', page: { path, type: 'product', category: 'laptops' } });
  }
}
