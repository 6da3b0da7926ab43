/** Sizes as people write them to Docker: `64m`, `1.5GB`, `512`, with binary units (go-units' `RAMInBytes`) or decimal ones (`FromHumanSize`). */
import { quote } from "./quote.ts";

const units = "bkmgtp";

/** Bytes, without a fraction; a `string` is what is wrong with the text. */
export function readSize(text: string, thousand: 1024 | 1000 = 1024): number | string {
  const [, number, suffix = ""] = /^(.*[\d. ])([^\d. ]*)$/s.exec(text) ?? [];
  if (number === undefined) return `invalid size: '${text}'`;
  const digits = number.replace(/ $/, "");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(digits)) return `strconv.ParseFloat: parsing ${quote(digits)}: invalid syntax`;
  if (digits.startsWith("-") && Number(digits) < 0) return `invalid size: '${text}'`;
  // A suffix that is too long is told as it was written.
  if (suffix.length > 3) return `invalid suffix: '${suffix}'`;
  const unit = /^(?:b|([kmgtp])(?:i?b)?)?$/.exec(suffix.toLowerCase());
  if (!unit) return `invalid suffix: '${suffix.toLowerCase()}'`;
  return Math.floor(Number(digits) * thousand ** (unit[1] ? units.indexOf(unit[1]) : 0));
}
