import { FsError } from "../../../filesystem/errors.ts";
import type { Builtins } from "../builtins.ts";
import { describeSyntaxError } from "../dialect.ts";
import type { Shell } from "../shell.ts";
import { parseSignal, signalNumbers } from "../../../kernel/signals.ts";
import { BreakLoop, ContinueLoop, ExitShell, ReturnFrom } from "../signals.ts";
import { parse, ShellSyntaxError } from "../syntax.ts";
import { listTraps, setTrap } from "../traps.ts";
import { restrict } from "../unsupported.ts";

/** `line 0: ` where busybox says it. */
function place(shell: Shell): string {
  return shell.dialect.name === "ash" ? "line 0: " : "";
}

function statusArgument(shell: Shell, name: string, word: string | undefined): number {
  if (word === undefined) return shell.state.status;
  if (shell.dialect.name !== "bash") return plainNumber(shell, name, word) & 0xff;
  if (/^-?\d+$/.test(word)) return Number(word) & 0xff;
  shell.complain({ kind: "text", text: `${name}: ${word}: numeric argument required` });
  throw new ExitShell(2);
}

/** In dash and ash nothing but digits is a number, and they end where it is not. */
function plainNumber(shell: Shell, name: string, word: string): number {
  if (/^\d+$/.test(word)) return Math.min(Number(word), 2 ** 31);
  shell.complain({ kind: "text", text: `${name}: ${place(shell)}Illegal number: ${word}` });
  throw new ExitShell(2);
}

function depthArgument(word: string | undefined): number {
  return Math.max(1, Number.parseInt(word ?? "1", 10) || 1);
}

/** Parses and runs a text that came at run time; its syntax errors don't end bash, but do end dash and ash. */
async function runSource(shell: Shell, text: string, origin: string): Promise<number> {
  let script: ReturnType<typeof parse>;
  try {
    script = restrict(parse(text), text, shell.dialect);
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error;
    const line = shell.dialect.name === "bash" ? `line ${error.line}: ` : place(shell);
    const prefix = shell.dialect.name === "bash" ? `${shell.mode === "interactive" ? "bash" : shell.name}: ` : shell.prefix();
    for (const words of describeSyntaxError(error, shell.dialect.name, text)) shell.error(`${prefix}${origin}: ${line}${words}\n`);
    if (shell.dialect.name === "bash") return origin === "eval" ? 2 : 1;
    throw new ExitShell(2);
  }
  return shell.walker.runStatements(shell, script.statements);
}

async function source(shell: Shell, args: readonly string[], name: string): Promise<number> {
  const [file, ...rest] = args;
  if (file === undefined) {
    shell.complain({ kind: "text", text: `${name}: filename argument required` });
    return 2;
  }
  const found = findSource(shell, file);
  let text: string;
  try {
    text = shell.process.fs.readText(found);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (shell.dialect.name === "bash") {
      shell.complain({
        kind: "text",
        text: `${error.code === "EISDIR" ? `${name}: ` : ""}${file}: ${error.code === "EISDIR" ? "is a directory" : error.reason}`,
      });
      return 1;
    }
    const words =
      shell.dialect.name === "dash"
        ? `${name}: cannot open ${file}: No such file`
        : `${name}: ${place(shell)}can't open '${file}': ${error.reason}`;
    shell.complain({ kind: "text", text: words });
    throw new ExitShell(2);
  }
  const { positional } = shell.state;
  if (rest.length > 0) shell.state.positional = rest;
  shell.sourceDepth++;
  try {
    return await runSource(shell, text, file);
  } catch (error) {
    if (error instanceof ReturnFrom) return error.status;
    throw error;
  } finally {
    shell.sourceDepth--;
    if (rest.length > 0) shell.state.positional = positional;
  }
}

function findSource(shell: Shell, file: string): string {
  if (file.includes("/")) return shell.path(file);
  for (const directory of (shell.state.get("PATH") ?? "").split(":")) {
    const path = `${directory}/${file}`;
    if (directory !== "" && shell.process.fs.lookup(path)?.kind === "file") return path;
  }
  return shell.path(file);
}

export const controlBuiltins: Builtins = {
  ":": async () => 0,
  true: async () => 0,
  false: async () => 1,
  exit: async (shell, [word]) => {
    throw new ExitShell(statusArgument(shell, "exit", word));
  },
  return: async (shell, [word]) => {
    if (shell.dialect.name === "bash" && shell.state.hidden.length === 0 && shell.sourceDepth === 0) {
      shell.complain({ kind: "text", text: "return: can only `return' from a function or sourced script" });
      return 2;
    }
    throw new ReturnFrom(statusArgument(shell, "return", word));
  },
  break: async (shell, [word]) => {
    if (shell.loopDepth > 0) throw new BreakLoop(depthArgument(word));
    if (shell.dialect.name === "bash")
      shell.complain({ kind: "text", text: "break: only meaningful in a `for', `while', or `until' loop" });
    return 0;
  },
  continue: async (shell, [word]) => {
    if (shell.loopDepth > 0) throw new ContinueLoop(depthArgument(word));
    if (shell.dialect.name === "bash")
      shell.complain({ kind: "text", text: "continue: only meaningful in a `for', `while', or `until' loop" });
    return 0;
  },
  eval: (shell, args) => (args.length === 0 ? Promise.resolve(0) : runSource(shell, args.join(" "), "eval")),
  ".": source,
  source,
  shift: async (shell, [word]) => {
    const given = word ?? "1";
    const count = shell.dialect.name === "bash" ? Number.parseInt(given, 10) : plainNumber(shell, "shift", given);
    if (count > shell.state.positional.length) {
      if (shell.dialect.name !== "dash") return 1;
      shell.complain({ kind: "text", text: "shift: can't shift that many" });
      throw new ExitShell(2);
    }
    shell.state.positional = shell.state.positional.slice(count);
    return 0;
  },
  trap: async (shell, args) => {
    const words = args[0] === "--" ? args.slice(1) : args;
    if (words.length === 0) {
      listTraps(shell);
      return 0;
    }
    const [action = "", ...names] = words.length === 1 ? ["-", ...words] : words;
    let status = 0;
    for (const name of names) {
      const signal = name === "0" ? "EXIT" : (parseSignal(name) ?? name.replace(/^SIG/i, "").toUpperCase());
      if (!(signal in signalNumbers) && !["EXIT", "ERR", "DEBUG", "RETURN"].includes(signal)) {
        const bash = shell.dialect.name === "bash";
        shell.complain({
          kind: "text",
          text: bash
            ? `trap: ${name}: invalid signal specification`
            : `trap: ${place(shell)}${shell.dialect.name === "ash" ? `${name}: invalid signal specification` : `bad trap`}`,
        });
        status = 1;
        continue;
      }
      setTrap(shell, signal, action === "-" ? undefined : action);
    }
    return status;
  },
  times: async (shell) => {
    shell.out("0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n");
    return 0;
  },
};
