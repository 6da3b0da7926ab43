/**
 * Objects of the API as a session sends them. What is not named here does not get through: a body is made anew from the
 * fields that a rule allows, since the daemon would take `privileged` for `Privileged`.
 */
import { DaemonError, Refused, type Rule } from "./refusal.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** Gives the value as it goes to the engine; `undefined` leaves it out. Throws `Refused`. */
export type FieldRule = (value: unknown, name: string) => unknown;

/** Throws `DaemonError` 400 when it is no object. */
export function objectOf(value: unknown, what: string): Fields {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) throw new DaemonError(400, `invalid JSON: ${what} must be an object`);
  return value as Fields;
}

/** The object that the rules make of another. Throws `Refused` for a field without a rule, unless it says nothing. */
export function made(value: unknown, table: Readonly<Record<string, FieldRule>>, what: string): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(objectOf(value, what))) {
    if (saysNothing(field)) continue;
    const rule = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!rule) throw new Refused("fields", `${what} has a field ${JSON.stringify(name)}, which the sandbox does not know`);
    const allowed = rule(field, name);
    if (allowed !== undefined) result[name] = allowed;
  }
  return result;
}

/** Go's zero values. */
export function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === 0 || value === "" || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.keys(value).length === 0;
}

export const asText: FieldRule = (value, name) => {
  if (typeof value !== "string") throw wrong(name, "a text");
  return value;
};

export const asFlag: FieldRule = (value, name) => {
  if (typeof value !== "boolean") throw wrong(name, "true or false");
  return value;
};

export const asNumber: FieldRule = (value, name) => {
  if (typeof value !== "number" || !Number.isFinite(value)) throw wrong(name, "a number");
  return value;
};

export const asTexts: FieldRule = (value, name) => {
  if (!Array.isArray(value) || !value.every((each) => typeof each === "string")) throw wrong(name, "a list of texts");
  return value;
};

/** A map of texts. */
export const asMap: FieldRule = (value, name) => {
  const map = objectOf(value, name);
  if (!Object.values(map).every((each) => typeof each === "string")) throw wrong(name, "a map of texts");
  return map;
};

/** A set in Go's clothes: `{"80/tcp":{}}`. */
export const asSet: FieldRule = (value, name) => Object.fromEntries(Object.keys(objectOf(value, name)).map((key) => [key, {}]));

export const dropped: FieldRule = () => undefined;

export function oneOf(rule: Rule, why: string, ...allowed: readonly unknown[]): FieldRule {
  return (value) => {
    if (!allowed.includes(value)) throw new Refused(rule, why);
    return value;
  };
}

export function refused(rule: Rule, why: string): FieldRule {
  return () => {
    throw new Refused(rule, why);
  };
}

/** At least 0 and at most so many. */
export function upTo(most: number, unit: string): FieldRule {
  return (value, name) => {
    const number = asNumber(value, name) as number;
    if (number < 0 || number > most) throw new Refused("limits", `${name} may be at most ${unit}`);
    return number;
  };
}

function wrong(name: string, what: string): DaemonError {
  return new DaemonError(400, `invalid JSON: ${name} must be ${what}`);
}
