/** `nodemon`: runs a program of node's, and stays when that has ended. It does not watch: the lab's files tell nobody that they changed. */
import type { Process } from "../../program.ts";
import { absolute, print, sayLab } from "../lab.ts";
import { type Manifest, readJson } from "./manifest.ts";

/** Options that a word follows. */
const withWord = /^(-w|--watch|-i|--ignore|-e|--ext|-d|--delay|-s|--signal|-C|--cwd|--config)$/;

/** Resolves to 0 once it is told to end. */
export async function nodemon(process: Process, version: string, args: readonly string[]): Promise<number> {
  const command = commandOf(process, args);
  const say = (text: string): void => print(process, `[nodemon] ${text}`);
  for (const text of [version, "to restart at any time, enter `rs`", "watching path(s): *.*", "watching extensions: js,mjs,cjs,json"])
    say(text);
  sayLab(process, "nodemon starts the program, but does not start it again when a file changes.");
  say(`starting \`${command.join(" ")}\``);
  const ended = new Promise<number>((resolve) => {
    for (const signal of ["TERM", "INT", "HUP"] as const) process.onSignal(signal, () => resolve(0));
  });
  const child = process.start(command);
  const status = await Promise.race([child.wait(), ended]);
  if (typeof status === "number") {
    child.kill("TERM");
    return status;
  }
  say(status.code === 0 ? "clean exit - waiting for changes before restart" : "app crashed - waiting for file changes before starting...");
  return ended;
}

/** What it starts: the words of `--exec`, or node with the script that is named, or the package's own. */
function commandOf(process: Process, args: readonly string[]): string[] {
  const rest: string[] = [];
  let runner = ["node"];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as string;
    if (word === "-x" || word === "--exec") runner = (args[++index] ?? "node").split(" ");
    else if (rest.length === 0 && withWord.test(word)) index++;
    else if (rest.length > 0 || !/^-(-?(verbose|quiet|legacy-watch|V|q|L)$)/.test(word)) rest.push(word);
  }
  const script = rest.some((word) => !word.startsWith("-")) || runner.length > 1 ? [] : [mainOf(process)];
  return [...runner, ...rest, ...script];
}

function mainOf(process: Process): string {
  const path = absolute(process.cwd, "package.json");
  return (process.fs.exists(path) ? readJson<Manifest & { readonly main?: string }>(process.fs, path)?.main : undefined) ?? "index.js";
}
