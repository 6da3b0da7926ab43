/** The order of go-yaml for the keys of a mapping: letters after everything else, and numbers by what they are worth. */

const isLetter = (character: string): boolean => /\p{L}/u.test(character);
const isDigit = (character: string): boolean => /\p{Nd}/u.test(character);

/** As `sort` wants it. `a2` comes before `a10`, `_a` before `a`. */
export function byNature(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  const at = a.findIndex((character, index) => character !== b[index]);
  if (at < 0 || at >= b.length) return a.length - b.length;
  const [x, y] = [a[at] as string, b[at] as string];
  if (isLetter(x) && isLetter(y)) return byCode(x, y);
  if (isLetter(x) || isLetter(y)) {
    // Within a number, what ends it comes first: `x1a` before `x10`.
    const afterDigit = at > 0 && isDigit(a[at - 1] as string);
    return isLetter(x) === afterDigit ? -1 : 1;
  }
  const [left, right] = [numberFrom(a, at), numberFrom(b, at)];
  // Behind 1, the 0 of 10 is a digit like others; alone it adds nothing, and the longer of two equal numbers comes last.
  const leads = (x === "0" || y === "0") && startedBefore(a, at) ? "1" : "";
  const difference = Number(leads + left) - Number(leads + right);
  return difference || left.length - right.length || byCode(x, y);
}

/** The digits from a place on. */
function numberFrom(text: readonly string[], at: number): string {
  const end = text.findIndex((character, index) => index >= at && !isDigit(character));
  return text.slice(at, end < 0 ? undefined : end).join("");
}

/** Whether the digits before a place hold more than zeros. */
function startedBefore(text: readonly string[], at: number): boolean {
  const digits = /(\p{Nd}*)$/u.exec(text.slice(0, at).join(""))?.[1] ?? "";
  return /[^0]/.test(digits);
}

function byCode(x: string, y: string): number {
  return (x.codePointAt(0) as number) - (y.codePointAt(0) as number);
}
