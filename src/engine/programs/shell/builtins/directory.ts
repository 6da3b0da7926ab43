import { FsError } from "../../../filesystem/errors.ts";
import type { Builtins } from "../builtins.ts";
import { ProcessTree } from "../../../kernel/process-tree.ts";
import type { Shell } from "../shell.ts";
import { ExitShell } from "../signals.ts";
import { octalUmask, symbolicUmask, umaskFromWords } from "./umask.ts";

/** Changes directory; the path keeps its links, as `cd -L` does. Says what is wrong and gives false. */
function changeDirectory(shell: Shell, target: string, physical = false): boolean {
  const logical = normalize(shell.path(target));
  const { fs } = shell.process;
  try {
    const node = fs.stat(logical);
    if (node.kind !== "directory") throw new FsError("ENOTDIR", logical);
    if (fs instanceof ProcessTree && !fs.may(logical, 1)) throw new FsError("EACCES", logical);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    shell.complain({ kind: "cd", path: target, reason: error.reason });
    return false;
  }
  const next = physical ? fs.realpath(logical) : logical;
  shell.state.set("OLDPWD", shell.state.cwd);
  shell.state.cwd = next;
  shell.state.set("PWD", next);
  return true;
}

function normalize(path: string): string {
  const names: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") names.pop();
    else names.push(part);
  }
  return `/${names.join("/")}`;
}

function shown(shell: Shell, path: string): string {
  const home = shell.state.get("HOME");
  return home && (path === home || path.startsWith(`${home}/`)) ? `~${path.slice(home.length)}` : path;
}

const stacks = new WeakMap<Shell["shared"], string[]>();
function stackOf(shell: Shell): string[] {
  const stack = stacks.get(shell.shared) ?? [];
  stacks.set(shell.shared, stack);
  return stack;
}

function printStack(shell: Shell): number {
  shell.out(`${[shell.state.cwd, ...stackOf(shell)].map((path) => shown(shell, path)).join(" ")}\n`);
  return 0;
}

export const directoryBuiltins: Builtins = {
  cd: async (shell, args) => {
    const bash = shell.dialect.name === "bash";
    const failed = bash ? 1 : 2;
    const physical = args.includes("-P");
    const operands = args.filter((word) => !/^-[LPe@]+$/.test(word) && word !== "--");
    if (operands.length > 1 && bash) {
      shell.complain({ kind: "text", text: "cd: too many arguments" });
      return 1;
    }
    const fail = (): number => {
      if (!bash && shell.mode !== "interactive" && shell.dialect.name === "dash") return failed;
      return failed;
    };
    const [word] = operands;
    if (word === undefined || word === "~") {
      const home = shell.state.get("HOME");
      if (home === undefined) {
        if (!bash) return 0;
        shell.complain({ kind: "text", text: "cd: HOME not set" });
        return 1;
      }
      return changeDirectory(shell, home === "" ? "." : home, physical) ? 0 : fail();
    }
    if (word === "-") {
      const before = shell.state.get("OLDPWD");
      if (before === undefined) {
        shell.complain({ kind: "text", text: "cd: OLDPWD not set" });
        return failed;
      }
      if (!changeDirectory(shell, before, physical)) return fail();
      shell.out(`${shell.state.cwd}\n`);
      return 0;
    }
    if (word === "") return 0;
    return changeDirectory(shell, word, physical) ? 0 : fail();
  },
  pwd: async (shell, args) => {
    shell.out(`${args.includes("-P") ? shell.process.fs.realpath(shell.state.cwd) : shell.state.cwd}\n`);
    return 0;
  },
  pushd: async (shell, [word]) => {
    const stack = stackOf(shell);
    const before = shell.state.cwd;
    const target = word ?? stack[0];
    if (target === undefined) {
      shell.complain({ kind: "text", text: "pushd: no other directory" });
      return 1;
    }
    if (!changeDirectory(shell, target)) return 1;
    if (word === undefined) stack.shift();
    stack.unshift(before);
    return printStack(shell);
  },
  popd: async (shell) => {
    const target = stackOf(shell).shift();
    if (target === undefined) {
      shell.complain({ kind: "text", text: "popd: directory stack empty" });
      return 1;
    }
    return changeDirectory(shell, target) ? printStack(shell) : 1;
  },
  dirs: async (shell) => printStack(shell),
  umask: async (shell, args) => {
    const [word] = args.filter((argument) => argument !== "-S");
    if (word === undefined) {
      const octal = shell.state.umask.toString(8).padStart(4, "0");
      shell.out(`${args.includes("-S") ? symbolicUmask(shell.state.umask) : octal}\n`);
      return 0;
    }
    const wanted = /^\d/.test(word) ? octalUmask(word) : umaskFromWords(word, shell.state.umask);
    if (wanted === undefined) {
      const bash = /^\d/.test(word) ? `${word}: octal number out of range` : `\`${word[0]}': invalid symbolic mode operator`;
      shell.complain({ kind: "text", text: `umask: ${shell.dialect.name === "ash" ? `line 0: illegal mode: ${word}` : bash}` });
      if (shell.dialect.name === "bash") return 1;
      throw new ExitShell(2);
    }
    shell.state.umask = wanted;
    if (shell.process.fs instanceof ProcessTree) shell.process.fs.umask = shell.state.umask;
    // What the shell starts from now on, subshells too, begins with it.
    shell.process.task.umask = shell.state.umask;
    return 0;
  },
};
