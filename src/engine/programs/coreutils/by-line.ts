/**
 * Which text tools, called how, say of every line what they would say of it alone. Those need not wait for the end of what
 * they read: `docker logs -f web | grep GET` shows each line as it comes.
 */

/** How the answers about pieces of the input become the answer about all of it. */
export interface ByLine {
  /** Ends as soon as a piece has succeeded (`grep -q`). */
  readonly untilFound?: boolean;
  /** Each piece gives a number, and they are added up (`grep -c`). */
  readonly sums?: boolean;
  /** Lines begin with their number in the piece (`grep -n`). */
  readonly numbers?: boolean;
  /** Ends after so many lines were found (`grep -m 5`). */
  readonly most?: number;
  /** Succeeds when any piece did, as `grep` does; otherwise the last one decides. */
  readonly anySucceeds?: boolean;
}

/** How a tool can be run piece by piece; `undefined` where it needs to see everything. */
export function byLine(tool: string, args: readonly string[]): ByLine | undefined {
  switch (tool) {
    case "grep":
    case "egrep":
    case "fgrep":
      return grepByLine(args);
    case "sed":
      return sedScript(args)?.every(isStateless) ? {} : undefined;
    case "awk":
      return awkIsStateless(args) ? {} : undefined;
    case "cut":
    case "rev":
    case "expand":
    case "unexpand":
    case "fold":
      return args.includes("-z") ? undefined : {};
    case "tr":
      // Squeezing looks at what came before.
      return args.some((word) => /^-\w*s|^--squeeze/.test(word)) ? undefined : {};
    default:
      return undefined;
  }
}

function grepByLine(args: readonly string[]): ByLine | undefined {
  let letters = "";
  let most: number | undefined;
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as string;
    if (word === "--") break;
    if (/^--(line-buffered|colou?r(=.*)?|ignore-case|invert-match|only-matching)$/.test(word)) continue;
    if (word.startsWith("--")) return undefined;
    if (!/^-[A-Za-z]/.test(word)) continue;
    const attached = /^-m(\d*)$/.exec(word)?.[1];
    if (attached !== undefined) {
      most = Number(attached || args[++index]);
      continue;
    }
    letters += word.slice(1);
    // What follows -e belongs to it.
    if (word.endsWith("e")) index++;
    else if (/e./.test(word)) letters = letters.replace(/e.*$/, "e");
  }
  if (!/^[ivEFGPwxohqcnaHse]*$/.test(letters)) return undefined;
  return {
    ...(most !== undefined && { most }),
    anySucceeds: true,
    untilFound: letters.includes("q"),
    sums: letters.includes("c"),
    numbers: letters.includes("n"),
  };
}

/** The commands of a script given on the command line; `undefined` where options make the whole input matter. */
function sedScript(args: readonly string[]): readonly string[] | undefined {
  const scripts: string[] = [];
  let named = false;
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as string;
    if (/^-(n?E?r?u?)*e$/.test(word)) {
      scripts.push(args[++index] ?? "");
      named = true;
    } else if (/^-[nEru]+$|^--(unbuffered|quiet|silent|regexp-extended)$/.test(word)) continue;
    else if (word.startsWith("-") && word !== "-") return undefined;
    else if (!named && scripts.length === 0) scripts.push(word);
  }
  return scripts.flatMap((script) => script.split("\n"));
}

/** `s/a/b/g`, `/re/d`, `p`, `y/ab/cd/`: no line numbers, no hold space, no second line. */
function isStateless(command: string): boolean {
  const address = String.raw`(?:/(?:[^/\\]|\\.)*/I?\s*!?\s*)?`;
  const substitution = String.raw`s([^\w\s\\])(?:(?!\1)[^\\]|\\.)*\1(?:(?!\1)[^\\]|\\.)*\1[giIpI\d]*`;
  const translation = String.raw`y/(?:[^/\\]|\\.)*/(?:[^/\\]|\\.)*/`;
  const one = String.raw`\s*${address}(?:${substitution}|${translation}|[dp])\s*`;
  // The back references count on from one command to the next: commands are taken off one by one.
  const first = new RegExp(`^${one}(?:;|$)`);
  let rest = command;
  while (rest.trim() !== "") {
    const match = first.exec(rest);
    if (!match || match[0] === "") return false;
    rest = rest.slice(match[0].length);
  }
  return true;
}

/** Nothing but patterns and prints about the line at hand. */
function awkIsStateless(args: readonly string[]): boolean {
  const words: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as string;
    if (word === "-F" || word === "-v") index++;
    else if (/^-[Fv]./.test(word)) continue;
    else if (word.startsWith("-")) return false;
    else words.push(word);
  }
  const [program = ""] = words;
  if (words.length !== 1) return false;
  const bare = program.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/\/(?:[^/\\\n]|\\.)+\//g, "//");
  if (/\b(BEGIN|END|NR|FNR|getline|exit|system|function|next|nextfile|delete|close|rand|srand|fflush|in)\b/.test(bare)) return false;
  return !/[^=!<>]=[^=~]|\+\+|--|>|\||\[|,\s*\/\/|\/\/\s*,/.test(bare);
}
