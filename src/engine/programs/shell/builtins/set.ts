import type { Builtins } from "../builtins.ts";
import { quoteForShell } from "../quoting.ts";
import type { Shell } from "../shell.ts";
import { ExitShell } from "../signals.ts";
import type { ShellOptions } from "../state.ts";
import { shownValue } from "./variables.ts";

const letters: Readonly<Record<string, keyof ShellOptions>> = {
  e: "errexit",
  u: "nounset",
  x: "xtrace",
  f: "noglob",
  C: "noclobber",
  n: "noexec",
  a: "allexport",
};
/** Accepted and without effect here. */
const harmless = new Set(["b", "h", "m", "v", "E", "H", "P", "B", "T", "k", "p", "t"]);
const harmlessNames = new Set([
  "vi",
  "emacs",
  "posix",
  "monitor",
  "notify",
  "verbose",
  "history",
  "histexpand",
  "errtrace",
  "functrace",
  "hashall",
  "braceexpand",
  "ignoreeof",
  "interactive-comments",
  "physical",
  "nolog",
]);

function illegal(shell: Shell, option: string): number {
  if (shell.dialect.name === "bash") {
    shell.complain({
      kind: "text",
      text: option.startsWith("-o ") ? `set: ${option.slice(3)}: invalid option name` : `set: ${option}: invalid option`,
    });
    return option.startsWith("-o ") ? 1 : 2;
  }
  shell.complain({
    kind: "text",
    text: shell.dialect.name === "dash" ? `set: Illegal option ${option}` : `set: line 0: illegal option ${option}`,
  });
  throw new ExitShell(2);
}

/** `set -e -o pipefail -- a b`, also for the options a shell is started with. */
export function setOptions(shell: Shell, args: readonly string[]): number {
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as string;
    if (word === "--" || word === "-") {
      shell.state.positional = args.slice(index + 1);
      return 0;
    }
    if (!/^[-+]./.test(word)) {
      shell.state.positional = args.slice(index);
      return 0;
    }
    const on = word.startsWith("-");
    for (const letter of word.slice(1)) {
      if (letter === "o") {
        const name = args[++index];
        if (name === undefined) return listOptions(shell, on);
        if (!setNamed(shell, name, on)) return illegal(shell, `-o ${name}`);
        continue;
      }
      const option = letters[letter];
      if (option) shell.state.options[option] = on;
      else if (!harmless.has(letter)) return illegal(shell, `-${letter}`);
    }
  }
  return 0;
}

function setNamed(shell: Shell, name: string, on: boolean): boolean {
  if (name === "pipefail" && !shell.dialect.pipefail) return false;
  if (name in shell.state.options) shell.state.options[name as keyof ShellOptions] = on;
  else if (!harmlessNames.has(name)) return false;
  return true;
}

function listOptions(shell: Shell, table: boolean): number {
  for (const [name, on] of Object.entries(shell.state.options).sort()) {
    shell.out(table ? `${name.padEnd(15)}\t${on ? "on" : "off"}\n` : `set ${on ? "-" : "+"}o ${name}\n`);
  }
  return 0;
}

export const setBuiltins: Builtins = {
  set: async (shell, args) => {
    if (args.length > 0) return setOptions(shell, args);
    for (const [name, variable] of [...shell.state.variables].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const value = variable.elements.get("0");
      if (variable.kind !== "scalar") shell.out(`${name}=${shownValue(variable)}\n`);
      else if (value !== undefined)
        shell.out(`${name}=${shell.dialect.name === "bash" ? quoteForShell(value) : `'${value.replaceAll("'", `'"'"'`)}'`}\n`);
    }
    return 0;
  },
  shopt: async (shell, args) => {
    const names = args.filter((word) => !word.startsWith("-"));
    if (args.includes("-s")) for (const name of names) shell.state.shopt.add(name);
    else if (args.includes("-u")) for (const name of names) shell.state.shopt.delete(name);
    else {
      for (const name of names) if (!args.includes("-q")) shell.out(`${name.padEnd(15)}\t${shell.state.shopt.has(name) ? "on" : "off"}\n`);
      return names.every((name) => shell.state.shopt.has(name)) ? 0 : 1;
    }
    return 0;
  },
  getopts: async (shell, [specification = "", variable = "", ...given]) => {
    const args = given.length > 0 ? given : shell.state.positional;
    const state = shell.state;
    const index = Number(state.get("OPTIND") ?? "1") || 1;
    const silent = specification.startsWith(":");
    const offset = Number(state.get("__getopts_offset") ?? "1");
    const word = args[index - 1];
    if (word === undefined || !/^-./.test(word) || word === "--") {
      state.set(variable, "?");
      if (word === "--") state.set("OPTIND", (index + 1).toString());
      return 1;
    }
    const letter = word[offset] as string;
    const isLast = offset + 1 >= word.length;
    const advance = (): void => {
      state.set("OPTIND", (isLast ? index + 1 : index).toString());
      state.set("__getopts_offset", (isLast ? 1 : offset + 1).toString());
    };
    const at = specification.indexOf(letter, silent ? 1 : 0);
    if (at < 0 || letter === ":") {
      advance();
      state.set(variable, "?");
      if (silent) state.set("OPTARG", letter);
      else shell.error(shell.dialect.name === "bash" ? `${shell.name}: illegal option -- ${letter}\n` : `Illegal option -${letter}\n`);
      return 0;
    }
    if (specification[at + 1] !== ":") {
      advance();
      state.set(variable, letter);
      return 0;
    }
    const argument = isLast ? args[index] : word.slice(offset + 1);
    state.set("OPTIND", (isLast ? index + 2 : index + 1).toString());
    state.set("__getopts_offset", "1");
    if (argument === undefined) {
      state.set(variable, silent ? ":" : "?");
      if (silent) state.set("OPTARG", letter);
      else
        shell.error(
          shell.dialect.name === "bash" ? `${shell.name}: option requires an argument -- ${letter}\n` : `No arg for -${letter} option\n`,
        );
      return 0;
    }
    state.set(variable, letter);
    state.set("OPTARG", argument);
    return 0;
  },
};
