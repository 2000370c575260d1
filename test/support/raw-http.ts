import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

// HTTP by hand: what no client library does, such as a head sent byte by byte.

export interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** How a connection is used. `slow`: sends byte by byte; `drowsy`: reads a little at a time. */
export type Manner = 'brisk' | 'slow' | 'drowsy';

const BYTE_MS = 10;
const SIP_MS = 10;
const SIP_BYTES = 8_192;

export function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.setNoDelay(true);
    socket.once('error', reject);
  });
}

export function textOf(method: string, path: string, headers: Record<string, string>, body = ''): string {
  const length = method === 'POST' ? { 'Content-Length': String(Buffer.byteLength(body)) } : {};
  const lines = Object.entries({ Host: 'shop.example', ...headers, ...length });
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

/** Sends a request and waits for the whole answer; null if the connection ends before that. */
export async function exchange(
  socket: Socket,
  request: string,
  manner: Manner = 'brisk',
): Promise<Answer | null> {
  const answer = received(socket, manner);
  if (manner === 'slow') {
    for (const byte of request) {
      if (socket.destroyed) break;
      socket.write(byte, 'latin1');
      await sleep(BYTE_MS);
    }
  } else socket.write(request, 'latin1');
  return answer;
}

function received(socket: Socket, manner: Manner): Promise<Answer | null> {
  return new Promise((resolve) => {
    let text = '';
    let sip: NodeJS.Timeout | undefined;
    const finish = (answer: Answer | null): void => {
      clearInterval(sip);
      for (const [event, listener] of Object.entries(listeners)) socket.off(event, listener);
      resolve(answer);
    };
    const take = (data: Buffer | null): void => {
      if (data === null) return;
      text += data.toString('latin1');
      const answer = parsed(text);
      if (answer) finish(answer);
    };
    const gone = (): void => finish(null);
    const listeners: Record<string, (data: Buffer) => void> = { close: gone, error: gone };
    if (manner === 'drowsy') {
      // In this mode no more is taken from the system than is read here, and the sender has to wait.
      socket.pause();
      sip = setInterval(() => take(socket.read(SIP_BYTES) ?? socket.read()), SIP_MS);
      listeners.readable = () => undefined;
    } else listeners.data = take;
    for (const [event, listener] of Object.entries(listeners)) socket.on(event, listener);
  });
}

/** The answer, if this is a whole one. */
function parsed(text: string): Answer | null {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = text.slice(0, end);
  const answer = (body: string): Answer => ({ status: Number(head.slice(9, 12)), head, body });
  const rest = text.slice(end + 4);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) return rest.length < Number(length) ? null : answer(rest);
  if (!/\r\ntransfer-encoding: chunked/i.test(head)) return null;
  if (!rest.endsWith('0\r\n\r\n')) return null;
  let body = '';
  for (let at = 0; ; ) {
    const line = rest.indexOf('\r\n', at);
    const bytes = line < 0 ? Number.NaN : Number.parseInt(rest.slice(at, line), 16);
    if (Number.isNaN(bytes)) return null;
    if (bytes === 0) return answer(body);
    body += rest.slice(line + 2, line + 2 + bytes);
    at = line + 2 + bytes + 2;
  }
}
