/** `math` */
import { type Definition, nativeModule } from "../builtins/define.ts";
import { raise } from "../runtime/errors.ts";
import { listOf } from "../runtime/iterate.ts";
import { binary } from "../runtime/operators.ts";
import { plain, type PyModule, PyTuple, type Value } from "../runtime/values.ts";

const domain = (value: number, fine: boolean): number => {
  if (!fine) raise("ValueError", "math domain error");
  return value;
};

const floats: Readonly<Record<string, (x: number) => number>> = {
  sqrt: (x) => domain(Math.sqrt(x), !(x < 0)),
  cbrt: Math.cbrt,
  exp: Math.exp,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: (x) => domain(Math.asin(x), Math.abs(x) <= 1),
  acos: (x) => domain(Math.acos(x), Math.abs(x) <= 1),
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  log2: (x) => domain(Math.log2(x), x > 0),
  log10: (x) => domain(Math.log10(x), x > 0),
  log1p: Math.log1p,
  fabs: Math.abs,
  degrees: (x) => (x * 180) / Math.PI,
  radians: (x) => (x * Math.PI) / 180,
};

export function mathModule(): PyModule {
  const whole =
    (round: (x: number) => number): Definition =>
    (args) => {
      const value = plain(args.get(0, "x"));
      return typeof value === "bigint" ? value : BigInt(round(args.number(0, "x")));
    };
  return nativeModule("math", {
    ...Object.fromEntries(Object.entries(floats).map(([name, body]) => [name, ((args) => body(args.number(0, "x"))) as Definition])),
    pi: Math.PI,
    e: Math.E,
    tau: 2 * Math.PI,
    inf: Number.POSITIVE_INFINITY,
    nan: Number.NaN,
    floor: whole(Math.floor),
    ceil: whole(Math.ceil),
    trunc: whole(Math.trunc),
    log(args) {
      const x = domain(Math.log(args.number(0, "x")), args.number(0, "x") > 0);
      return args.find(1) === undefined ? x : x / Math.log(args.number(1, "base"));
    },
    pow: (args) => args.number(0, "x") ** args.number(1, "y"),
    fmod: (args) => args.number(0, "x") % args.number(1, "y"),
    atan2: (args) => Math.atan2(args.number(0, "y"), args.number(1, "x")),
    hypot: (args) => Math.hypot(...args.positional.map((_, index) => args.number(index, "x"))),
    copysign: (args) => Math.abs(args.number(0, "x")) * (args.number(1, "y") < 0 ? -1 : 1),
    isnan: (args) => Number.isNaN(args.number(0, "x")),
    isinf: (args) => Math.abs(args.number(0, "x")) === Number.POSITIVE_INFINITY,
    isfinite: (args) => Number.isFinite(args.number(0, "x")),
    isclose: (args) => {
      const [a, b] = [args.number(0, "a"), args.number(1, "b")];
      return (
        Math.abs(a - b) <= Math.max(args.number(9, "rel_tol", 1e-9) * Math.max(Math.abs(a), Math.abs(b)), args.number(9, "abs_tol", 0))
      );
    },
    isqrt(args) {
      const n = args.integer(0, "n");
      if (n < 2n) return n;
      let x = BigInt(Math.floor(Math.sqrt(Number(n))));
      while (x * x > n) x--;
      while ((x + 1n) * (x + 1n) <= n) x++;
      return x;
    },
    factorial(args) {
      let result = 1n;
      for (let n = args.integer(0, "x"); n > 1n; n--) result *= n;
      return result;
    },
    gcd: (args) => args.positional.map((_, index) => args.integer(index, "n")).reduce(gcd, 0n),
    lcm: (args) => args.positional.map((_, index) => args.integer(index, "n")).reduce((a, b) => (a * b) / (gcd(a, b) || 1n), 1n),
    comb(args) {
      const [n, k] = [args.integer(0, "n"), args.integer(1, "k")];
      let result = 1n;
      for (let index = 1n; index <= k; index++) result = (result * (n - k + index)) / index;
      return k > n ? 0n : result;
    },
    modf: (args) => new PyTuple([args.number(0, "x") % 1, Math.trunc(args.number(0, "x"))]),
    *fsum(args) {
      let total = 0;
      for (const item of yield* listOf(args.get(0, "seq"))) total += Number(item);
      return total;
    },
    *prod(args) {
      let total: Value = 1n;
      for (const item of yield* listOf(args.get(0, "iterable"))) total = yield* binary("*", total, item);
      return total;
    },
  });
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y) [x, y] = [y, x % y];
  return x;
}
