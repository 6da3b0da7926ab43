import type { Builtins } from "../builtins.ts";
import { functionListing } from "../listing.ts";
import type { Shell } from "../shell.ts";
import { ExitShell } from "../signals.ts";
import type { Variable } from "../state.ts";

/** Splits `name=value` and `name+=value`; undefined when the name is none. */
function parseAssignment(word: string): { name: string; value?: string; append: boolean } | undefined {
  const match = /^([A-Za-z_]\w*(?:\[[^\]]*\])?)(?:(\+?)=(.*))?$/s.exec(word);
  return match ? { name: match[1] as string, value: match[3], append: match[2] === "+" } : undefined;
}

function badName(shell: Shell, builtin: string, word: string): number {
  shell.complain({ kind: "bad-name", builtin, word });
  if (shell.dialect.name !== "bash") throw new ExitShell(2);
  return 1;
}

async function declare(
  shell: Shell,
  builtin: string,
  words: readonly string[],
  change: Partial<Pick<Variable, "kind" | "exported" | "readonly">>,
  local: boolean,
): Promise<number> {
  let status = 0;
  for (const word of words) {
    const parsed = parseAssignment(word);
    if (!parsed) {
      status = badName(shell, builtin, word);
      continue;
    }
    const name = parsed.name.replace(/\[.*$/s, "");
    if (local) shell.state.makeLocal(name);
    if (change.kind) shell.state.mark(name, { kind: change.kind });
    if (parsed.value !== undefined) await setValue(shell, parsed.name, parsed.append, parsed.value);
    shell.state.mark(name, change);
  }
  return status;
}

async function setValue(shell: Shell, name: string, append: boolean, value: string): Promise<void> {
  const list = /^\((.*)\)$/s.exec(value);
  if (list && shell.dialect.bashSyntax) {
    await shell.runText(`${name}${append ? "+" : ""}=${value}`);
    return;
  }
  await shell.assign(name, (append ? (shell.state.get(name) ?? "") : "") + value);
}

function listed(shell: Shell, words: (name: string, variable: Variable) => string | undefined): number {
  for (const [name, variable] of [...shell.state.variables].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const line = words(name, variable);
    if (line !== undefined) shell.out(`${line}\n`);
  }
  return 0;
}

function declared(variable: Variable): string {
  const letters = `${variable.kind === "indexed" ? "a" : variable.kind === "associative" ? "A" : ""}${variable.readonly ? "r" : ""}${variable.exported ? "x" : ""}`;
  return `declare -${letters || "-"}`;
}

/** The value as it would be written. */
export function shownValue(variable: Variable): string {
  const quoted = (text: string): string => `"${text.replace(/["\\$`]/g, "\\$&")}"`;
  if (variable.kind === "scalar") return quoted(variable.elements.get("0") ?? "");
  return `(${[...variable.elements].map(([key, value]) => `[${key}]=${quoted(value)}`).join(" ")})`;
}

function exportLine(shell: Shell, word: "export" | "readonly", name: string, variable: Variable): string {
  const value = variable.elements.get("0");
  const single = `'${(value ?? "").replaceAll("'", `'"'"'`)}'`;
  if (shell.dialect.name === "bash") return `${declared(variable)} ${name}${value === undefined ? "" : `=${shownValue(variable)}`}`;
  return `${word} ${name}${value === undefined ? "" : `=${single}`}`;
}

export const variableBuiltins: Builtins = {
  export: async (shell, args) => {
    const words = args.filter((word) => !/^-[pnf]+$/.test(word) && word !== "--");
    const remove = args.some((word) => /^-\w*n/.test(word));
    if (args.some((word) => /^-\w*f/.test(word))) return 0;
    if (words.length === 0)
      return listed(shell, (name, variable) => (variable.exported ? exportLine(shell, "export", name, variable) : undefined));
    return declare(shell, "export", words, { exported: !remove }, false);
  },
  readonly: async (shell, args) => {
    const words = args.filter((word) => !/^-[paAf]+$/.test(word) && word !== "--");
    if (words.length === 0)
      return listed(shell, (name, variable) => (variable.readonly ? exportLine(shell, "readonly", name, variable) : undefined));
    return declare(shell, "readonly", words, { readonly: true }, false);
  },
  local: async (shell, args) => {
    if (shell.state.hidden.length === 0) {
      const text =
        shell.dialect.name === "bash"
          ? "local: can only be used in a function"
          : `local: ${shell.dialect.name === "ash" ? "line 0: " : ""}not in a function`;
      shell.complain({ kind: "text", text });
      if (shell.dialect.name === "bash") return 1;
      throw new ExitShell(2);
    }
    return declareWith(shell, "local", args, true);
  },
  declare: (shell, args, name) => declareWith(shell, name, args, shell.state.hidden.length > 0),
  typeset: (shell, args, name) => declareWith(shell, name, args, shell.state.hidden.length > 0),
  unset: async (shell, args) => {
    const functions = args.includes("-f");
    for (const word of args) {
      if (word === "-f" || word === "-v" || word === "--") continue;
      const subscript = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(word);
      if (functions) shell.state.functions.delete(word);
      else if (subscript) shell.state.unset(subscript[1] as string, await shell.elementKey(subscript[1] as string, subscript[2] as string));
      else if (!/^[A-Za-z_]\w*$/.test(word)) {
        if (shell.dialect.name !== "bash") return badName(shell, "unset", word);
      } else if (shell.state.variables.has(word)) shell.state.unset(word);
      else shell.state.functions.delete(word);
    }
    return 0;
  },
  let: async (shell, args) => {
    let value = 0n;
    for (const word of args) value = await shell.walker.valueOf(shell, word);
    return value === 0n ? 1 : 0;
  },
};

async function declareWith(shell: Shell, name: string, args: readonly string[], local: boolean): Promise<number> {
  const flags = args.filter((word) => /^[-+][a-zA-Z]+$/.test(word));
  const words = args.filter((word) => !/^[-+][a-zA-Z]+$/.test(word) && word !== "--");
  const has = (letter: string): boolean => flags.some((flag) => flag.startsWith("-") && flag.includes(letter));
  if (has("f") || has("F")) {
    const { functions } = shell.state;
    const wanted = words.length > 0 ? words : [...functions.keys()].sort();
    for (const key of wanted) {
      const found = functions.get(key);
      if (found) shell.out(has("F") ? `${words.length > 0 ? "" : "declare -f "}${key}\n` : functionListing(found));
    }
    return wanted.every((key) => functions.has(key)) ? 0 : 1;
  }
  if (has("p") || words.length === 0) {
    const wanted = new Set(words);
    if (words.some((word) => !shell.state.variables.has(word))) {
      shell.complain({ kind: "text", text: `${name}: ${words.find((word) => !shell.state.variables.has(word))}: not found` });
      return 1;
    }
    return listed(shell, (key, variable) =>
      wanted.size === 0 || wanted.has(key) ? `${declared(variable)} ${key}=${shownValue(variable)}` : undefined,
    );
  }
  const change: { kind?: Variable["kind"]; exported?: boolean; readonly?: boolean } = {};
  if (has("a")) change.kind = "indexed";
  if (has("A")) change.kind = "associative";
  if (has("x")) change.exported = true;
  if (has("r")) change.readonly = true;
  return declare(shell, name, words, change, local && !has("g"));
}
