/** Decimal numbers with as many digits as it takes, by the rules that POSIX gives bc for the digits behind the point. */
export interface Decimal {
  /** The number times 10^scale. */
  readonly value: bigint;
  /** Digits behind the point. */
  readonly scale: number;
}

/** Something that can't be calculated; the message is GNU's. */
export class MathError extends Error {}

export const zero: Decimal = { value: 0n, scale: 0 };
export const one: Decimal = { value: 1n, scale: 0 };

export function integer(value: number | bigint): Decimal {
  return { value: BigInt(value), scale: 0 };
}

const ten = (scale: number): bigint => 10n ** BigInt(scale);

/** With exactly so many digits behind the point; what is beyond is cut off. */
export function cut({ value, scale }: Decimal, wanted: number): Decimal {
  return { value: scale > wanted ? value / ten(scale - wanted) : value * ten(wanted - scale), scale: wanted };
}

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { value: cut(a, scale).value + cut(b, scale).value, scale };
}

export function negate({ value, scale }: Decimal): Decimal {
  return { value: -value, scale };
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, negate(b));
}

export function multiply(a: Decimal, b: Decimal, scale: number): Decimal {
  const product = { value: a.value * b.value, scale: a.scale + b.scale };
  return cut(product, Math.min(a.scale + b.scale, Math.max(scale, a.scale, b.scale)));
}

/** @throws MathError */
export function divide(a: Decimal, b: Decimal, scale: number): Decimal {
  if (b.value === 0n) throw new MathError("Divide by zero");
  return { value: (a.value * ten(b.scale + scale)) / (b.value * ten(a.scale)), scale };
}

/** What a division at this scale leaves. @throws MathError */
export function remainder(a: Decimal, b: Decimal, scale: number): Decimal {
  const wanted = Math.max(scale + b.scale, a.scale);
  const quotient = divide(a, b, scale);
  return cut(subtract(a, { value: quotient.value * b.value, scale: quotient.scale + b.scale }), wanted);
}

/** To a whole power. @throws MathError */
export function power(a: Decimal, exponent: Decimal, scale: number): Decimal {
  const times = cut(exponent, 0).value;
  if (times > 1_000_000n || times < -1_000_000n) throw new MathError("exponent too large in raise");
  const size = times < 0n ? -times : times;
  const raised = { value: a.value ** size, scale: a.scale * Number(size) };
  if (times < 0n) return divide(one, raised, scale);
  return cut(raised, Math.min(raised.scale, Math.max(scale, a.scale)));
}

/** @throws MathError */
export function squareRoot(a: Decimal, scale: number): Decimal {
  if (a.value < 0n) throw new MathError("Square root of a negative number");
  const wanted = Math.max(scale, a.scale);
  const square = cut(a, 2 * wanted).value;
  let guess = square === 0n ? 0n : 1n << BigInt(Math.ceil(square.toString(2).length / 2));
  for (let next = guess; guess > 0n; guess = next) {
    next = (guess + square / guess) / 2n;
    if (next >= guess) break;
  }
  return { value: guess, scale: wanted };
}

export function compare(a: Decimal, b: Decimal): number {
  const { value } = subtract(a, b);
  return value < 0n ? -1 : value > 0n ? 1 : 0;
}

/** Significant digits, as `length()` counts them. */
export function digits({ value, scale }: Decimal): number {
  const text = (value < 0n ? -value : value).toString();
  return value === 0n ? Math.max(1, scale) : Math.max(text.length, scale);
}

/** A number as it is written in a base; letters above the base count as its highest digit. */
export function parseDecimal(text: string, base: number): Decimal {
  const [whole = "", fraction = ""] = text.toUpperCase().split(".");
  const most = whole.length + fraction.length === 1 ? 35 : base - 1;
  const digit = (letter: string): bigint => BigInt(Math.min(most, Number.parseInt(letter, 36)));
  let value = 0n;
  for (const letter of whole) value = value * BigInt(base) + digit(letter);
  if (base === 10) return { value: [...fraction].reduce((sum, letter) => sum * 10n + digit(letter), value), scale: fraction.length };
  let part = 0n;
  for (const letter of fraction) part = part * BigInt(base) + digit(letter);
  return add(
    { value, scale: 0 },
    divide({ value: part, scale: 0 }, { value: BigInt(base) ** BigInt(fraction.length), scale: 0 }, fraction.length),
  );
}

/** A number as bc prints it: no zero before the point; bases above 16 in groups of decimal digits. */
export function formatDecimal(number: Decimal, base: number): string {
  const { value, scale } = number;
  const size = value < 0n ? -value : value;
  const sign = value < 0n ? "-" : "";
  if (base === 10) {
    if (size === 0n) return "0";
    const text = size.toString().padStart(scale, "0");
    const whole = text.slice(0, text.length - scale);
    return sign + whole + (scale > 0 ? `.${text.slice(text.length - scale)}` : "");
  }
  const wide = (base - 1).toString().length;
  const show = (digit: bigint): string => (base <= 16 ? digit.toString(base).toUpperCase() : ` ${digit.toString().padStart(wide, "0")}`);
  let whole = size / ten(scale);
  let text = "";
  for (; whole > 0n; whole /= BigInt(base)) text = show(whole % BigInt(base)) + text;
  if (scale === 0) return sign + (text || "0");
  let rest = size % ten(scale);
  text += ".";
  for (let reached = 1n; reached < ten(scale); reached *= BigInt(base)) {
    rest *= BigInt(base);
    text += show(rest / ten(scale));
    rest %= ten(scale);
  }
  return sign + text;
}

/** Long numbers go on in the next line behind a backslash, `width` characters each. */
export function folded(text: string, width: number): string {
  if (width === 0 || text.length < width) return text;
  return text.replace(new RegExp(`.{${width - 1}}(?=.)`, "g"), "$&\\\n");
}
