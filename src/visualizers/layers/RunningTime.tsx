/** How long a step has been running, counting up. Nothing else is drawn anew as it does. */
import { useNow } from "./use-now.ts";
import { timeInWords } from "./words.ts";

interface Props {
  /** Simulated milliseconds since the epoch. */
  since: number | undefined;
  now(): number;
}

export function RunningTime({ since, now }: Props) {
  const time = useNow(now) ?? now();
  return since === undefined ? null : <span class="time running-time">{timeInWords(Math.max(0, time - since))}</span>;
}
