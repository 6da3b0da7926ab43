/** Sizes and times in the words Docker uses for people. */

/** A number as Go's `%.<precision>g`: significant digits, no trailing zeros, an exponent when it would not fit. */
export function goG(value: number, precision: number): string {
  if (value === 0) return "0";
  const [mantissa = "", exponent = "0"] = value.toExponential(precision - 1).split("e");
  const power = Number(exponent);
  const trim = (digits: string): string => (digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits);
  if (power < -4 || power >= precision) {
    return `${trim(mantissa)}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  }
  return trim(value.toFixed(Math.max(0, precision - 1 - power)));
}

/** A number as Go's `%.<digits>f`: a tie goes to the even digit, where JavaScript rounds up. */
export function goFixed(value: number, digits: number): string {
  const exact = value.toFixed(digits + 30);
  if (!/^50*$/.test(exact.slice(exact.indexOf(".") + 1 + digits))) return value.toFixed(digits);
  const even = 2 * Math.round((value * 10 ** digits) / 2);
  return (even / 10 ** digits).toFixed(digits);
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
  return value.toFixed(2) + decimal[unit];
}

/** `2026-11-21 01:39:37 +0000 UTC`, Go's default print of a time in UTC. Takes milliseconds since the epoch. */
export function goTime(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} +0000 UTC`;
}
