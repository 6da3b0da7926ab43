/** How long a step has been running, counting up. Nothing else is drawn anew as it does. */
import { useEffect, useState } from "preact/hooks";
import { timeInWords } from "./words.ts";

interface Props {
  /** Simulated milliseconds since the epoch. */
  since: number | undefined;
  now(): number;
}

/** Tenths of a second are shown. */
const TICK = 100;

export function RunningTime({ since, now }: Props) {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), TICK);
    return () => clearInterval(timer);
  }, [now]);
  return since === undefined ? null : <span class="time running-time">{timeInWords(Math.max(0, time - since))}</span>;
}
