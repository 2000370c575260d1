import { judge, useOf } from './freshness.js';

const defaults = { staleWhileRevalidateS: 10, staleIfErrorS: 100 };
const NOW = 1_700_000_000_000;
const judged = (headers: Record<string, string>, status = 200) =>
  judge(status, new Headers(headers), NOW, defaults);
/** Lifetime, stale while revalidating, stale if error, in seconds; or why it is not kept. */
const windows = (headers: Record<string, string>, status = 200) => {
  const verdict = judged(headers, status);
  if (!verdict.store) return verdict.reason;
  const { lifetimeMs, whileRevalidateMs, ifErrorMs } = verdict.freshness;
  return [lifetimeMs / 1000, whileRevalidateMs / 1000, ifErrorMs / 1000];
};

describe('how long an answer may be used', () => {
  it.each([
    [{ 'cache-control': 'max-age=60' }, [60, 10, 100]],
    [{ 'cache-control': 'public, max-age=0, s-maxage=60' }, [60, 10, 100]],
    [{ 'cache-control': 'S-MaxAge=60, Max-Age=1' }, [60, 10, 100]],
    [{ 'cache-control': 's-maxage="60"' }, [60, 10, 100]],
    [{ 'cache-control': 'max-age=60, stale-while-revalidate=5, stale-if-error=7' }, [60, 5, 7]],
    [{ 'cache-control': 'max-age=60, must-revalidate' }, [60, 0, 0]],
    [{ 'cache-control': 'max-age=1', 'cdn-cache-control': 'max-age=60' }, [60, 10, 100]],
    [{ 'cache-control': 'max-age=1', 'surrogate-control': 'max-age=60+5, content="ESI/1.0"' }, [60, 5, 100]],
    [{ 'cache-control': 'max-age=1', 'surrogate-control': 'content="ESI/1.0"' }, [1, 10, 100]],
    [
      { 'cdn-cache-control': 'max-age=2', 'surrogate-control': 'max-age=3', 'cache-control': 'max-age=4' },
      [2, 10, 100],
    ],
    [{ expires: new Date(NOW + 60_000).toUTCString(), date: new Date(NOW).toUTCString() }, [60, 10, 100]],
    [{ expires: '0', date: new Date(NOW).toUTCString() }, 'no-lifetime'],
    [{ 'cache-control': 'no-cache', etag: '"1"' }, [0, 0, 0]],
    [{ 'cache-control': 'max-age=0', etag: '"1"' }, [0, 0, 100]],
    [{ 'cache-control': 'max-age=0' }, 'no-lifetime'],
    [{ 'cache-control': 'max-age=-1' }, 'no-lifetime'],
    [{ 'cache-control': 'max-age=abc' }, 'no-lifetime'],
    [{ etag: '"1"', 'last-modified': new Date(0).toUTCString() }, 'no-lifetime'],
    [{}, 'no-lifetime'],
    [{ 'cache-control': 'max-age=60, private' }, 'forbidden'],
    [{ 'cache-control': 'PRIVATE="set-cookie", max-age=60' }, 'forbidden'],
    [{ 'cache-control': 'max-age=60', 'cdn-cache-control': 'No-Store' }, 'forbidden'],
    [{ 'cache-control': 'no-store', 'cdn-cache-control': 'max-age=60' }, 'forbidden'],
    [{ 'cache-control': 'max-age=60', 'surrogate-control': 'no-store, content="ESI/1.0"' }, 'forbidden'],
    [{ 'cache-control': 'public, max-age=60', 'set-cookie': 'a=1' }, 'set-cookie'],
    [{ 'cache-control': 'max-age=60', vary: 'Accept, *' }, 'vary'],
  ])('%j', (headers, expected) => {
    expect(windows(headers as unknown as Record<string, string>)).toEqual(expected);
  });

  it('depends on the status', () => {
    const control = { 'cache-control': 'max-age=60' };
    const kept = [200, 203, 301, 308, 404, 410].map((status) => judged(control, status).store);
    const not = [206, 304, 500, 502, 503, 504, 429, 599].map((status) => judged(control, status).store);
    expect([...new Set(kept), ...new Set(not)]).toEqual([true, false]);
  });

  it('counts the age it came with', () => {
    const verdict = judged({ 'cache-control': 'max-age=60, stale-while-revalidate=10', age: '50' });
    if (!verdict.store) throw new Error(verdict.reason);
    const uses = [0, 9, 10, 19, 20, 109, 110].map((s) => useOf(verdict.freshness, NOW + s * 1000));
    expect(uses).toEqual([
      'fresh',
      'fresh',
      'while-revalidate',
      'while-revalidate',
      'if-error',
      'if-error',
      'none',
    ]);
  });
});
