import { type Image, isStartError, resolveProgram, type StartError, startErrorStatus } from "../../kernel/exec.ts";
import { work } from "../../kernel/processor-time.ts";
import { type ExitStatus, parseSignal, type SignalName } from "../../kernel/signals.ts";
import { terminalBehind } from "../../kernel/terminal.ts";
import type { Child, Process, SpawnOptions } from "../program.ts";
import { findExecutable } from "../../kernel/find-executable.ts";
import { type Applets, quoted, type Tool } from "./applet.ts";
import { parseOptions } from "./options.ts";

/** Why a program that a tool names (`env`, `timeout`, `xargs`) can't be started, in that tool's words; gives the exit code. */
function cannotStart(tool: Tool, name: string, error: StartError): number {
  const missing = startErrorStatus(error) === 127;
  const reason = missing ? "No such file or directory" : "Permission denied";
  const doing = tool.name === "timeout" || tool.name === "nohup" ? "failed to run command " : "";
  tool.fail(
    tool.gnu
      ? `${doing}${tool.name === "xargs" ? name : `‘${name}’`}: ${reason}`
      : tool.name === "env" || tool.name === "xargs"
        ? `${tool.name === "env" ? `can't execute '${name}'` : name}: ${reason}`
        : `can't execute '${name}': ${reason}`,
  );
  return startErrorStatus(error);
}

/** Looks for a program a tool names; says why when it can't be started. */
function find(process: Process, tool: Tool, argv: readonly string[], options: SpawnOptions = {}): Image | number {
  const found = resolveProgram(process.fs, argv, (options.env ?? process.env).get("PATH"), options.cwd ?? process.cwd);
  return isStartError(found) ? cannotStart(tool, argv[0] ?? "", found) : found;
}

/** Becomes that program. */
export async function become(process: Process, tool: Tool, argv: readonly string[], options: SpawnOptions = {}): Promise<number> {
  const image = find(process, tool, argv, options);
  return typeof image === "number" ? image : process.exec(argv, { ...options, image });
}

async function env(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const options = parseOptions(args, {
    short: "iu:0C:S:v",
    long: { "ignore-environment": "i", unset: "u:", null: "0", chdir: "C:", "split-string": "S:" },
    stopAtOperand: true,
  });
  const environment = new Map(options.has("i") || args[0] === "-" ? [] : process.env);
  for (const name of options.values("u")) environment.delete(name);
  const words = [...(options.value("S")?.split(/\s+/) ?? []), ...options.operands].filter((word, index) => !(index === 0 && word === "-"));
  while (words[0]?.includes("=")) {
    const word = words.shift() as string;
    environment.set(word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1));
  }
  if (words.length > 0) return become(process, tool, words, { env: environment, cwd: options.value("C") ?? process.cwd });
  for (const [name, value] of environment) process.stdout(`${name}=${value}${options.has("0") ? "\0" : "\n"}`);
  return 0;
}

const durationUnits: Readonly<Record<string, number>> = { "": 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `5`, `0.5`, `2m`, `infinity`: milliseconds, or undefined. */
function duration(text: string): number | undefined {
  if (/^inf(inity)?$/i.test(text)) return Number.POSITIVE_INFINITY;
  const match = /^(\d*\.?\d+)([smhd]?)$/.exec(text);
  return match ? Number(match[1]) * (durationUnits[match[2] as string] ?? 1000) : undefined;
}

async function sleep(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  if (args.length === 0) return tool.usage("missing operand");
  let total = 0;
  for (const word of args) {
    const ms = duration(word);
    if (ms === undefined) return tool.gnu ? tool.usage(`invalid time interval ‘${word}’`) : tool.fail(`invalid number '${word}'`);
    total += ms;
  }
  await process.clock.sleep(total, process.signal);
  return 0;
}

async function timeout(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const options = parseOptions(args, {
    short: "k:s:v",
    long: { "kill-after": "k:", signal: "s:", "preserve-status": "status", foreground: "fg", verbose: "v" },
    stopAtOperand: true,
  });
  const [length = "", ...command] = options.operands;
  if (command.length === 0) {
    if (!tool.gnu) return tool.usage("missing");
    process.stderr("Try 'timeout --help' for more information.\n");
    return 125;
  }
  const ms = duration(length);
  if (ms === undefined) return tool.gnu ? tool.usage(`invalid time interval ‘${length}’`, 125) : tool.fail(`invalid number '${length}'`);
  const signal = parseSignal(options.value("s") ?? "TERM");
  if (!signal) return tool.usage(`${options.value("s")}: invalid signal`, 125);
  const image = find(process, tool, command);
  if (typeof image === "number") return image;
  const killAfter = options.has("k") ? duration(options.value("k") ?? "") : undefined;
  if (!tool.gnu) {
    // busybox becomes the program itself, and leaves a child behind that watches the time.
    const { task } = process;
    if (ms > 0)
      process.fork(async (watcher) => {
        await watcher.clock.sleep(ms);
        task.table.kill(task, signal, watcher.task);
        if (killAfter === undefined) return 0;
        await watcher.clock.sleep(killAfter);
        task.table.kill(task, "KILL", watcher.task);
        return 0;
      });
    return process.exec(command, { image });
  }
  // GNU's has a group of its own, so that what the program has started is told as well.
  if (!options.has("fg")) process.task.group = process.task.pid;
  const child = process.start(command, { image });
  const first = await endsWithin(process, child, ms);
  if (first) return first.code;
  if (options.has("v")) tool.fail(`sending signal ${signal} to command ‘${command[0]}’`);
  tell(signal);
  const second = killAfter === undefined ? await child.wait() : await endsWithin(process, child, killAfter);
  if (!second && options.has("v")) tool.fail(`sending signal KILL to command ‘${command[0]}’`);
  if (!second) tell("KILL");
  const status = second ?? (await child.wait());
  if (status.signal === "KILL") {
    process.onSignal("KILL", "default");
    process.kill(process.pid, "KILL");
  }
  return options.has("status") ? status.code : 124;

  function tell(name: SignalName): void {
    child.kill(name);
    if (options.has("fg") || name === "KILL") return;
    process.onSignal(name, "ignore");
    process.kill(0, name);
  }
}

/** How a child ended, or undefined when it still runs after `ms` (0: it may take for ever). */
async function endsWithin(process: Process, child: Child, ms: number): Promise<ExitStatus | undefined> {
  if (ms === 0) return child.wait();
  const controller = new AbortController();
  const time = process.clock.sleep(ms, AbortSignal.any([controller.signal, process.signal])).then(
    () => undefined,
    () => undefined,
  );
  const ended = await Promise.race([child.wait(), time]);
  controller.abort();
  return ended;
}

async function xargs(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  const options = parseOptions(args, {
    short: "0d:E:I:i::L:n:P:rs:tx",
    long: {
      null: "0",
      delimiter: "d:",
      replace: "i?",
      "max-lines": "L:",
      "max-args": "n:",
      "max-procs": "P:",
      "no-run-if-empty": "r",
      verbose: "t",
    },
    stopAtOperand: true,
  });
  const text = await process.input.readAll();
  const replace = options.has("I") ? options.value("I") : options.has("i") ? options.value("i") || "{}" : undefined;
  const separator = options.has("0") ? "\0" : options.value("d")?.replace("\\n", "\n").replace("\\0", "\0");
  const items =
    separator !== undefined
      ? text.split(separator).filter((item, index, all) => item !== "" || index < all.length - 1)
      : replace !== undefined
        ? lines(text)
        : words(text);
  const command = options.operands.length > 0 ? options.operands : ["echo"];
  if (items.length === 0 && (options.has("r") || replace !== undefined || !tool.gnu))
    return items.length === 0 && !options.has("r") && !tool.gnu && replace === undefined ? finish(await run(command)) : 0;
  const size = replace !== undefined ? 1 : Number(options.value("n") ?? options.value("L") ?? 5000);
  let status = 0;
  for (let from = 0; from < Math.max(1, items.length); from += size) {
    const group = items.slice(from, from + size);
    const argv = replace === undefined ? [...command, ...group] : command.map((word) => word.replaceAll(replace, group[0] ?? ""));
    const code = await run(argv);
    if (code === 255) return tool.fail(`${command[0]}: exited with status 255; aborting`, 124);
    if (code === 126 || code === 127) return code;
    if (code !== 0) status = 123;
  }
  return status;

  function run(argv: readonly string[]): Promise<number> {
    if (options.has("t")) process.stderr(`${argv.join(" ")}\n`);
    const image = find(process, tool, argv);
    return typeof image === "number" ? Promise.resolve(image) : process.spawn(argv, { stdin: "", image });
  }
  function finish(code: number): number {
    return code === 0 ? 0 : code >= 126 ? code : 123;
  }
}

function lines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.replace(/^[ \t]+/, ""))
    .filter((line) => line !== "");
}

/** Blanks separate, quotes and backslashes protect. */
function words(text: string): string[] {
  const found = text.match(/(?:"[^"\n]*"|'[^'\n]*'|\\[\s\S]|[^\s"'\\])+/g) ?? [];
  return found.map((word) =>
    word.replace(
      /"([^"]*)"|'([^']*)'|\\([\s\S])/g,
      (_, double?: string, single?: string, escaped?: string) => double ?? single ?? escaped ?? "",
    ),
  );
}

export const environmentApplets: Applets = {
  env,
  sleep,
  timeout,
  xargs,
  usleep: async (process, [word = "0"]) => {
    await process.clock.sleep(Number(word) / 1000, process.signal);
    return 0;
  },
  printenv: (process, args) => {
    const names = args.filter((word) => !word.startsWith("-"));
    if (names.length === 0) for (const [name, value] of process.env) process.stdout(`${name}=${value}\n`);
    let status = 0;
    for (const name of names) {
      const value = process.env.get(name);
      if (value === undefined) status = 1;
      else process.stdout(`${value}\n`);
    }
    return status;
  },
  which: (process, args) => {
    let status = 0;
    for (const name of args.filter((word) => !word.startsWith("-"))) {
      const found = findExecutable(process.fs, name, process.env.get("PATH"), process.cwd);
      if (found.kind === "found") process.stdout(`${name.includes("/") ? name : found.path}\n`);
      else status = 1;
    }
    return status;
  },
  nohup: (process, args, tool) => {
    process.onSignal("HUP", "ignore");
    return become(process, tool, args);
  },
  setsid: (process, args, tool) => {
    const words = args.filter((word, index) => index > 0 || !/^-[cfw]+$/.test(word));
    if (words.length === 0) return tool.usage(tool.gnu ? "no command specified" : "missing");
    const inherits = process.task.group === process.task.pid;
    // A group's leader can't leave it: a child does it in its place.
    if (!inherits) return become(process, tool, words, { session: true });
    const image = find(process, tool, words);
    if (typeof image === "number") return image;
    process.start(words, { image, session: true });
    return 0;
  },
  true: () => 0,
  false: () => 1,
  clear: (process, _args, tool) => {
    if (tool.gnu && !process.env.has("TERM")) {
      process.stderr("TERM environment variable not set.\n");
      return 1;
    }
    process.stdout(tool.gnu ? "\x1b[H\x1b[2J\x1b[3J" : "\x1b[H\x1b[J");
    return 0;
  },
  yes: async (process, args) => {
    const line = `${args.length > 0 ? args.join(" ") : "y"}\n`;
    // A pipe makes it wait; everything else would take all there is.
    const waits = process.task.descriptors.get(1)?.holdsBack ?? false;
    const chunk = line.repeat(Math.ceil((waits ? 65_536 : 4096) / line.length));
    for (;;) {
      const pause = work(process, waits ? 10 : 2048);
      if (pause) await pause;
      process.stdout(chunk);
      await process.drained();
    }
  },
  stty: (process, _args, tool) => {
    const { terminal, argv } = process;
    const device = terminalBehind(process.task.descriptors.get(0));
    if (terminal && argv.length === 2 && argv[1] === "size") {
      process.stdout(`${terminal.rows} ${terminal.columns}\n`);
      return 0;
    }
    if (device && argv.length === 2 && /^-?echo$/.test(argv[1] ?? "")) {
      device.modes.echo = argv[1] === "echo";
      return 0;
    }
    if (process.terminal) process.stdout(`speed 38400 baud; rows ${process.terminal.rows}; columns ${process.terminal.columns};\n`);
    else tool.fail(`${tool.gnu ? "'standard input'" : "standard input"}: Inappropriate ioctl for device`);
    return process.terminal ? 0 : 1;
  },
};

export { quoted };
