import { useEffect, useState } from "preact/hooks";

/** Tenths of a second are shown. */
const tick = 100;

/** Simulated time as it goes by, in milliseconds since the epoch; stands still, and is `undefined`, without a clock. */
export function useNow(now: (() => number) | undefined): number | undefined {
  const [time, setTime] = useState(now);
  useEffect(() => {
    if (!now) return;
    setTime(now());
    const timer = setInterval(() => setTime(now()), tick);
    return () => clearInterval(timer);
  }, [now]);
  return now && time;
}
