import type { Shell } from "../engine/programs/shell/shell.ts";

type SessionBuiltin = (shell: Shell, args: readonly string[]) => Promise<number>;

/** Commands that only the learner's own shell has. */
export function sessionBuiltins(history: string[]): ReadonlyMap<string, SessionBuiltin> {
  const leave: SessionBuiltin = async (shell, args) => {
    // In a subshell, `exit` is the shell's own.
    const own = shell.walker.findBuiltin(shell, "exit");
    if (shell.depth > 0 && own) return own(shell, args, "exit");
    shell.out("logout\ndrydock: the lab stays open; close the tab when you are done, your work is kept\n");
    return Number.parseInt(args[0] ?? shell.state.status.toString(), 10) & 0xff;
  };
  return new Map<string, SessionBuiltin>([
    [
      "history",
      async (shell, [word]) => {
        if (word === "-c") {
          history.length = 0;
          return 0;
        }
        if (word !== undefined && !/^\d+$/.test(word)) {
          shell.complain({ kind: "text", text: `history: ${word}: numeric argument required` });
          return 1;
        }
        const first = word === undefined ? 0 : Math.max(0, history.length - Number(word));
        for (let index = first; index < history.length; index++) shell.out(`${(index + 1).toString().padStart(5)}  ${history[index]}\n`);
        return 0;
      },
    ],
    ["exit", leave],
    ["logout", leave],
  ]);
}
