/** The part of an address behind `?`, as the daemon reads it: unknown names mean nothing. */
import { EngineError, type Filters } from "../../engine/api.ts";
import { quote } from "../../engine/go/quote.ts";

const falsehoods = new Set(["", "0", "no", "false", "none"]);

export class Query {
  readonly #values: URLSearchParams;
  constructor(text: string) {
    this.#values = new URLSearchParams(text);
  }
  has(name: string): boolean {
    return this.#values.has(name);
  }
  /** Empty when it is absent. */
  text(name: string): string {
    return this.#values.get(name) ?? "";
  }
  list(name: string): string[] {
    return this.#values.getAll(name);
  }
  /** Anything is a yes that is no `0`, `no`, `false` or `none`. */
  flag(name: string, absent = false): boolean {
    const value = this.#values.get(name);
    return value === null ? absent : !falsehoods.has(value.trim().toLowerCase());
  }
  /** A whole number; `undefined` when it is absent or empty. Throws `EngineError` with Go's words. */
  number(name: string, status = 400, prefix = ""): number | undefined {
    const text = this.text(name);
    return text === "" ? undefined : parseNumber(text, status, prefix);
  }
  /** Throws `EngineError` 400. */
  filters(): Filters {
    return parseFilters(this.text("filters"));
  }
}

/** Throws `EngineError` when the text is no whole number. */
function parseNumber(text: string, status = 400, prefix = ""): number {
  if (!/^[+-]?\d+$/.test(text)) throw new EngineError(status, `${prefix}strconv.Atoi: parsing ${quote(text)}: invalid syntax`);
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new EngineError(status, `${prefix}strconv.Atoi: parsing ${quote(text)}: value out of range`);
  return value;
}

/**
 * Seconds since the epoch with or without a fraction, or a date, as milliseconds. `undefined` when absent.
 * Throws `EngineError` 400.
 */
export function parseMoment(text: string): number | undefined {
  if (text === "") return undefined;
  if (/^-?\d+(\.\d{1,9})?$/.test(text)) return Number(text) * 1000;
  const [seconds = ""] = text.split(".");
  const wrong = /^-?\d+$/.test(seconds) ? text.slice(seconds.length + 1) : seconds;
  throw new EngineError(400, `strconv.ParseInt: parsing ${quote(wrong)}: invalid syntax`);
}

/** `{"name":["value"]}`, or `{"name":{"value":true}}` as newer clients write it. Throws `EngineError` 400. */
export function parseFilters(text: string): Filters {
  if (text === "") return {};
  const invalid = new EngineError(400, "invalid filter");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid;
  }
  if (value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) throw invalid;
  return Object.fromEntries(Object.entries(value).map(([name, given]) => [name, valuesOf(given, invalid)]));
}

function valuesOf(given: unknown, invalid: EngineError): string[] {
  if (given === null) return [];
  if (Array.isArray(given) && given.every((each) => typeof each === "string")) return given;
  if (typeof given === "object" && !Array.isArray(given) && Object.values(given).every((each) => typeof each === "boolean"))
    return Object.keys(given);
  throw invalid;
}
