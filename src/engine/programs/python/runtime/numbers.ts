/** Arithmetic of whole numbers and floats. */
import type { BinaryOperator } from "../syntax/ast.ts";
import { raise } from "./errors.ts";

/** Rounds towards minus infinity. */
function floorDivide(left: bigint, right: bigint): bigint {
  const quotient = left / right;
  return left % right !== 0n && left < 0n !== right < 0n ? quotient - 1n : quotient;
}

/** Has the sign of the divisor. */
function modulo(left: bigint, right: bigint): bigint {
  const rest = left % right;
  return rest !== 0n && rest < 0n !== right < 0n ? rest + right : rest;
}

function floatModulo(left: number, right: number): number {
  const rest = left % right;
  return rest !== 0 && rest < 0 !== right < 0 ? rest + right : rest;
}

export function integers(operator: BinaryOperator, left: bigint, right: bigint): bigint | number | undefined {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      if (right === 0n) raise("ZeroDivisionError", "division by zero");
      return divide(left, right);
    case "//":
      if (right === 0n) raise("ZeroDivisionError", "integer division or modulo by zero");
      return floorDivide(left, right);
    case "%":
      if (right === 0n) raise("ZeroDivisionError", "integer modulo by zero");
      return modulo(left, right);
    case "**":
      if (right < 0n) return floats("**", Number(left), Number(right));
      if (right > 1_000_000n && left > 1n) raise("MemoryError");
      return left ** right;
    case "<<":
      if (right < 0n) raise("ValueError", "negative shift count");
      if (right > 10_000_000n) raise("MemoryError");
      return left << right;
    case ">>":
      if (right < 0n) raise("ValueError", "negative shift count");
      return left >> right;
    case "&":
      return left & right;
    case "|":
      return left | right;
    case "^":
      return left ^ right;
    default:
      return undefined;
  }
}

function divide(left: bigint, right: bigint): number {
  const result = Number(left) / Number(right);
  if (Number.isFinite(result)) return result;
  // Both too big for a double; their ratio may not be.
  const scale = 2n ** 64n;
  return Number((left * scale) / right) / 2 ** 64;
}

export function floats(operator: BinaryOperator, left: number, right: number): number | undefined {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      if (right === 0) raise("ZeroDivisionError", "float division by zero");
      return left / right;
    case "//":
      if (right === 0) raise("ZeroDivisionError", "float floor division by zero");
      return Math.floor(left / right);
    case "%":
      if (right === 0) raise("ZeroDivisionError", "float modulo");
      return floatModulo(left, right);
    case "**":
      if (left === 0 && right < 0) raise("ZeroDivisionError", "0.0 cannot be raised to a negative power");
      if (!Number.isFinite(left ** right) && Number.isFinite(left) && Number.isFinite(right))
        raise("OverflowError", 34n, "Numerical result out of range");
      return left ** right;
    default:
      return undefined;
  }
}

/** As `repr` writes a float: the shortest text that reads back the same. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [digits = "", exponent = ""] = value.toExponential().split("e");
    const sign = exponent.startsWith("-") ? "-" : "+";
    return `${digits}e${sign}${exponent.replace(/^[+-]/, "").padStart(2, "0")}`;
  }
  const text = String(value);
  return text.includes(".") ? text : text.includes("e") ? `${BigInt(value)}.0` : `${text}.0`;
}

/** Half to even, at a decimal place. */
export function roundTo(value: number, digits: number): number {
  if (!Number.isFinite(value)) return value;
  if (digits === 0) return roundHalfEven(value);
  if (digits > 0) return Number(exactFixed(value, Math.min(digits, 100)));
  const unit = 10 ** -digits;
  return roundHalfEven(value / unit) * unit;
}

export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** `toFixed` rounds the exact value half up; a tie must go to the even digit. */
export function exactFixed(value: number, digits: number): string {
  const text = Math.abs(value) < 1e21 ? value.toFixed(digits) : BigInt(value).toString() + (digits > 0 ? `.${"0".repeat(digits)}` : "");
  const scaled = value * 10 ** digits;
  if (Math.abs(scaled % 1) !== 0.5 || Math.abs(scaled) > 2 ** 52 || scaled / 10 ** digits !== value) return text;
  const even = roundHalfEven(scaled) / 10 ** digits;
  return even.toFixed(digits);
}
