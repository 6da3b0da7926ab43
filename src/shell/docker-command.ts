import type { ClientTerminal, DockerContext } from "../cli/context.ts";
import { runDocker } from "../cli/docker.ts";
import { runKnock } from "../cli/knock.ts";
import { type PredictionNotes, runPredict } from "../cli/predict.ts";
import { runWhy } from "../cli/why.ts";
import type { Engine } from "../engine/api.ts";
import { rawModes, terminalBehind } from "../engine/kernel/terminal.ts";
import type { Process, Program } from "../engine/programs/program.ts";
import { textToLatin1 } from "../engine/programs/shell/bytes.ts";

/** What it takes the client to start and to reach the daemon, in milliseconds. Containers run on meanwhile. */
const startup = 20;
/** What it takes besides to start a plug-in: the client asks it for its commands first, and then runs it. */
const pluginStartup = 80;
const plugins: ReadonlySet<string> = new Set(["compose"]);
/** From its last answer to the next program of the shell: what has just been started gets so far as to listen. */
const ending = 10;

/** `docker` as a program of the host. Each line of it gets an engine to talk to. */
export function dockerProgram(engine: (argv: readonly string[]) => Engine): Program {
  return clientProgram(runDocker, engine);
}

/** `why`, the lab's own command: the last build's verdicts in words. */
export function whyProgram(engine: () => Engine): Program {
  return clientProgram(runWhy, engine);
}

/** `predict`, the lab's own command: what the learner says of the next build. */
export function predictProgram(engine: Engine, notes: PredictionNotes): Program {
  return clientProgram(
    (argv, context) => runPredict(argv, context, notes),
    () => engine,
  );
}

/** `knock`, the lab's own command: a connection, and how far it came. */
export function knockProgram(engine: () => Engine): Program {
  return clientProgram(runKnock, engine);
}

/** `trivy`, a scanner of images. */
export function trivyProgram(engine: () => Engine): Program {
  return clientProgram(async (argv, context) => (await import("../cli/trivy/trivy.ts")).runTrivy(argv, context), engine);
}

/** What the client can do with the terminal that its standard input is. */
function typing(process: Process): Pick<ClientTerminal, "raw" | "onResize"> {
  const device = terminalBehind(process.task.descriptors.get(0));
  if (!device) return {};
  return {
    raw: () => device.change(rawModes),
    onResize(listener) {
      process.onSignal("WINCH", () => listener(device.rows, device.columns));
      return () => process.onSignal("WINCH", "default");
    },
  };
}

function clientProgram(
  run: (argv: readonly string[], context: DockerContext) => Promise<number>,
  engine: (argv: readonly string[]) => Engine,
): Program {
  return async (process) => {
    const { terminal, fs, cwd, env, clock } = process;
    const controller = new AbortController();
    const stop = (): void => controller.abort(process.signal.reason);
    process.signal.addEventListener("abort", stop, { once: true });
    // The client ends what it does when it is interrupted, and says so itself.
    for (const signal of ["INT", "TERM"] as const) process.onSignal(signal, () => controller.abort(new Error("context canceled")));
    const waits = startup + (plugins.has(process.argv[1] ?? "") ? pluginStartup : 0);
    await clock.sleep(waits, controller.signal).catch(() => {});
    const code = await run(process.argv.slice(1), {
      engine: engine(process.argv),
      stdout: (text) => process.stdout(text),
      stderr: (text) => process.stderr(text),
      stdin: "",
      input: {
        read: async () => textToLatin1(await process.input.read()),
        readAll: async () => textToLatin1(await process.input.readAll()),
      },
      ...(terminal?.stderr && {
        terminal: { columns: terminal.columns, rows: terminal.rows, stdout: terminal.stdout, stdin: terminal.stdin, ...typing(process) },
      }),
      disk: fs,
      cwd,
      env,
      signal: controller.signal,
      clock,
    });
    await clock.sleep(ending, controller.signal).catch(() => {});
    return code;
  };
}
