/** `flock`: runs a command, or goes on, once nobody else holds a lock on a file. */
import { FsError } from "../../filesystem/errors.ts";
import { OpenFile } from "../../kernel/open-file.ts";
import { at, type Applet } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";
import type { Process } from "../program.ts";
import { programFor } from "./start.ts";

interface Lock {
  /** What holds it, for as long as a descriptor points there. */
  readonly file: OpenFile;
  readonly shared: boolean;
}

/** Locks by path, of everyone who sees the same mounts. */
const held = new WeakMap<object, Map<string, readonly Lock[]>>();
/** How often whoever waits looks again, in milliseconds. */
const patience = 50;

export const flock: Applet = async (process, args, tool) => {
  const options = parseOptions(args, {
    short: "sxeunw:E:oc:",
    long: {
      shared: "s",
      exclusive: "x",
      unlock: "u",
      nonblock: "n",
      nb: "n",
      timeout: "w:",
      wait: "w:",
      "conflict-exit-code": "E:",
      close: "o",
      command: "c:",
      verbose: "verbose",
    },
    stopAtOperand: true,
  });
  const [target, ...rest] = options.operands;
  if (target === undefined) return tool.usage("not enough arguments", tool.gnu ? 64 : 1);
  const dashed = rest[0] === "-c" || rest[0] === "--command";
  if (dashed && rest.length !== 2) return tool.fail(`${rest[0]} requires exactly one command argument`, 64);
  const command = dashed ? [process.env.get("SHELL") ?? "/bin/sh", "-c", rest[1] as string] : rest;
  if (command.length === 0 && !/^\d+$/.test(target)) return tool.fail(`bad file descriptor: ‘${target}’`, 64);
  const given = command.length === 0 ? process.task.descriptors.get(Number(target)) : undefined;
  if (command.length === 0 && !given) return tool.fail(`${target}: Bad file descriptor`, 65);
  const path = given ? given.name : at(process, target);
  if (!given && !process.fs.exists(path)) {
    try {
      process.fs.writeFile(path, "");
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      return tool.fail(`cannot open lock file ${target}: ${error.reason}`, 66);
    }
  }
  const file = (given ?? new OpenFile(path)).retain();
  try {
    if (options.has("u")) drop(process, path, file);
    else if (
      !(await obtained(
        process,
        path,
        { file, shared: options.has("s") },
        options.has("n") ? 0 : Number(options.value("w") ?? Number.POSITIVE_INFINITY) * 1000,
      ))
    )
      return Number(options.value("E") ?? 1);
    if (command.length === 0) return 0;
    const image = programFor(process, tool, command);
    return typeof image === "number" ? 69 : await process.spawn(command, { image });
  } finally {
    file.release();
  }
};

function locksOf(process: Process): Map<string, readonly Lock[]> {
  const key = process.task.namespaces.mnt;
  const locks = held.get(key) ?? new Map<string, readonly Lock[]>();
  held.set(key, locks);
  return locks;
}

function drop(process: Process, path: string, file: OpenFile): void {
  const locks = locksOf(process);
  locks.set(
    path,
    (locks.get(path) ?? []).filter((lock) => lock.file !== file),
  );
}

/** Whether the lock could be had within so many milliseconds. */
async function obtained(process: Process, path: string, wanted: Lock, within: number): Promise<boolean> {
  const until = process.clock.now() + within;
  for (;;) {
    const locks = locksOf(process);
    const others = (locks.get(path) ?? []).filter(({ file }) => file.references > 0 && file !== wanted.file);
    if (others.every(({ shared }) => shared && wanted.shared)) {
      locks.set(path, [...others, wanted]);
      return true;
    }
    if (process.clock.now() >= until) return false;
    await process.clock.sleep(Math.min(patience, until - process.clock.now()), process.signal);
  }
}
