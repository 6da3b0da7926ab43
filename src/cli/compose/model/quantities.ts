/** Durations and sizes as Compose takes and prints them. */
import { durationProblem, parseDuration } from "../../../engine/go/duration.ts";

/** Nanoseconds of `1m30s`, `2d`, `1w`; a `string` is what is wrong with it. */
export function readDuration(text: string): number | string {
  let total = 0;
  const rest = text.replace(/(\d+(?:\.\d+)?)(w|d)/g, (_, count: string, unit: string) => {
    total += Number(count) * (unit === "w" ? 7 : 1) * 24 * 3600e9;
    return "";
  });
  if (rest === "" && total > 0) return total;
  const parsed = parseDuration(rest);
  return parsed === undefined ? (durationProblem(rest) as string) : total + parsed;
}

/** Nanoseconds in Go's form, without what is zero at the end: `1m30s`, `1h`, `500ms`. */
export function formatDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return "0s";
  const sign = nanoseconds < 0 ? "-" : "";
  const amount = Math.abs(nanoseconds);
  if (amount < 1e9) {
    const [size, unit] = amount < 1e3 ? [1, "ns"] : amount < 1e6 ? [1e3, "µs"] : [1e6, "ms"];
    return `${sign}${amount / (size as number)}${unit}`;
  }
  const hours = Math.floor(amount / 3600e9);
  const minutes = Math.floor((amount % 3600e9) / 60e9);
  const seconds = (amount % 60e9) / 1e9;
  return `${sign}${hours > 0 ? `${hours}h` : ""}${hours > 0 || minutes > 0 ? `${minutes}m` : ""}${seconds}s`;
}
