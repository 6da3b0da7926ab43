/** Lists such as `1,3-5,7-`, as `cut` takes them. */

/** Whether a place, counted from 1, is in a list. */
export type Chosen = (place: number) => boolean;

/** A list that can't be read; the message is the flavour's. */
export class ListError extends Error {}

/** The first and the last place of a part of a list. */
export type Range = readonly [from: number, to: number];

interface ListOptions {
  readonly gnu: boolean;
  readonly fields: boolean;
}

/** @throws ListError */
export function parseRanges(text: string, options: ListOptions): Chosen {
  return inOneOf(rangesOf(text, options));
}

/** What is in any of the parts. */
export function inOneOf(ranges: readonly Range[]): Chosen {
  return (place) => ranges.some(([from, to]) => place >= from && place <= to);
}

/** The parts as they are written. @throws ListError */
export function rangesOf(text: string, { gnu, fields }: ListOptions): Range[] {
  const ranges: Range[] = [];
  for (const part of text.split(/[, \t]/)) {
    const [from = "", to, ...more] = part.split("-");
    if (!gnu && part === "") throw new ListError(text);
    if (gnu && more.length > 0) throw new ListError(fields ? "invalid field range" : "invalid byte or character range");
    for (const word of [from, to ?? ""])
      if (!/^\d*$/.test(word))
        throw new ListError(gnu ? `invalid ${fields ? "field value" : "byte/character position"} ‘${word}’` : `invalid number '${word}'`);
    if (gnu && to === "" && from === "") throw new ListError("invalid range with no endpoint: -");
    const first = from === "" && to !== undefined ? 1 : Number(from);
    const last = to === undefined ? first : to === "" ? Number.POSITIVE_INFINITY : Number(to);
    if (gnu && (first === 0 || part === ""))
      throw new ListError(fields ? "fields are numbered from 1" : "byte/character positions are numbered from 1");
    if (last < first) throw new ListError(gnu ? "invalid decreasing range" : `${last}<${first - 1}`);
    ranges.push([first, last]);
  }
  return ranges;
}
