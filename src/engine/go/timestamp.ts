/** `--since` and `--until`: a time, seconds since the epoch, or how long ago (in whole seconds: the client sends no fraction). */
import { parseDuration } from "./duration.ts";

/** Milliseconds since the epoch; `undefined` for what is no time. */
export function parseTimestamp(text: string, now: number): number | undefined {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const ago = parseDuration(text);
  if (ago !== undefined) return Math.floor((now - ago / 1e6) / 1000) * 1000;
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(\.\d+)?)?)?)?(Z|[+-]\d\d:?\d\d)?$/.exec(text);
  if (!match) return undefined;
  const [, day, hour = "00", minute = "00", second = "00", fraction = "", zone = "Z"] = match;
  const parsed = Date.parse(`${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}${zone}`);
  return Number.isNaN(parsed) ? undefined : parsed;
}
