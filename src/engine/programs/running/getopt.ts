/** `getopt`: a script's options in the order and form that its `case` expects. */
import type { Applet } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";
import { singleQuoted } from "../shell/quoting.ts";

interface Letters {
  readonly short: string;
  readonly long: readonly string[];
  readonly name: string;
  readonly say: (text: string) => void;
}

export const getopt: Applet = (process, args, tool) => {
  if (args.length === 0) return tool.gnu ? tool.usage("missing optstring argument", 2) : tool.fail("missing optstring argument");
  const compatible = process.env.has("GETOPT_COMPATIBLE") || !args[0]?.startsWith("-");
  const options = parseOptions(compatible ? ["--", ...args] : args, {
    short: "ao:l:n:qQs:Tu",
    long: {
      options: "o:",
      longoptions: "l:",
      name: "n:",
      quiet: "q",
      "quiet-output": "Q",
      shell: "s:",
      test: "T",
      unquoted: "u",
      alternative: "a",
    },
    stopAtOperand: true,
  });
  if (options.has("T")) return 4;
  const words = [...options.operands];
  const short = options.value("o") ?? words.shift() ?? "";
  const name = options.value("n") ?? tool.name;
  const read = arranged(words, {
    short,
    long: options.values("l").flatMap((list) => list.split(/[,\s]+/).filter(Boolean)),
    name,
    say: (text) => {
      if (!options.has("q")) process.stderr(`${name}: ${text}\n`);
    },
  });
  const plain = compatible || options.has("u");
  const quote = (word: string): string => (plain ? word : singleQuoted(word));
  const parts = [
    ...read.options.map(({ word, value }) => (value === undefined ? word : `${word} ${quote(value)}`)),
    "--",
    ...read.operands.map(quote),
  ];
  if (!options.has("Q")) process.stdout(` ${parts.join(" ")}\n`);
  return read.good ? 0 : 1;
};

interface Read {
  readonly options: { readonly word: string; readonly value?: string }[];
  readonly operands: string[];
  good: boolean;
}

function arranged(words: readonly string[], { short, long, say }: Letters): Read {
  const read: Read = { options: [], operands: [], good: true };
  const wrong = (text: string): void => {
    say(text);
    read.good = false;
  };
  const inOrder = short.startsWith("+");
  const letters = short.replace(/^[+-]/, "");
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    if (word === "--" || (inOrder && !/^-./.test(word))) {
      read.operands.push(...words.slice(index + (word === "--" ? 1 : 0)));
      break;
    }
    if (word.startsWith("--") && long.length > 0) index += longOption(word, words[index + 1]);
    else if (/^-./.test(word)) index += shortOptions(word, words[index + 1]);
    else read.operands.push(word);
  }
  return read;

  /** Gives how many words more it has taken. */
  function longOption(word: string, next: string | undefined): number {
    const [written = "", value] = word.slice(2).split(/=(.*)/s);
    const found = long.filter((one) => one.replace(/:+$/, "").startsWith(written));
    const exact = long.find((one) => one.replace(/:+$/, "") === written) ?? (found.length === 1 ? found[0] : undefined);
    if (exact === undefined) {
      wrong(found.length > 1 ? `option '--${written}' is ambiguous` : `unrecognized option '--${written}'`);
      return 0;
    }
    const name = exact.replace(/:+$/, "");
    if (!exact.endsWith(":")) {
      if (value !== undefined) wrong(`option '--${name}' doesn't allow an argument`);
      else read.options.push({ word: `--${name}` });
      return 0;
    }
    if (value !== undefined || exact.endsWith("::")) {
      read.options.push({ word: `--${name}`, value: value ?? "" });
      return 0;
    }
    if (next === undefined) wrong(`option '--${name}' requires an argument`);
    else read.options.push({ word: `--${name}`, value: next });
    return 1;
  }

  function shortOptions(word: string, next: string | undefined): number {
    for (let position = 1; position < word.length; position++) {
      const letter = word[position] as string;
      const place = letter === ":" ? -1 : letters.indexOf(letter);
      if (place < 0) {
        wrong(`invalid option -- '${letter}'`);
        continue;
      }
      if (letters[place + 1] !== ":") {
        read.options.push({ word: `-${letter}` });
        continue;
      }
      const attached = word.slice(position + 1);
      if (attached !== "" || letters[place + 2] === ":") {
        read.options.push({ word: `-${letter}`, value: attached });
        return 0;
      }
      if (next === undefined) wrong(`option requires an argument -- '${letter}'`);
      else read.options.push({ word: `-${letter}`, value: next });
      return 1;
    }
    return 0;
  }
}
