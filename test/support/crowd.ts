import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, exchange, type Manner, opened, textOf } from './raw-http.js';

/** A request that deserves an answer, and whether one is right. */
export interface Ask {
  readonly what: 'page' | 'fragment' | 'beacon';
  readonly request: string;
  readonly isRight: (answer: Answer) => boolean;
}

/** A server under the crowd, and what is to be asked of it. */
export interface Host {
  readonly name: string;
  readonly port: number;
  readonly asks: readonly Ask[];
}

export interface Outcome {
  /** Good requests, by what was asked for. */
  readonly asked: Record<Ask['what'], number>;
  /** What was wrong with answers to them, and with those to bad ones. */
  readonly complaints: string[];
  aborted: number;
  refused: number;
}

/** Of a thousand connections, how many behave how. */
const MANNERS: readonly (readonly [Manner | 'abort' | 'malformed', number])[] = [
  ['brisk', 400],
  ['slow', 200],
  ['drowsy', 150],
  ['abort', 150],
  ['malformed', 100],
];
const THOUSAND = 1_000;
/** Requests on one brisk connection. */
const BRISK_ASKS = 5;
/** Within what a server has to say something to a malformed request, or to close. */
const REFUSAL_MS = 20_000;

const BROKEN_BEACON = '{"events": [{"type": "click"';
const MALFORMED: readonly string[] = [
  'no http at all\r\n\r\n',
  'GET / HTTP/7.0\r\nHost: shop.example\r\n\r\n',
  'GET /\u0000 HTTP/1.1\r\nHost: shop.example\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  `GET / HTTP/1.1\r\nHost: shop.example\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`,
  'POST /tessera/beacon HTTP/1.1\r\nHost: shop.example\r\nContent-Length: many\r\n\r\n',
  'POST /tessera/beacon HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST /tessera/beacon HTTP/1.1\r\nHost: shop.example\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  textOf('POST', '/tessera/beacon', { 'Content-Type': 'text/plain' }, BROKEN_BEACON),
  'GET /tessera/fragments/%zz/default HTTP/1.1\r\nHost: shop.example\r\n\r\n',
  'GET /tessera/slots/%00 HTTP/1.1\r\nHost: shop.example\r\n\r\n',
];

/** A thousand connections to each host, all open at the same time; `atOnce` is called when they are. */
export async function crowd(hosts: readonly Host[], atOnce: () => Promise<void>): Promise<Outcome> {
  const outcome: Outcome = {
    asked: { page: 0, fragment: 0, beacon: 0 },
    complaints: [],
    aborted: 0,
    refused: 0,
  };
  const guests = hosts.flatMap((host) =>
    MANNERS.flatMap(([manner, count]) =>
      Array.from({ length: count }, (_, i) => new Guest(host, manner, i, outcome)),
    ),
  );
  if (guests.length !== hosts.length * THOUSAND) throw new Error(`${guests.length} connections`);
  await Promise.all(guests.map((guest) => guest.comes()));
  await atOnce();
  await Promise.all(guests.map((guest) => guest.acts()));
  return outcome;
}

class Guest {
  #socket: Socket | null = null;

  constructor(
    private readonly host: Host,
    private readonly manner: (typeof MANNERS)[number][0],
    private readonly number: number,
    private readonly outcome: Outcome,
  ) {}

  async comes(): Promise<void> {
    this.#socket = await opened(this.host.port);
    // Whoever misbehaves is hung up on.
    this.#socket.on('error', () => undefined);
  }

  async acts(): Promise<void> {
    const socket = this.#socket;
    if (!socket) throw new Error('not here yet');
    if (this.manner === 'abort') await this.#abort(socket);
    else if (this.manner === 'malformed') await this.#offend(socket);
    else
      for (let i = 0; i < (this.manner === 'brisk' ? BRISK_ASKS : 1); i++)
        await this.#ask(socket, this.manner, this.number + i);
    socket.destroy();
  }

  async #ask(socket: Socket, manner: Manner, turn: number): Promise<void> {
    const { what, request, isRight } = this.#askOf(turn);
    this.outcome.asked[what] += 1;
    const answer = await exchange(socket, request, manner);
    if (answer && isRight(answer)) return;
    this.#complain(
      `${manner} ${what}`,
      answer ? `${answer.head}\n${answer.body.slice(0, 200)}` : 'no whole answer',
    );
  }

  /** Goes away at various points of a good request. */
  async #abort(socket: Socket): Promise<void> {
    const { request } = this.#askOf(this.number);
    this.outcome.aborted += 1;
    const stage = Math.floor(this.number / 2) % 5;
    if (stage === 1) socket.write(request.slice(0, 30), 'latin1');
    else if (stage === 2) socket.write(request.slice(0, -5), 'latin1');
    else if (stage > 2) socket.write(request, 'latin1');
    if (stage === 4) await Promise.race([new Promise((came) => socket.once('data', came)), sleep(1_000)]);
    else if (stage > 0) await sleep(this.number % 50);
    // By FIN and by RST.
    if (this.number % 2 === 0) socket.destroy();
    else socket.resetAndDestroy();
  }

  async #offend(socket: Socket): Promise<void> {
    const request = MALFORMED[this.number % MALFORMED.length] ?? '';
    const patience = new AbortController();
    const late = sleep(REFUSAL_MS, 'late' as const, { signal: patience.signal }).catch(() => 'late' as const);
    const answer = await Promise.race([exchange(socket, request), late]);
    patience.abort();
    if (answer === null || (answer !== 'late' && answer.status >= 400 && answer.status < 500))
      this.outcome.refused += 1;
    else
      this.#complain(
        `malformed ${JSON.stringify(request.slice(0, 60))}`,
        answer === 'late' ? 'neither answered nor closed' : answer.head,
      );
  }

  #askOf(turn: number): Ask {
    return this.host.asks[turn % this.host.asks.length] as Ask;
  }

  #complain(about: string, found: string): void {
    this.outcome.complaints.push(`${this.host.name}, ${about}: ${found}`);
  }
}
