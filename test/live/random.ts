/** Chance from a seed: the same seed and number give the same case on every machine. */
export interface Chance {
  /** 0 to `limit - 1`. */
  below(limit: number): number;
  one<T>(from: readonly T[]): T;
  /** True in `share` (0 to 1) of all cases. */
  yes(share: number): boolean;
  /** Calls one of several makers; a maker given as `[weight, maker]` comes up that many times as often. */
  of<T>(makers: readonly Maker<T>[]): T;
}

export type Maker<T> = (() => T) | readonly [weight: number, make: () => T];

export function chance(seed: number, number: number): Chance {
  const next = mulberry32(seed * 100_003 + number);
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    one: (from) => from[below(from.length)] as (typeof from)[number],
    yes: (share) => next() < share,
    of(makers) {
      const weights = makers.map((maker) => (typeof maker === "function" ? 1 : maker[0]));
      let at = below(weights.reduce((sum, weight) => sum + weight, 0));
      const index = weights.findIndex((weight) => {
        at -= weight;
        return at < 0;
      });
      const maker = makers[index] as (typeof makers)[number];
      return typeof maker === "function" ? maker() : maker[1]();
    },
  };
}

/** Small, and good enough to shuffle Dockerfiles. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
