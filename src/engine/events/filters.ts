/** `--filter`, as the daemon reads it. */
import { EngineError, type Filters } from "../api.ts";

/** Throws `EngineError` 400 for a filter that `known` does not have. */
export function validateFilters(filters: Filters, known: readonly string[]): void {
  for (const name of Object.keys(filters)) if (!known.includes(name)) throw new EngineError(400, `invalid filter '${name}'`);
}

/** One of the values is exactly this; true when there are none. */
export function matchesExactly(filters: Filters, name: string, value: string): boolean {
  const wanted = filters[name];
  return !wanted || wanted.length === 0 || wanted.includes(value);
}

/** One of the values is a part of this, or matches it as a pattern. */
export function matches(filters: Filters, name: string, value: string): boolean {
  const wanted = filters[name];
  if (!wanted || wanted.length === 0) return true;
  return wanted.some((pattern) => {
    if (pattern === value) return true;
    try {
      return new RegExp(pattern).test(value);
    } catch {
      return false;
    }
  });
}

/** Every `label` is there, and with the value that is asked for; `label!` likewise, the other way round. */
export function matchesLabels(filters: Filters, labels: Readonly<Record<string, string>> | null | undefined, name = "label"): boolean {
  return (filters[name] ?? []).every((wanted) => hasLabel(labels ?? {}, wanted));
}

/** For `prune`: `label` keeps the others, `label!` these. */
export function matchesPruneLabels(filters: Filters, labels: Readonly<Record<string, string>> | null | undefined): boolean {
  if (!matchesLabels(filters, labels)) return false;
  return !(filters["label!"] ?? []).some((wanted) => hasLabel(labels ?? {}, wanted));
}

function hasLabel(labels: Readonly<Record<string, string>>, wanted: string): boolean {
  const at = wanted.indexOf("=");
  const key = at < 0 ? wanted : wanted.slice(0, at);
  if (!Object.hasOwn(labels, key)) return false;
  return at < 0 || labels[key] === wanted.slice(at + 1);
}

/** `dangling=true`; `undefined` when it is not asked for. Throws `EngineError` 400 for what is neither yes nor no. */
export function booleanFilter(filters: Filters, name: string): boolean | undefined {
  const values = filters[name];
  if (!values || values.length === 0) return undefined;
  const yes = values.some((value) => ["1", "t", "true", "T", "TRUE", "True"].includes(value));
  const no = values.some((value) => ["0", "f", "false", "F", "FALSE", "False"].includes(value));
  if (yes === no) throw new EngineError(400, `invalid filter '${name}=[${values.join(" ")}]'`);
  return yes;
}

/**
 * Milliseconds since the epoch from a duration back from `now` (`10m`, `1h30m`), seconds since the epoch, or a date.
 * `undefined` when it is none of them.
 */
export function parseTime(text: string, now: number): number | undefined {
  if (/^(\d+(\.\d*)?(ns|us|µs|ms|s|m|h))+$/.test(text)) {
    let ms = 0;
    for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d*)?)(ns|us|µs|ms|s|m|h)/g))
      ms += Number(amount) * (unitMs[unit as string] as number);
    return now - ms;
  }
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  const zoned = /(Z|[+-]\d{2}:\d{2})$/.test(text);
  const time = Date.parse(zoned ? text : text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`);
  return Number.isNaN(time) ? undefined : time;
}

const unitMs: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `until` of a prune: only what is older. Throws `EngineError` 400. */
export function untilFilter(filters: Filters, now: number): number | undefined {
  const values = filters.until;
  if (!values || values.length === 0) return undefined;
  if (values.length > 1) throw new EngineError(400, "more than one until filter specified");
  const time = parseTime(values[0] as string, now);
  if (time === undefined) throw new EngineError(400, `invalid filter 'until=${values[0]}'`);
  return time;
}
