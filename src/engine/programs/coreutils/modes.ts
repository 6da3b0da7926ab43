export class ModeError extends Error {}

/**
 * `755`, `u+x`, `go=`, `a+rX`: the mode that results from `before`. With GNU's chmod (`gnu`) a directory keeps setuid and setgid
 * where the mode does not name them. Throws `ModeError`.
 */
export function parseMode(text: string, before: number, options: { directory: boolean; umask: number; gnu?: boolean }): number {
  if (/^[0-7]{1,5}$/.test(text)) {
    const mode = Number.parseInt(text, 8);
    // Five digits name them.
    return options.gnu && options.directory && text.length < 5 ? mode | (before & 0o6000 & ~(text.length === 4 ? mode : 0)) : mode;
  }
  let mode = before;
  for (const clause of text.split(",")) {
    const match = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(clause);
    if (!match) throw new ModeError(text);
    const who = match[1] as string;
    for (const action of (match[2] as string).match(/[-+=](?:[rwxXst]*|[ugo])/g) ?? []) mode = apply(mode, who, action, options);
  }
  return mode;
}

function apply(mode: number, who: string, action: string, options: { directory: boolean; umask: number; gnu?: boolean }): number {
  const operator = action[0];
  const permissions = action.slice(1);
  const everyone = who === "" || who.includes("a");
  const classes = everyone ? "ugo" : who;
  let bits = 0;
  let affected = 0;
  for (const [name, shift] of [
    ["u", 6],
    ["g", 3],
    ["o", 0],
  ] as const) {
    if (!classes.includes(name)) continue;
    affected |= 7 << shift;
    let own = 0;
    if (/^[ugo]$/.test(permissions)) own = (mode >> { u: 6, g: 3, o: 0 }[permissions as "u" | "g" | "o"]) & 7;
    else {
      if (permissions.includes("r")) own |= 4;
      if (permissions.includes("w")) own |= 2;
      if (permissions.includes("x")) own |= 1;
      if (permissions.includes("X") && (options.directory || (mode & 0o111) !== 0)) own |= 1;
    }
    bits |= own << shift;
    if (permissions.includes("s")) bits |= name === "u" ? 0o4000 : name === "g" ? 0o2000 : 0;
    if (name !== "o" && operator === "=" && !(options.gnu && options.directory)) affected |= name === "u" ? 0o4000 : 0o2000;
  }
  if (everyone || (options.gnu && classes.includes("o"))) affected |= 0o1000;
  if (permissions.includes("t")) bits |= 0o1000;
  if (who === "") bits &= ~options.umask;
  if (operator === "+") return mode | bits;
  if (operator === "-") return mode & ~bits;
  return (mode & ~affected) | bits;
}

const types = { file: "-", directory: "d", symlink: "l", character: "c", block: "b", fifo: "p" } as const;

/** `drwxr-xr-x`. */
export function modeText(kind: keyof typeof types, mode: number): string {
  const triple = (shift: number, special: boolean, letter: string): string => {
    const bits = mode >> shift;
    const execute = bits & 1 ? (special ? letter : "x") : special ? letter.toUpperCase() : "-";
    return `${bits & 4 ? "r" : "-"}${bits & 2 ? "w" : "-"}${execute}`;
  };
  return `${types[kind]}${triple(6, (mode & 0o4000) !== 0, "s")}${triple(3, (mode & 0o2000) !== 0, "s")}${triple(0, (mode & 0o1000) !== 0, "t")}`;
}
