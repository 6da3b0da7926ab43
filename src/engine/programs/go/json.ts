/** `encoding/json` */
import { Float, GoError, GoMap, Slice, Struct, show, textOf, type Value } from "./values.ts";

/** As Go writes it: fields by their tags, keys of maps in order, the marks of HTML escaped. */
export function toJson(value: Value): string {
  if (value === null) return "null";
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  if (value instanceof Float) return String(value.value);
  if (typeof value === "string") return JSON.stringify(value).replace(/[<>&]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`);
  if (value instanceof Slice) return value.bytes ? JSON.stringify(btoa(textOf(value))) : `[${value.items.map(toJson).join(",")}]`;
  if (value instanceof GoMap)
    return `{${[...value.entries]
      .sort(([a], [b]) => (show(a) < show(b) ? -1 : 1))
      .map(([key, item]) => `${toJson(show(key))}:${toJson(item)}`)
      .join(",")}}`;
  if (!(value instanceof Struct)) return "{}";
  const parts: string[] = [];
  for (const [field, item] of value.fields) {
    const known = value.names.get(field);
    if (!known || known.name === "-" || !/^\p{Lu}/u.test(field)) continue;
    const empty =
      item === null ||
      item === "" ||
      item === 0 ||
      item === false ||
      (item instanceof Slice && item.items.length === 0) ||
      (item instanceof GoMap && item.entries.size === 0);
    if (!(known.omitEmpty && empty))
      parts.push(`${toJson(known.name)}:${item instanceof Slice && item.items.length === 0 ? "[]" : toJson(item)}`);
  }
  return `{${parts.join(",")}}`;
}

/** Fills what a pointer points to; gives the error, or nil. */
export function fromJson(text: string, target: Value): Value {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return new GoError(text.trim() === "" ? "EOF" : "invalid character in JSON");
  }
  if (target instanceof Struct) fill(target, given);
  else if (target instanceof GoMap && typeof given === "object" && given !== null)
    for (const [key, value] of Object.entries(given)) target.entries.set(key, plain(value, undefined));
  return null;
}

function fill(target: Struct, given: unknown): void {
  if (typeof given !== "object" || given === null) return;
  for (const [key, value] of Object.entries(given))
    for (const [field, { name }] of target.names) {
      if (name.toLowerCase() !== key.toLowerCase()) continue;
      const before = target.fields.get(field);
      if (before instanceof Struct) fill(before, value);
      else target.fields.set(field, plain(value, before));
    }
}

function plain(value: unknown, before: Value | undefined): Value {
  if (typeof value === "number") return before instanceof Float || !Number.isInteger(value) ? new Float(value) : value;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return new Slice(value.map((item) => plain(item, undefined)));
  if (value === null || value === undefined) return null;
  const map = new GoMap();
  for (const [key, item] of Object.entries(value)) map.entries.set(key, plain(item, undefined));
  return map;
}
