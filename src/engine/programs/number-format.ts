/** Numbers as C's `printf` writes them. */

/**
 * The digits of `%d %i %u %o %x %X`, without padding.
 * @param flags those of `-+ #0` that were given
 * @param precision least number of digits
 */
export function formatInteger(conversion: string, value: bigint, flags: string, precision: number | undefined): string {
  const unsigned = BigInt.asUintN(64, value);
  const base = { o: 8, x: 16, X: 16 }[conversion];
  if (base !== undefined) {
    let digits = unsigned.toString(base).padStart(precision ?? 0, "0");
    if (flags.includes("#") && unsigned !== 0n) digits = (base === 8 ? "0" : "0x") + digits;
    return conversion === "X" ? digits.toUpperCase() : digits;
  }
  if (conversion === "u") return unsigned.toString();
  const digits = (value < 0n ? -value : value).toString().padStart(precision ?? 0, "0");
  return signed(value < 0n ? `-${digits}` : digits, flags);
}

/** With the sign that the flags `+` and blank ask for. */
export function signed(text: string, flags: string): string {
  const sign = flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  return text.startsWith("-") ? text : sign + text;
}

/** `%f %e %g` and their capitals, without padding and without the sign of `+`. */
export function formatFloat(conversion: string, value: number, precision: number, flags = ""): string {
  const lower = conversion.toLowerCase();
  let text: string;
  if (!Number.isFinite(value)) text = Number.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
  else if (lower === "f") text = fixed(value, precision);
  else if (lower === "e") text = exponential(value, precision);
  else text = shortest(value, precision || 1, flags.includes("#"));
  return conversion === lower ? text : text.toUpperCase();
}

/** JavaScript's `toFixed` gives up at 10²¹; such a number has no fraction. */
function fixed(value: number, precision: number): string {
  if (Math.abs(value) >= 1e21) return BigInt(value).toString() + (precision > 0 ? `.${"0".repeat(precision)}` : "");
  const text = (Object.is(value, -0) ? "-" : "") + value.toFixed(Math.min(precision, 100));
  return isHalfway(value, precision) ? toEven(text) : text;
}

function exponential(value: number, precision: number): string {
  const text = value.toExponential(Math.min(precision, 100));
  const exponent = Number(text.split("e")[1]);
  return (isHalfway(value, precision - exponent) ? toEven(text) : text).replace(/e([+-])(\d)$/, "e$10$2");
}

/** Whether it lies exactly between two numbers of so many decimals (of tens, hundreds… where that is negative). */
function isHalfway(value: number, decimals: number): boolean {
  if (decimals < 0) return value % 10 ** -decimals === Math.sign(value) * 5 * 10 ** (-decimals - 1);
  return Math.abs((value * 2 ** (decimals + 1)) % 2) === 1;
}

/** C takes the even one of two neighbours, where JavaScript takes the greater. */
function toEven(text: string): string {
  return text.replace(/[13579](?=e|$)/, (digit) => String(Number(digit) - 1));
}

function shortest(value: number, digits: number, keepsZeros: boolean): string {
  const significant = Math.min(digits, 100);
  const exponent = value === 0 ? 0 : Number(value.toExponential(significant - 1).split("e")[1]);
  if (exponent < -4 || exponent >= significant) {
    const text = exponential(value, significant - 1);
    return keepsZeros ? text : text.replace(/(\.\d*?)0+e/, "$1e").replace(".e", "e");
  }
  const text = fixed(value, significant - 1 - exponent);
  return keepsZeros || !text.includes(".") ? text : text.replace(/\.?0+$/, "");
}

/** A number in its width: blanks before it, behind it (`-`), or zeros behind its sign (`0`). */
export function padNumber(text: string, flags: string, width: number | undefined): string {
  if (width === undefined || text.length >= Math.abs(width)) return text;
  if (flags.includes("-") || width < 0) return text.padEnd(Math.abs(width));
  if (!flags.includes("0") || /[in]/i.test(text)) return text.padStart(width);
  const sign = /^[+\- ]/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}
