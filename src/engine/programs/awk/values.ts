/** What awk computes with. */
import { formatFloat } from "../number-format.ts";

/** Text from outside (a field, a line, an assignment on the command line) that reads as a number: it compares as one. */
export class NumericText {
  readonly text: string;
  readonly number: number;
  constructor(text: string, number: number) {
    this.text = text;
    this.number = number;
  }
}

/** Nothing is a variable that was never set: both `""` and 0. */
export type Value = number | string | NumericText | undefined;

export type AwkArray = Map<string, Value>;

const looksNumeric = /^[ \t\n\r\f\v]*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[ \t\n\r\f\v]*$/;

/** A value of text from outside. */
export function fromInput(text: string): Value {
  return looksNumeric.test(text) ? new NumericText(text, Number(text)) : text;
}

const leading = /^[ \t\n\r\f\v]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/;
const leadingHex = /^[ \t\n\r\f\v]*([-+]?)(0[xX][0-9a-fA-F]+)/;

/** The number that a text begins with, or 0. @param readsHex whether `0x1A` is 26, as C's `strtod` has it */
export function textToNumber(text: string, readsHex: boolean): number {
  const hex = readsHex ? leadingHex.exec(text) : null;
  if (hex) return (hex[1] === "-" ? -1 : 1) * Number(hex[2]);
  const match = leading.exec(text);
  return match ? Number(match[1]) : 0;
}

/** How an awk shows numbers. */
export interface NumberStyle {
  /** Beyond this a whole number is shown by `OFMT` or `CONVFMT` like any other. */
  readonly largestWhole: number;
  readonly infinity: "inf" | "+inf";
  readonly readsHex: boolean;
}

/** @param format `CONVFMT` or `OFMT`, for numbers that are not whole */
export function numberToText(value: number, format: string, style: NumberStyle): string {
  if (Number.isInteger(value) && Math.abs(value) <= style.largestWhole)
    return Math.abs(value) < 1e15 ? String(value + 0) : BigInt(value).toString();
  if (Number.isNaN(value)) return style.infinity === "inf" ? "-nan" : "-nan";
  if (!Number.isFinite(value)) return value > 0 ? style.infinity : "-inf";
  const directive = /^%([-+ #0]*)(\d*)(?:\.(\d*))?([eEfFgG])$/.exec(format);
  if (!directive) return formatFloat("g", value, 6);
  const [, flags = "", width = "", precision, conversion = "g"] = directive;
  return formatFloat(conversion, value, precision === undefined ? 6 : Number(precision || 0), flags).padStart(Number(width || 0));
}

export function isTrue(value: Value): boolean {
  if (value instanceof NumericText) return value.number !== 0;
  return value !== undefined && value !== 0 && value !== "";
}

/** Whether it compares as a number; what was never set does with either. */
export function isNumber(value: Value): value is number | NumericText | undefined {
  return typeof value !== "string";
}
