/** Words of a find expression that hold for the whole search and test nothing. */
import { FindError } from "./expression.ts";
import type { Words } from "./words.ts";

interface Option {
  /** GNU's find warns when it comes after a test. */
  readonly global: boolean;
  readonly gnuOnly?: boolean;
  read(words: Words, name: string): void;
}

function depth(set: (words: Words, value: number) => void): Option {
  return {
    global: true,
    read: (words, name) => {
      const text = words.value(name);
      if (!/^\d+$/.test(text))
        throw new FindError(
          words.search.tool.gnu ? `Expected a positive decimal integer argument to ${name}, but got ‘${text}’` : `invalid number '${text}'`,
        );
      set(words, Number(text));
    },
  };
}

const contentsFirst: Option = {
  global: true,
  read: ({ search }) => {
    search.settings.contentsFirst = true;
  },
};
const oneFileSystem: Option = {
  global: true,
  read: ({ search }) => {
    search.settings.oneFileSystem = true;
  },
};
const nothing: Option = { global: false, gnuOnly: true, read: () => {} };

export const options: Readonly<Record<string, Option>> = {
  "-maxdepth": depth(({ search }, value) => {
    search.settings.maxDepth = value;
  }),
  "-mindepth": depth(({ search }, value) => {
    search.settings.minDepth = value;
  }),
  "-depth": contentsFirst,
  "-d": { ...contentsFirst, gnuOnly: true },
  "-xdev": oneFileSystem,
  "-mount": { ...oneFileSystem, gnuOnly: true },
  "-follow": {
    global: false,
    read: ({ search }) => {
      search.settings.follow = "always";
    },
  },
  "-noleaf": nothing,
  "-warn": nothing,
  "-nowarn": nothing,
  "-ignore_readdir_race": nothing,
  "-regextype": {
    global: false,
    gnuOnly: true,
    read: (words, name) => {
      words.search.regexType = words.value(name);
      if (!regexTypes.includes(words.search.regexType))
        throw new FindError(
          `Unknown regular expression type ‘${words.search.regexType}’; valid types are ${regexTypes.map((type) => `‘${type}’`).join(", ")}.`,
        );
    },
  },
};

const regexTypes = [
  "findutils-default",
  "ed",
  "emacs",
  "gnu-awk",
  "grep",
  "posix-awk",
  "awk",
  "posix-basic",
  "posix-egrep",
  "egrep",
  "posix-extended",
  "posix-minimal-basic",
  "sed",
];
