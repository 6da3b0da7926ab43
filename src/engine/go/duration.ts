/** Durations as Go writes and reads them: `1h30m`, `1.5s`, `300ms`. */
import { quote } from "./quote.ts";

const nanoseconds: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 6e10, h: 3.6e12 };

/** Nanoseconds; `undefined` for what Go's `time.ParseDuration` refuses. */
export function parseDuration(text: string): number | undefined {
  const read = readDuration(text);
  return typeof read === "number" ? read : undefined;
}

/** What is wrong with it, in the words of `time.ParseDuration`; `undefined` when nothing is. */
export function durationProblem(text: string): string | undefined {
  const read = readDuration(text);
  return typeof read === "string" ? `time: ${read} ${quote(text)}` : undefined;
}

/** Nanoseconds, or the complaint. */
function readDuration(text: string): number | string {
  const invalid = "invalid duration";
  let rest = /^[+-]/.test(text) ? text.slice(1) : text;
  if (rest === "0") return 0;
  if (rest === "") return invalid;
  let total = 0;
  while (rest !== "") {
    const number = /^(\d*)(?:\.(\d*))?/.exec(rest);
    if (!number || (!number[1] && !number[2])) return invalid;
    rest = rest.slice(number[0].length);
    const unit = /^[^.\d]*/.exec(rest)?.[0] ?? "";
    if (unit === "") return "missing unit in duration";
    const size = Object.hasOwn(nanoseconds, unit) ? (nanoseconds[unit] as number) : undefined;
    if (size === undefined) return `unknown unit ${quote(unit)} in duration`;
    rest = rest.slice(unit.length);
    total += Number(number[1] || "0") * size + Math.trunc(Number(`0.${number[2] || "0"}`) * size);
    if (total > 2 ** 63) return invalid;
  }
  return text.startsWith("-") ? -total : total;
}

/** Nanoseconds as Go prints them: `1m30s`, `500ms`, `0s`. */
export function formatDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return "0s";
  if (nanoseconds < 0) return `-${formatDuration(-nanoseconds)}`;
  if (nanoseconds < 1e3) return `${nanoseconds}ns`;
  if (nanoseconds < 1e6) return `${nanoseconds / 1e3}µs`;
  if (nanoseconds < 1e9) return `${nanoseconds / 1e6}ms`;
  const seconds = nanoseconds / 1e9;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = Number((seconds - hours * 3600 - minutes * 60).toFixed(9));
  return `${hours > 0 ? `${hours}h` : ""}${hours > 0 || minutes > 0 ? `${minutes}m` : ""}${rest}s`;
}
