// Asks for pages from a process of its own: raw sockets, one request under way on each. Unlike load/generator.ts it
// reads chunked answers too, as Varnish stitches them, and checks the status and the length of each one.
import { connect } from 'node:net';
import type { PageAnswers, PageLoad } from '../lib/page-load.js';

const END_OF_HEAD = '\r\n\r\n';
const LAST_CHUNK = '0\r\n\r\n';

/** An answer as it comes in, in pieces of any size. */
class Answer {
  readonly #pieces: Buffer[] = [];
  #received = 0;
  /** Of the whole answer, where it says its length. */
  #whole: number | null = null;

  /** Bytes of the body with the last piece; null while there is more to come. */
  add(piece: Buffer): number | null {
    this.#pieces.push(piece);
    this.#received += piece.length;
    if (this.#pieces.length === 1) this.#whole = wholeOf(piece);
    // Looking at everything only when this can be the end spares most of the work.
    const last = this.#whole === null ? endsChunked(piece) : this.#received >= this.#whole;
    return last ? bodyBytes(Buffer.concat(this.#pieces)) : null;
  }

  get ok(): boolean {
    return this.#pieces[0]?.toString('latin1', 0, 12) === 'HTTP/1.1 200';
  }
}

function wholeOf(piece: Buffer): number | null {
  const head = piece.indexOf(END_OF_HEAD);
  const length = /\r\ncontent-length: (\d+)/i.exec(piece.toString('latin1', 0, head))?.[1];
  return length === undefined ? null : head + END_OF_HEAD.length + Number(length);
}

const endsChunked = (piece: Buffer): boolean =>
  piece.length < LAST_CHUNK.length ||
  piece.toString('latin1', piece.length - LAST_CHUNK.length) === LAST_CHUNK;

function bodyBytes(answer: Buffer): number | null {
  const body = answer.indexOf(END_OF_HEAD) + END_OF_HEAD.length;
  if (wholeOf(answer) !== null) return answer.length - body;
  let bytes = 0;
  for (let at = body; ; ) {
    const line = answer.indexOf('\r\n', at);
    const chunk = line < 0 ? Number.NaN : Number.parseInt(answer.toString('latin1', at, line), 16);
    if (Number.isNaN(chunk)) return null;
    if (chunk === 0) return bytes;
    bytes += chunk;
    at = line + 2 + chunk + 2;
  }
}

async function run({ port, connections, milliseconds, pages }: PageLoad): Promise<PageAnswers> {
  let sent = 0;
  let answers = 0;
  let wrong = 0;
  const start = performance.now();
  const used = process.cpuUsage();

  const drive = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      let expected = 0;
      let answer = new Answer();
      const send = (): void => {
        if (performance.now() - start >= milliseconds) return void socket.end(resolve);
        const page = pages[sent++ % pages.length] as PageLoad['pages'][number];
        expected = page.bytes;
        socket.write(page.request, 'latin1');
      };
      socket.on('connect', send);
      socket.on('data', (data) => {
        const bytes = answer.add(data);
        if (bytes === null) return;
        answers += 1;
        if (bytes !== expected || !answer.ok) wrong += 1;
        answer = new Answer();
        send();
      });
      socket.on('error', reject);
    });

  await Promise.all(Array.from({ length: connections }, drive));
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(used);
  return { answers, wrong, seconds, busy: (user + system) / 1e6 / seconds };
}

process.once('message', (load) => {
  run(load as PageLoad).then(
    (answered) => process.send?.(answered, () => process.exit(0)),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
