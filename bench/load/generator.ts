// A load generator in a process of its own: raw sockets, one request under way on each, answers told apart
// by their Content-Length. Far cheaper per request than an HTTP client, so that on two cores the server is
// what is measured. It is told what to do by one message and answers with one.
import { connect } from 'node:net';

export interface Load {
  readonly port: number;
  readonly connections: number;
  readonly milliseconds: number;
  /** Whole requests, latin1; sent in turn. */
  readonly requests: readonly string[];
  /** The number of the first request: later loads go on counting, or their events would be repeats. */
  readonly first?: number;
  /** Requests per second altogether; null for as many as it takes. */
  readonly rate: number | null;
}
export interface Answered {
  readonly answers: number;
  readonly seconds: number;
  /** Answers with another status than 200. */
  readonly others: number;
  /** Milliseconds of a sample of the answers; at a given rate, of all after the first second. */
  readonly latencies: readonly number[];
}

/** Ten digits that make each request's event ids its own: a repeated id would be less work for the server. */
const COUNTER = '0000000000';

/** How long a load at a given rate runs before it is measured: this process is slow while it is new. */
const SETTLE_MS = 1_000;

function run({ port, connections, milliseconds, requests, rate, first = 0 }: Load): Promise<Answered> {
  const templates = requests.map((text) => {
    const bytes = Buffer.from(text, 'latin1');
    const places: number[] = [];
    for (let at = bytes.indexOf(COUNTER); at >= 0; at = bytes.indexOf(COUNTER, at + 1)) places.push(at);
    return { bytes, places };
  });
  let sent = first;
  let answers = 0;
  let others = 0;
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + milliseconds;

  const next = (): Buffer => {
    const { bytes, places } = templates[sent % templates.length] as (typeof templates)[number];
    sent += 1;
    if (places.length === 0) return bytes;
    const own = Buffer.from(bytes);
    const digits = String(sent).padStart(COUNTER.length, '0');
    for (const [index, at] of places.entries()) own.write(`${index}${digits.slice(1)}`, at, 'latin1');
    return own;
  };

  const drive = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      let sentAt = 0;
      let expected = -1;
      let received = 0;
      const pauseMs = rate === null ? 0 : (connections / rate) * 1000;
      let due = start + Math.random() * pauseMs;
      const send = (): void => {
        const now = performance.now();
        if (now >= end) return void socket.end(resolve);
        if (rate !== null && now < due) return void setTimeout(send, due - now);
        // Latency counts from when a request was due, so that a stalled server can't hide behind us.
        sentAt = rate === null ? now : Math.max(due, now - 1_000);
        due += pauseMs;
        socket.write(next());
      };
      socket.on('connect', send);
      socket.on('data', (data) => {
        if (expected < 0) {
          const text = data.toString('latin1');
          const head = text.indexOf('\r\n\r\n');
          const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
          if (head < 0 || length === undefined)
            return void reject(new Error(`unexpected answer: ${text.slice(0, 200)}`));
          if (!text.startsWith('HTTP/1.1 200')) others += 1;
          expected = head + 4 + Number(length);
          received = 0;
        }
        received += data.length;
        if (received < expected) return;
        expected = -1;
        answers += 1;
        if (rate === null ? answers % 10 === 0 : sentAt >= start + SETTLE_MS)
          latencies.push(performance.now() - sentAt);
        send();
      });
      socket.on('error', reject);
    });

  return Promise.all(Array.from({ length: connections }, drive)).then(() => ({
    answers,
    others,
    latencies,
    seconds: (performance.now() - start) / 1000,
  }));
}

process.once('message', (load) => {
  run(load as Load).then(
    (answered) => process.send?.(answered, () => process.exit(0)),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
