/** `--filter`, as the daemon reads it. */
import { EngineError, type Filters } from "../api.ts";
import { readBool } from "../go/bool.ts";
import { quote } from "../go/quote.ts";
import { parseTimestamp } from "../go/timestamp.ts";

/** Throws `EngineError` 400 for a filter that `known` does not have. */
export function validateFilters(filters: Filters, known: readonly string[]): void {
  for (const name of Object.keys(filters))
    if (!known.includes(name)) throw new EngineError(400, name === "" ? "invalid filter" : `invalid filter '${name}'`);
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
  const read = values.map(readBool);
  const [yes, no] = [read.includes(true), read.includes(false)];
  if (yes === no) throw new EngineError(400, `invalid filter '${name}=[${values.join(" ")}]'`);
  return yes;
}

/** `until` of a prune: only what is older. Throws `EngineError` 400. */
export function untilFilter(filters: Filters, now: number): number | undefined {
  const values = filters.until;
  if (!values || values.length === 0) return undefined;
  if (values.length > 1) throw new EngineError(400, "more than one until filter specified");
  return untilTime(values[0] as string, now);
}

/** A Go duration back from now, seconds since the epoch, or a date; in milliseconds. Throws `EngineError` 400. */
export function untilTime(value: string, now: number): number {
  const time = parseTimestamp(value, now);
  if (time === undefined) throw new EngineError(400, `failed to parse value as time or duration: ${quote(value)}`);
  return time;
}
