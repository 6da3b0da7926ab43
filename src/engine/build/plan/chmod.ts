/** What `--chmod` does to a mode: octal digits replace it, `u+x,go=rX` changes it, by the rules of BSD's setmode(3). */

export type ChangeMode = (mode: number, isDirectory: boolean) => number;

/** One change of the list that a text comes to; `mayRun` is what `X` asks: a directory, or a file that could be run before. */
type Change = (mode: number, mayRun: boolean) => number;

const clause = /^([ugoa]*)((?:[-+=][rwxXstugo]*)+)$/;

/** What each class may change: its nine bits' share, and the set-id bit that is its own. */
const classes: Readonly<Record<string, number>> = { u: 0o4700, g: 0o2070, o: 0o0007, a: 0o6777 };
const permissions: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111, s: 0o6000, t: 0o1000 };
const shift: Readonly<Record<string, number>> = { u: 6, g: 3, o: 0 };

/** Undefined when the text is no mode. */
export function parseChmod(text: string): ChangeMode | undefined {
  if (/^[0-7]{1,5}$/.test(text)) {
    const mode = Number.parseInt(text, 8);
    return mode <= 0o7777 ? () => mode : undefined;
  }
  const clauses = text.split(",").map((part) => clause.exec(part));
  if (clauses.some((match) => !match)) return undefined;
  const changes = clauses.flatMap((match) =>
    [...(match?.[2] ?? "").matchAll(/([-+=])([^-+=]*)/g)].flatMap(([, operator = "", letters = ""]) =>
      changesOf(match?.[1] ?? "", operator, letters),
    ),
  );
  return (mode, isDirectory) => {
    const mayRun = isDirectory || (mode & 0o111) !== 0;
    return changes.reduce((current, change) => change(current, mayRun), mode);
  };
}

/** The changes of `go=rX`, say: permissions that stand together are one, each class that is copied from one of its own. */
function changesOf(who: string, operator: string, letters: string): Change[] {
  const changes: Change[] = [];
  let named = [...who].reduce((all, one) => all | (classes[one] as number), 0);
  const isOthersAlone = /^o+$/.test(who);
  let [given, ifRunnable, isSet] = [0, 0, false];
  const flush = (atEnd: boolean): void => {
    // `g=u` alone leaves the set-id bits; `g=` and `g=r` take them away.
    if (given !== 0 || (atEnd && operator === "=" && !isSet)) changes.push(changed(operator, named, given));
    if (ifRunnable !== 0) {
      const bits = ifRunnable & (named || ~0);
      changes.push((mode, mayRun) => (mayRun ? (operator === "-" ? mode & ~bits : mode | bits) : mode));
    }
    [given, ifRunnable] = [0, 0];
  };
  for (const letter of letters) {
    if (letter === "X") ifRunnable = 0o111;
    else if (letter in shift) {
      flush(false);
      isSet = true;
      changes.push(copied(operator, who, letter));
    } else if (!isOthersAlone || !"st".includes(letter)) {
      given |= permissions[letter] as number;
      // Who says t names that bit too, and may have named nothing else.
      if (letter === "t") named |= 0o1000;
    }
  }
  flush(true);
  return changes;
}

/** @param named the bits that may change; 0 stands for all but the sticky bit */
function changed(operator: string, named: number, given: number): Change {
  const bits = given & (named || ~0);
  if (operator === "+") return (mode) => mode | bits;
  if (operator === "-") return (mode) => mode & ~bits;
  return (mode) => (mode & ~(named || (classes.a as number))) | bits;
}

/** `g=u`: the three bits of one class for others. */
function copied(operator: string, who: string, from: string): Change {
  const to = who === "" || who.includes("a") ? "ugo" : who;
  return (mode) => {
    const bits = (mode >> (shift[from] as number)) & 7;
    const spread = (value: number) => [...to].reduce((all, one) => all | (value << (shift[one] as number)), 0);
    if (operator === "-") return mode & ~spread(bits);
    return (operator === "=" ? mode & ~spread(7) : mode) | spread(bits);
  };
}
