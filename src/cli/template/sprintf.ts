/** The part of Go's `fmt.Sprintf` that templates use. */
import { goQuote } from "../format/quote.ts";
import { goFixed, goG } from "../format/units.ts";
import type { Value } from "./value.ts";
import { GoNamed, plain, show, typeName } from "./value.ts";

const verbs = /%([-+# 0]*)(\d+|\*)?(?:\.(\d+))?(.)/gsu;

/** Formats as Go does, its `%!d(string=x)` for mismatches included. */
export function sprintf(format: string, args: readonly Value[]): string {
  let next = 0;
  const out = format.replace(verbs, (_, flags: string, width: string | undefined, precision: string | undefined, verb: string) => {
    if (verb === "%") return "%";
    const size = width === "*" ? Number(args[next++]) : Number(width ?? 0);
    if (next >= args.length) return `%!${verb}(MISSING)`;
    const arg = args[next++];
    const text = one(verb, flags, precision === undefined ? undefined : Number(precision), arg);
    if (flags.includes("-")) return text.padEnd(size);
    if (flags.includes("0") && typeof plain(arg) === "number")
      return text.startsWith("-") ? `-${text.slice(1).padStart(size - 1, "0")}` : text.padStart(size, "0");
    return text.padStart(size);
  });
  const extra = args.slice(next);
  return extra.length === 0 ? out : `${out}%!(EXTRA ${extra.map((arg) => `${typeName(arg)}=${show(arg, false)}`).join(", ")})`;
}

function one(verb: string, flags: string, precision: number | undefined, arg: Value): string {
  if (arg instanceof GoNamed && verb !== "T") return one(verb, flags, precision, "vs".includes(verb) ? arg.printed : arg.value);
  const sign = typeof arg === "number" && arg >= 0 && flags.includes("+") ? "+" : "";
  switch (verb) {
    case "v":
      return show(arg, false);
    case "s":
      if (typeof arg === "number" || typeof arg === "boolean") break;
      return precision === undefined ? show(arg, false) : [...show(arg, false)].slice(0, precision).join("");
    case "q":
      if (typeof arg === "string") return goQuote(arg);
      if (Array.isArray(arg)) return `[${arg.map((item) => one("q", flags, precision, item)).join(" ")}]`;
      if (typeof arg === "number") return `'${String.fromCodePoint(arg)}'`;
      break;
    case "d":
      if (Array.isArray(arg)) return `[${arg.map((item) => one("d", flags, precision, item)).join(" ")}]`;
      if (typeof arg === "number" && Number.isInteger(arg)) return sign + String(arg);
      break;
    case "x":
    case "X": {
      const hex =
        typeof arg === "number"
          ? arg.toString(16)
          : typeof arg === "string"
            ? [...new TextEncoder().encode(arg)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
            : undefined;
      if (hex !== undefined) return verb === "X" ? hex.toUpperCase() : hex;
      break;
    }
    case "o":
      if (typeof arg === "number") return arg.toString(8);
      break;
    case "b":
      if (typeof arg === "number") return arg.toString(2);
      break;
    case "c":
      if (typeof arg === "number") return String.fromCodePoint(arg);
      break;
    case "t":
      if (typeof arg === "boolean") return String(arg);
      break;
    case "f":
    case "F":
      if (typeof arg === "number" && !Number.isInteger(arg)) return sign + goFixed(arg, precision ?? 6);
      break;
    case "g":
      if (typeof arg === "number" && !Number.isInteger(arg)) return sign + (precision === undefined ? String(arg) : goG(arg, precision));
      break;
    case "T":
      return arg === null || arg === undefined ? "<nil>" : typeName(arg);
  }
  return arg === null || arg === undefined ? `%!${verb}(<nil>)` : `%!${verb}(${typeName(arg)}=${show(arg, false)})`;
}
