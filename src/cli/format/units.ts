/** Sizes and times in the words Docker uses for people. */

/** A number as Go's `%.<precision>g`: significant digits, no trailing zeros, an exponent when it would not fit. */
export function goG(value: number, precision: number): string {
  if (value === 0) return "0";
  const [exact = ""] = value.toExponential(99).split("e");
  const [rounded = "", exponent = "0"] = value.toExponential(precision - 1).split("e");
  const mantissa = tieToEven(exact, precision - 1, rounded);
  const power = Number(exponent);
  const trim = (digits: string): string => (digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits);
  if (power < -4 || power >= precision) {
    return `${trim(mantissa)}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  }
  return trim(goFixed(value, Math.max(0, precision - 1 - power)));
}

/** A number as Go's `%.<digits>f`. */
export function goFixed(value: number, digits: number): string {
  return tieToEven(value.toFixed(digits + 30), digits, value.toFixed(digits));
}

/** Go rounds what lies in the middle to the even digit, JavaScript up: `rounded` is put right by the `exact` decimals. */
function tieToEven(exact: string, digits: number, rounded: string): string {
  const point = exact.indexOf(".") + 1;
  const kept = exact.slice(0, digits === 0 ? point - 1 : point + digits);
  return /^50*$/.test(exact.slice(point + digits)) && /[02468]$/.test(kept) ? kept : rounded;
}

const decimal = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];
const binary = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

function scale(bytes: number, base: number, count: number): [number, number] {
  let value = bytes;
  let unit = 0;
  while (value >= base && unit < count - 1) {
    value /= base;
    unit++;
  }
  return [value, unit];
}

/** `1.98MB`: three significant digits in image tables, four elsewhere. */
export function humanSize(bytes: number, precision = 4): string {
  const [value, unit] = scale(bytes, 1000, decimal.length);
  return goG(value, precision) + decimal[unit];
}

/** `23.54GiB`, as `docker info` tells memory. */
export function binarySize(bytes: number): string {
  const [value, unit] = scale(bytes, 1024, binary.length);
  return goG(value, 4) + binary[unit];
}

/** `1.09kB`, `203B`: BuildKit's progress, two decimals from one kilobyte up. */
export function progressSize(bytes: number): string {
  if (bytes < 1000) return `${bytes}B`;
  const [value, unit] = scale(bytes, 1000, decimal.length);
  return goFixed(value, 2) + decimal[unit];
}

/** `2026-11-21 01:39:37 +0000 UTC`, Go's default print of a time in UTC. Takes milliseconds since the epoch. */
export function goTime(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} +0000 UTC`;
}
