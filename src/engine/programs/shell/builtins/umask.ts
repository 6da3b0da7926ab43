/** What `umask` reads and shows: a mask in octal, or in words what it lets through. */

const who = [
  ["u", 6],
  ["g", 3],
  ["o", 0],
] as const;

/** `u=rwx,g=rx,o=rx` for 022. */
export function symbolicUmask(mask: number): string {
  return who.map(([letter, shift]) => `${letter}=${letters(~(mask >> shift) & 7)}`).join(",");
}

function letters(bits: number): string {
  return `${bits & 4 ? "r" : ""}${bits & 2 ? "w" : ""}${bits & 1 ? "x" : ""}`;
}

export function octalUmask(word: string): number | undefined {
  return /^[0-7]+$/.test(word) ? Number.parseInt(word, 8) & 0o777 : undefined;
}

/** `u=rwx,g-w,o=`: what is let through changes as `chmod` would change it. `undefined` when it can't be read. */
export function umaskFromWords(text: string, mask: number): number | undefined {
  let allowed = ~mask & 0o777;
  for (const clause of text.split(",")) {
    const match = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause);
    if (!match) return undefined;
    const [, people = "", operator, permissions = ""] = match;
    const bits = (permissions.includes("r") ? 4 : 0) | (permissions.includes("w") ? 2 : 0) | (permissions.includes("x") ? 1 : 0);
    for (const [letter, shift] of who) {
      if (people !== "" && !people.includes(letter) && !people.includes("a")) continue;
      if (operator === "=") allowed &= ~(7 << shift);
      allowed = operator === "-" ? allowed & ~(bits << shift) : allowed | (bits << shift);
    }
  }
  return ~allowed & 0o777;
}
