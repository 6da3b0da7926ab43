/** Durations as Go writes them: `1h30m`, `1.5s`, `300ms`. */
import { DockerfileError } from "./ast.ts";
import { quote } from "./text.ts";

const units: Record<string, number> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 6e10, h: 3.6e12 };

/** Nanoseconds. Throws in the words of Go's `time.ParseDuration`. */
export function parseDuration(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  let rest = /^[+-]/.test(text) ? text.slice(1) : text;
  if (rest === "0") return 0;
  if (rest === "") throw invalid(text);
  let total = 0;
  while (rest !== "") {
    const number = /^(\d*)(?:\.(\d*))?/.exec(rest);
    if (!number || (!number[1] && !number[2])) throw invalid(text);
    rest = rest.slice(number[0].length);
    const unit = /^[^.\d]*/.exec(rest)?.[0] ?? "";
    if (unit === "") throw new DockerfileError(`time: missing unit in duration ${quote(text)}`);
    const size = Object.hasOwn(units, unit) ? (units[unit] as number) : undefined;
    if (size === undefined) throw new DockerfileError(`time: unknown unit ${quote(unit)} in duration ${quote(text)}`);
    rest = rest.slice(unit.length);
    total += Number(number[1] || "0") * size + Math.trunc(Number(`0.${number[2] || "0"}`) * size);
    if (total > 2 ** 63) throw invalid(text);
  }
  return sign * total;
}

function invalid(text: string): DockerfileError {
  return new DockerfileError(`time: invalid duration ${quote(text)}`);
}
