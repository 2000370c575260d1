import { useEffect, useState } from 'react';
import { rateOf, type Sample, withSample } from './rate';

/** How fast a counter grows now, per second; `at`: when it was read, epoch ms. Null while that is not known. */
export function useRate(count: number | null | undefined, at: number | undefined): number | null {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    if (typeof count === 'number' && at !== undefined)
      setSamples((known) => withSample(known, { at, count }));
    else setSamples([]);
  }, [count, at]);
  return rateOf(samples);
}
