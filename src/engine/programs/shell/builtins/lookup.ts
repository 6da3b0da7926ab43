import type { Builtin, Builtins } from "../builtins.ts";
import { functionListing } from "../listing.ts";
import { findExecutable } from "../../../kernel/find-executable.ts";
import { singleQuoted } from "../quoting.ts";
import type { Shell } from "../shell.ts";

const keywords = new Set([
  "if",
  "then",
  "else",
  "elif",
  "fi",
  "do",
  "done",
  "case",
  "esac",
  "while",
  "until",
  "for",
  "{",
  "}",
  "!",
  "in",
  "[[",
  "]]",
  "function",
  "time",
  "select",
]);

type Meaning = { kind: "keyword" | "function" | "builtin" } | { kind: "alias"; text: string } | { kind: "file"; path: string };

function meaningOf(shell: Shell, name: string): Meaning | undefined {
  const alias = shell.state.aliases.get(name);
  if (alias !== undefined) return { kind: "alias", text: alias };
  if (keywords.has(name) && !(shell.dialect.name === "dash" && ["[[", "]]", "function", "time", "select"].includes(name)))
    return { kind: "keyword" };
  if (shell.state.functions.has(name)) return { kind: "function" };
  if (shell.extraBuiltins.has(name) || shell.walker.findBuiltin(shell, name)) return { kind: "builtin" };
  const found = findExecutable(shell.process.fs, name, shell.state.get("PATH"), shell.state.cwd);
  return found.kind === "found" ? { kind: "file", path: name.includes("/") ? name : found.path } : undefined;
}

const type: Builtin = async (shell, args) => {
  const bash = shell.dialect.name === "bash";
  const flags = args.filter((word) => /^-[tpaPf]+$/.test(word)).join("");
  let status = 0;
  for (const name of args.filter((word) => !/^-[tpaPf]+$/.test(word))) {
    const meaning = meaningOf(shell, name);
    if (!meaning) {
      if (!flags.includes("t") && !flags.includes("p")) {
        if (bash) shell.complain({ kind: "text", text: `type: ${name}: not found` });
        else shell.out(`${name}: not found\n`);
      }
      status = bash ? 1 : 127;
    } else if (flags.includes("t")) shell.out(`${meaning.kind}\n`);
    else if (flags.includes("p") || flags.includes("P")) {
      if (meaning.kind === "file") shell.out(`${meaning.path}\n`);
    } else {
      const listed = bash && meaning.kind === "function" ? shell.state.functions.get(name) : undefined;
      shell.out(`${name} is ${words(shell, meaning)}\n${listed ? functionListing(listed) : ""}`);
    }
  }
  return status;
};

function words(shell: Shell, meaning: Meaning): string {
  switch (meaning.kind) {
    case "alias":
      return shell.dialect.name === "bash" ? `aliased to \`${meaning.text}'` : `an alias for ${meaning.text}`;
    case "file":
      return meaning.path;
    case "function":
      return shell.dialect.name === "dash" ? "a shell function" : "a function";
    case "builtin":
      return "a shell builtin";
    case "keyword":
      return "a shell keyword";
  }
}

const command: Builtin = async (shell, args) => {
  const flag = args[0];
  if (flag === "-v" || flag === "-V") {
    if (flag === "-V") return type(shell, args.slice(1), "type");
    const name = args[1] ?? "";
    const meaning = meaningOf(shell, name);
    if (!meaning) return shell.dialect.name === "bash" ? 1 : 127;
    shell.out(`${meaning.kind === "file" ? meaning.path : meaning.kind === "alias" ? `alias ${name}='${meaning.text}'` : name}\n`);
    return 0;
  }
  const words = flag === "-p" || flag === "--" ? args.slice(1) : args;
  const [name] = words;
  if (name === undefined) return 0;
  const builtin = shell.extraBuiltins.get(name) ?? shell.walker.findBuiltin(shell, name);
  return builtin ? builtin(shell, words.slice(1), name) : shell.walker.runExternal(shell, words, shell.state.environment());
};

export const lookupBuiltins: Builtins = {
  type,
  command,
  builtin: async (shell, args) => {
    const name = args[0] ?? "";
    const builtin = shell.walker.findBuiltin(shell, name);
    if (builtin) return builtin(shell, args.slice(1), name);
    shell.complain({ kind: "text", text: `builtin: ${name}: not a shell builtin` });
    return 1;
  },
  hash: async (shell, args) => {
    if (args.length === 0 && shell.dialect.name === "bash") shell.out("hash: hash table empty\n");
    return 0;
  },
  alias: async (shell, args) => {
    const bash = shell.dialect.name === "bash";
    const show = (name: string, text: string): void => shell.out(`${bash ? "alias " : ""}${name}=${singleQuoted(text)}\n`);
    if (args.length === 0) for (const [name, text] of [...shell.state.aliases].sort()) show(name, text);
    let status = 0;
    for (const word of args) {
      const at = word.indexOf("=");
      if (at > 0) shell.state.aliases.set(word.slice(0, at), word.slice(at + 1));
      else {
        const text = shell.state.aliases.get(word);
        if (text !== undefined) show(word, text);
        else {
          shell.complain({ kind: "text", text: bash ? `alias: ${word}: not found` : `alias: ${word} not found` });
          status = 1;
        }
      }
    }
    return status;
  },
  unalias: async (shell, args) => {
    if (args.includes("-a")) shell.state.aliases.clear();
    let status = 0;
    for (const name of args) if (name !== "-a" && !shell.state.aliases.delete(name)) status = 1;
    return status;
  },
  help: async (shell) => {
    shell.out(
      `These commands are part of the shell itself:\n${shell.walker
        .builtinNames()
        .filter((name) => shell.walker.findBuiltin(shell, name))
        .sort()
        .join(" ")}\n`,
    );
    return 0;
  },
};
