import { useEffect, useState } from 'react';

/** `value` once it has not changed for `ms`: what somebody is typing is asked about once, not per key. */
export function useSettled<Value>(value: Value, ms = 300): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
