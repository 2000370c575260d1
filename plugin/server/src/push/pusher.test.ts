import { createPusher, type Outcome } from './pusher';

const SERVER = { url: 'http://fragments', token: 't' };
const OTHER = { url: 'http://others', token: 't' };
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const done: Outcome = { ok: true, version: 'v#1' };
const away: Outcome = { ok: false, retry: true, detail: 'connect ECONNREFUSED' };

/** A server that answers one outcome after another, the last one for ever. */
function server(...outcomes: Outcome[]) {
  const told: number[] = [];
  return {
    told,
    tell: async () => {
      told.push(Date.now());
      await wait(5);
      return outcomes[Math.min(told.length, outcomes.length) - 1] ?? done;
    },
  };
}

it('gathers many changes into one request, and knows how it went', async () => {
  const { told, tell } = server(done);
  const pusher = createPusher({ servers: async () => [SERVER], tell, gatherMs: 20 });
  expect(pusher.result(SERVER.url)).toEqual({ kind: 'none' });
  for (let change = 0; change < 50; change += 1) pusher.request();
  await wait(60);
  expect(told).toHaveLength(1);
  expect(pusher.result(SERVER.url)).toEqual({ kind: 'done', at: expect.any(String), version: 'v#1' });
  pusher.stop();
});

it('tries again with growing pauses while the server is away, then gives up and says so', async () => {
  const { told, tell } = server(away);
  const results: unknown[] = [];
  const pusher = createPusher({
    servers: async () => [SERVER],
    tell,
    gatherMs: 1,
    retryMs: [20, 40],
    onResult: (_, result) => results.push(result),
  });
  pusher.request();
  await wait(25);
  expect(pusher.result(SERVER.url)).toMatchObject({ kind: 'waiting', attempt: expect.any(Number) });
  await wait(120);
  expect(told).toHaveLength(3);
  expect(results).toEqual([
    { kind: 'failed', at: expect.any(String), attempts: 3, detail: 'connect ECONNREFUSED' },
  ]);
  pusher.stop();
});

it('does not repeat what cannot help', async () => {
  const { told, tell } = server({ ok: false, retry: false, detail: '401' });
  const pusher = createPusher({ servers: async () => [SERVER], tell, gatherMs: 1, retryMs: [5, 5] });
  pusher.request();
  await wait(40);
  expect(told).toHaveLength(1);
  expect(pusher.result(SERVER.url)).toMatchObject({ kind: 'failed', attempts: 1 });
  pusher.stop();
});

it('a change during a request is told afterwards; during a pause at once', async () => {
  const { told, tell } = server(away, done);
  const pusher = createPusher({ servers: async () => [SERVER], tell, gatherMs: 1, retryMs: [10_000] });
  pusher.request();
  await wait(30);
  expect(told).toHaveLength(1);
  pusher.request();
  await wait(30);
  expect(told).toHaveLength(2);
  expect(pusher.result(SERVER.url).kind).toBe('done');
  pusher.stop();
});

it('one server that is away does not hold up another', async () => {
  const pusher = createPusher({
    servers: async () => [SERVER, OTHER],
    tell: async ({ url }) => (url === SERVER.url ? new Promise<Outcome>(() => {}) : done),
    gatherMs: 1,
  });
  pusher.request();
  await wait(20);
  expect(pusher.result(OTHER.url).kind).toBe('done');
  expect(pusher.result(SERVER.url).kind).toBe('waiting');
  pusher.stop();
});

it('after a stop nothing is told any more', async () => {
  const { told, tell } = server(away);
  const pusher = createPusher({ servers: async () => [SERVER], tell, gatherMs: 1, retryMs: [10] });
  pusher.request();
  await wait(5);
  pusher.stop();
  pusher.request();
  await wait(40);
  expect(told.length).toBeLessThanOrEqual(1);
});
