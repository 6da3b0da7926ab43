import type { DockerContext } from "../cli/context.ts";
import { runDocker } from "../cli/docker.ts";
import { runWhy } from "../cli/why.ts";
import type { Engine } from "../engine/api.ts";
import type { Program } from "../engine/programs/program.ts";

/** `docker` as a program of the host, talking to `engine`. */
export function dockerProgram(engine: () => Engine): Program {
  return clientProgram(runDocker, engine);
}

/** `why`, the lab's own command: the last build's verdicts in words. */
export function whyProgram(engine: () => Engine): Program {
  return clientProgram(runWhy, engine);
}

function clientProgram(run: (argv: readonly string[], context: DockerContext) => Promise<number>, engine: () => Engine): Program {
  return (process) => {
    const { terminal, fs, cwd, env, signal, clock, stdin } = process;
    return run(process.argv.slice(1), {
      engine: engine(),
      stdout: (text) => process.stdout(text),
      stderr: (text) => process.stderr(text),
      stdin,
      ...(terminal?.stderr ? { terminal: { columns: terminal.columns, rows: terminal.rows, stdout: terminal.stdout } } : {}),
      disk: fs,
      cwd,
      env,
      signal,
      clock,
    });
  };
}
