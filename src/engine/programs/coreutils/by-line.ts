/**
 * Which text tools, called how, say of every line what they would say of it alone. Those need not wait for the end of what
 * they read: `docker logs -f web | cut -d' ' -f1` shows each line as it comes.
 */

/** Whether a tool can be run piece by piece; not where it needs to see everything. */
export function worksByLine(tool: string, args: readonly string[]): boolean {
  switch (tool) {
    case "sed":
      return sedScript(args)?.every(isStateless) ?? false;
    case "awk":
      return awkIsStateless(args);
    case "cut":
    case "rev":
    case "expand":
    case "unexpand":
    case "fold":
      return !args.includes("-z");
    default:
      return false;
  }
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
