/** What runs within `$(…)`. */
import { withRedirections } from "./redirect.ts";
import type { Shell } from "./shell.ts";
import type { Redirection, Script } from "./syntax.ts";

/** Runs a script for what it writes. bash's `$(< file)`, an input and no command, gives the file. */
export async function runSubstituted(shell: Shell, script: Script): Promise<number> {
  const input = shell.dialect.name === "bash" ? onlyInput(script) : undefined;
  if (!input) return shell.walker.runStatements(shell, script.statements);
  return withRedirections(shell, [input], async () => {
    const [from, to] = [shell.descriptors.get(0), shell.descriptors.get(1)];
    for (let text = await from?.read(shell.signal); text; text = await from?.read(shell.signal)) to?.write(text);
    return 0;
  });
}

function onlyInput({ statements }: Script): Redirection | undefined {
  const [statement, ...more] = statements;
  const command = statement?.pipelines[0]?.commands[0];
  if (more.length > 0 || statement?.pipelines.length !== 1 || statement.pipelines[0]?.commands.length !== 1) return undefined;
  if (command?.type !== "SimpleCommand" || command.name || command.assignments.length > 0) return undefined;
  const [redirection, ...others] = command.redirections;
  return others.length === 0 && redirection?.operator === "<" && (redirection.fd ?? 0) === 0 ? redirection : undefined;
}
