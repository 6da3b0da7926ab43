/** What `bc -l` knows: sine, cosine, arc tangent, logarithm and exponential function. */
import { add, compare, cut, type Decimal, divide, integer, multiply, negate, one, squareRoot, subtract, zero } from "./decimal.ts";

/** Digits that are calculated beyond those asked for. */
const more = 8;

/** The sum of a row whose terms become small. */
function sum(first: Decimal, scale: number, next: (term: Decimal, index: number) => Decimal): Decimal {
  let total = zero;
  let term = first;
  for (let index = 1; term.value !== 0n; index++) {
    total = add(total, term);
    term = cut(next(term, index), scale);
  }
  return total;
}

function exponential(scale: number, x: Decimal): Decimal {
  const whole = Math.max(0, Number(cut(x, 0).value)) / 2;
  const wide = scale + more + Math.ceil(whole);
  // e^x is the square of e^(x/2).
  let halves = 0;
  let small = cut(x, wide + 10);
  for (; compare(small.value < 0n ? negate(small) : small, one) > 0; halves++) small = divide(small, integer(2), wide + 10);
  let result = sum(cut(one, wide + 10), wide + 10, (term, index) => divide(multiply(term, small, wide + 10), integer(index), wide + 10));
  for (; halves > 0; halves--) result = multiply(result, result, wide + 10);
  return cut(result, scale);
}

function logarithm(scale: number, x: Decimal): Decimal {
  // Of what has none bc gives a number that is as small as it can say.
  if (x.value <= 0n) return cut({ value: 1n - 10n ** BigInt(scale), scale: 0 }, scale);
  const wide = scale + more;
  let near = cut(x, wide);
  let factor = 2;
  const far = (value: Decimal): boolean => compare(value, { value: 2n, scale: 0 }) >= 0 || compare(value, { value: 5n, scale: 1 }) <= 0;
  for (; far(near); factor *= 2) near = squareRoot(near, wide);
  const ratio = divide(subtract(near, one), add(near, one), wide);
  const square = multiply(ratio, ratio, wide);
  let total = zero;
  let term = ratio;
  for (let index = 1; term.value !== 0n; index += 2) {
    total = add(total, divide(term, integer(index), wide));
    term = cut(multiply(term, square, wide), wide);
  }
  return cut(multiply(total, integer(factor), wide), scale);
}

function arcTangent(scale: number, x: Decimal): Decimal {
  if (x.value < 0n) return negate(arcTangent(scale, negate(x)));
  const wide = scale + more;
  // atan(x) = 2 · atan(x / (1 + √(1 + x²)))
  let small = cut(x, wide);
  let factor = 1;
  for (; compare(small, { value: 2n, scale: 1 }) > 0; factor *= 2)
    small = divide(small, add(one, squareRoot(add(one, multiply(small, small, wide)), wide)), wide);
  const square = multiply(small, small, wide);
  let total = zero;
  let term = small;
  for (let index = 1; term.value !== 0n; index += 2) {
    total = add(total, divide(term, integer(index), wide));
    term = negate(cut(multiply(term, square, wide), wide));
  }
  return cut(multiply(total, integer(factor), wide), scale);
}

function sine(scale: number, x: Decimal): Decimal {
  const wide = scale + more + digitsOf(x);
  const turn = multiply(integer(8), arcTangent(wide, one), wide);
  const turns = cut(divide(x, turn, 0), 0);
  const small = cut(subtract(x, multiply(turns, turn, wide)), wide);
  const square = multiply(small, small, wide);
  const result = sum(small, wide, (term, index) =>
    negate(divide(multiply(term, square, wide), integer(2 * index * (2 * index + 1)), wide)),
  );
  return cut(result, scale);
}

function cosine(scale: number, x: Decimal): Decimal {
  const wide = scale + more;
  return cut(sine(wide, add(x, multiply(integer(2), arcTangent(wide + digitsOf(x), one), wide + digitsOf(x)))), scale);
}

function digitsOf({ value, scale }: Decimal): number {
  return Math.max(0, value.toString().length - scale);
}

/** Bessel's function of whole order. */
function bessel(scale: number, order: Decimal, x: Decimal): Decimal {
  const wide = scale + more + digitsOf(x) * 4;
  const n = Number(cut(order, 0).value);
  const size = Math.abs(n);
  const half = divide(x, integer(2), wide);
  let first = cut(one, wide);
  for (let index = 1; index <= size; index++) first = divide(multiply(first, half, wide), integer(index), wide);
  const square = multiply(half, half, wide);
  const result = sum(first, wide, (term, index) => negate(divide(multiply(term, square, wide), integer(index * (size + index)), wide)));
  return cut(n < 0 && size % 2 === 1 ? negate(result) : result, scale);
}

export const mathFunctions: Readonly<Record<string, (scale: number, first: Decimal, second: Decimal) => Decimal>> = {
  e: exponential,
  l: logarithm,
  a: arcTangent,
  s: sine,
  c: cosine,
  j: bessel,
};
