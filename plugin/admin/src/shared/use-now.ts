import { useEffect, useState } from 'react';
import { useVisible } from './use-visible';

/** The time, epoch ms, again every so many ms while the page is visible. */
export function useNow(every: number): number {
  const visible = useVisible();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!visible) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [visible, every]);
  return now;
}
