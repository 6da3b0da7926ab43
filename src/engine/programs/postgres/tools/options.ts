/** Options as PostgreSQL's tools read them (`getopt_long`), operands wherever they stand. */

export interface Options {
  /** The last value of each, by long name; "" for one without. */
  readonly values: ReadonlyMap<string, string>;
  /** Every one that was given, in order. */
  readonly repeated: readonly (readonly [name: string, value: string])[];
  /** The same. */
  readonly order: readonly (readonly [name: string, value: string])[];
  readonly operands: readonly string[];
}

/**
 * @param usage long names by letter, with `:` after those that take a value; those without a letter under `""`
 * @returns the complaint when there is something to complain about
 */
export function readOptions(tool: string, args: readonly string[], usage: Readonly<Record<string, string>>): Options | string {
  const letters = new Map<string, string>();
  const names = new Map<string, boolean>();
  for (const [letter, words] of Object.entries(usage))
    for (const word of words.split(" ")) {
      const name = word.replace(":", "");
      names.set(name, word.endsWith(":"));
      if (letter !== "") letters.set(letter, name);
    }
  const repeated: [string, string][] = [];
  const operands: string[] = [];
  const wrong = (text: string): string => `${tool}: ${text}\n${tool}: hint: Try "${tool} --help" for more information.\n`;
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? "";
    if (word === "--") {
      operands.push(...args.slice(index + 1));
      break;
    }
    if (word.startsWith("--")) {
      const [given = "", ...rest] = word.slice(2).split("=");
      const close = [...names.keys()].filter((name) => name.startsWith(given));
      const name = names.has(given) ? given : close.length === 1 ? (close[0] as string) : undefined;
      if (name === undefined) return wrong(`unrecognized option '--${given}'`);
      if (!names.get(name)) repeated.push([name, ""]);
      else if (rest.length > 0) repeated.push([name, rest.join("=")]);
      else if (index + 1 < args.length) repeated.push([name, args[++index] ?? ""]);
      else return wrong(`option '--${name}' requires an argument`);
    } else if (word.startsWith("-") && word !== "-") {
      for (let at = 1; at < word.length; at++) {
        const letter = word[at] as string;
        const name = letters.get(letter);
        if (name === undefined) return wrong(`invalid option -- '${letter}'`);
        if (!names.get(name)) repeated.push([name, ""]);
        else {
          const rest = word.slice(at + 1);
          if (rest === "" && index + 1 >= args.length) return wrong(`option requires an argument -- '${letter}'`);
          repeated.push([name, rest === "" ? (args[++index] ?? "") : rest]);
          break;
        }
      }
    } else operands.push(word);
  }
  return { values: new Map(repeated), repeated, order: repeated, operands };
}
