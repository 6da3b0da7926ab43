/** What `--chmod` does to a mode: octal digits replace it, `u+x,go=rX` changes it as chmod(1) would. */

export type ChangeMode = (mode: number, isDirectory: boolean) => number;

const clause = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/;
const shift: Readonly<Record<string, number>> = { u: 6, g: 3, o: 0 };
const bits: Readonly<Record<string, number>> = { r: 4, w: 2, x: 1 };

/** Undefined when the text is no mode. */
export function parseChmod(text: string): ChangeMode | undefined {
  if (/^[0-7]{1,5}$/.test(text)) {
    const mode = Number.parseInt(text, 8);
    return mode <= 0o7777 ? () => mode : undefined;
  }
  const clauses = text.split(",").map((part) => clause.exec(part));
  if (clauses.some((match) => !match)) return undefined;
  const changes = clauses.flatMap((match) => {
    const who = match?.[1] === "" || match?.[1]?.includes("a") ? "ugo" : (match?.[1] ?? "");
    return [...(match?.[2] ?? "").matchAll(/([-+=])([ugo]|[rwxXst]*)/g)].map(([, operator = "", what = ""]) => ({ who, operator, what }));
  });
  return (mode, isDirectory) =>
    changes.reduce((current, { who, operator, what }) => {
      const set = maskOf(who, what, current, isDirectory || (mode & 0o111) !== 0);
      if (operator === "+") return current | set;
      if (operator === "-") return current & ~set;
      return (current & ~[...who].reduce((all, one) => all | (7 << (shift[one] as number)), 0)) | set;
    }, mode);
}

/** @param mayRun what `X` asks: a directory, or a file that could be run before any of the changes */
function maskOf(who: string, what: string, mode: number, mayRun: boolean): number {
  let mask = 0;
  for (const one of who) {
    const place = shift[one] as number;
    for (const letter of what) {
      if (letter in shift) mask |= ((mode >> (shift[letter] as number)) & 7) << place;
      else if (letter in bits) mask |= (bits[letter] as number) << place;
      else if (letter === "X" && mayRun) mask |= 1 << place;
      else if (letter === "s" && one !== "o") mask |= one === "u" ? 0o4000 : 0o2000;
      else if (letter === "t") mask |= 0o1000;
    }
  }
  return mask;
}
