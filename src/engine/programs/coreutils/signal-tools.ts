/** Programs that find processes and send them signals. */
import { numberedSignals, parseSignal, type SignalName, signalName, signalNames, signalNumbers } from "../../kernel/signals.ts";
import type { Process } from "../program.ts";
import type { Applets, Tool } from "./applet.ts";
import { commandLine, type ListedProcess, listProcesses } from "./process-list.ts";

interface SignalWords {
  /** `undefined` asks only. */
  readonly signal: SignalName | undefined;
  readonly rest: readonly string[];
}

/** Takes `-9`, `-KILL`, `-s KILL`, `--signal KILL` out of an argv; a text says what is wrong with it. */
function takeSignal(args: readonly string[]): SignalWords | string {
  let signal: SignalName | undefined = "TERM";
  const rest: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as string;
    const given =
      word === "-s" || word === "--signal"
        ? (args[++index] ?? "")
        : word.startsWith("--signal=")
          ? word.slice(9)
          : rest.length === 0 && /^-(\d+|[A-Z]\w+)$/.test(word)
            ? word.slice(1)
            : undefined;
    if (given === undefined) {
      rest.push(word);
      continue;
    }
    signal = given === "0" ? undefined : parseSignal(given);
    if (signal === undefined && given !== "0") return given;
  }
  return { signal, rest };
}

async function kill(process: Process, args: readonly string[], tool: Tool): Promise<number> {
  if (args[0] === "-l") {
    const shown = args
      .slice(1)
      .map((word) => (/^\d+$/.test(word) ? signalName(Number(word) & 127) : signalNumbers[parseSignal(word) ?? "TERM"]));
    process.stdout(args.length > 1 ? `${shown.join("\n")}\n` : tool.gnu ? `${signalNames.join(" ")}\n` : numberedSignals());
    return 0;
  }
  const words = takeSignal(args);
  if (typeof words === "string") return tool.fail(tool.gnu ? `unknown signal name ${words}` : `bad signal name '${words}'`);
  const pids = words.rest.filter((word) => word !== "--");
  if (pids.length === 0) {
    if (!tool.gnu) return tool.fail("you need to specify whom to kill");
    process.stderr("\nUsage:\n kill [options] <pid> [...]\n\nFor more details see kill(1).\n");
    return 1;
  }
  let status = 0;
  for (const word of pids) {
    if (!/^-?\d+$/.test(word)) {
      status = tool.fail(tool.gnu ? `failed to parse argument: '${word}'` : `invalid number '${word}'`);
      continue;
    }
    const failure = process.kill(Number(word), words.signal);
    if (!failure) continue;
    const reason = failure === "EPERM" ? "Operation not permitted" : "No such process";
    status = tool.fail(tool.gnu ? `(${word}): ${reason}` : `can't kill pid ${word}: ${reason}`);
  }
  return status;
}

function killall(process: Process, args: readonly string[], tool: Tool): number {
  const words = takeSignal(args);
  if (typeof words === "string")
    return tool.fail(tool.gnu ? `${words}: unknown signal; killall -l lists signals.` : `bad signal name '${words}'`);
  const quiet = words.rest.includes("-q") || words.rest.includes("--quiet");
  const names = words.rest.filter((word) => !word.startsWith("-"));
  if (names.length === 0) return tool.fail(tool.gnu ? "Usage: killall [OPTION]... [--] NAME..." : "you need to specify whom to kill");
  let status = 0;
  for (const name of names) {
    const found = listProcesses(process).filter(({ comm, pid }) => comm === name.slice(0, 15) && pid !== process.pid);
    for (const { pid } of found) process.kill(pid, words.signal);
    if (found.length > 0) continue;
    status = 1;
    if (!quiet) process.stderr(tool.gnu ? `${name}: no process found\n` : `${tool.name}: ${name}: no process killed\n`);
  }
  return status;
}

/** `pgrep` and `pkill`: a pattern over names, or over whole command lines with `-f`. */
function match(
  process: Process,
  args: readonly string[],
  tool: Tool,
): { found: ListedProcess[]; options: Set<string>; signal: SignalName | undefined } | number {
  const words = takeSignal(args);
  if (typeof words === "string") return tool.fail(`invalid signal: ${words}`, 2);
  const options = new Set<string>();
  const patterns: string[] = [];
  let parent: number | undefined;
  let user: string | undefined;
  for (let index = 0; index < words.rest.length; index++) {
    const word = words.rest[index] as string;
    if (word === "-P") parent = Number(words.rest[++index]);
    else if (word === "-u" || word === "-U") user = words.rest[++index];
    else if (word.startsWith("--")) options.add(word.slice(2));
    else if (word.startsWith("-")) for (const letter of word.slice(1)) options.add(letter);
    else patterns.push(word);
  }
  if (patterns.length === 0 && parent === undefined && user === undefined) {
    process.stderr(`${tool.name}: no matching criteria specified\nTry \`${tool.name} --help' for more information.\n`);
    return 2;
  }
  const pattern = options.has("x") ? `^(?:${patterns[0] ?? ""})$` : (patterns[0] ?? "");
  const expression = new RegExp(pattern, options.has("i") ? "i" : "");
  const found = listProcesses(process).filter((listed) => {
    if (listed.pid === process.pid) return false;
    if (parent !== undefined && listed.ppid !== parent) return false;
    if (user !== undefined && listed.user !== user && String(listed.uid) !== user) return false;
    const matches = expression.test(options.has("f") ? commandLine(listed) : listed.comm);
    return matches !== options.has("v");
  });
  const chosen = options.has("n") ? found.slice(-1) : options.has("o") ? found.slice(0, 1) : found;
  return { found: chosen, options, signal: words.signal };
}

export const signalApplets: Applets = {
  kill,
  killall,
  pgrep: (process, args, tool) => {
    const matched = match(process, args, tool);
    if (typeof matched === "number") return matched;
    const { found, options } = matched;
    if (options.has("c")) process.stdout(`${found.length}\n`);
    else
      for (const listed of found)
        process.stdout(`${listed.pid}${options.has("a") ? ` ${commandLine(listed)}` : options.has("l") ? ` ${listed.comm}` : ""}\n`);
    return found.length > 0 ? 0 : 1;
  },
  pkill: (process, args, tool) => {
    const matched = match(process, args, tool);
    if (typeof matched === "number") return matched;
    let status = matched.found.length > 0 ? 0 : 1;
    for (const { pid } of matched.found) {
      const failure = process.kill(pid, matched.signal);
      if (failure === "EPERM") status = tool.fail(`killing pid ${pid} failed: Operation not permitted`);
      else if (matched.options.has("e"))
        process.stdout(`${listProcesses(process).find((one) => one.pid === pid)?.comm ?? ""} killed (pid ${pid})\n`);
    }
    return status;
  },
  pidof: (process, args) => {
    const names = args.filter((word) => !word.startsWith("-"));
    const found = listProcesses(process)
      .filter(
        ({ comm, argv, pid }) =>
          pid !== process.pid && names.some((name) => comm === name || argv[0] === name || argv[0]?.split("/").pop() === name),
      )
      .map(({ pid }) => pid)
      .reverse();
    const shown = args.includes("-s") ? found.slice(0, 1) : found;
    if (shown.length > 0) process.stdout(`${shown.join(" ")}\n`);
    return shown.length > 0 ? 0 : 1;
  },
};
