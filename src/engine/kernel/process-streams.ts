import { FsError } from "../filesystem/errors.ts";
import type { Clock } from "../clock.ts";
import type { Process, ProcessInput, ProcessTerminal } from "../programs/program.ts";
import { textToBytes } from "../programs/shell/bytes.ts";
import { setMemory, smallestMemory } from "./memory.ts";
import { BrokenPipe, type OpenFile } from "./open-file.ts";
import { endedBy, TaskEnded } from "./signals.ts";
import type { Task } from "./task.ts";
import { terminalBehind } from "./terminal.ts";

/** Waits at the gate of a task that is stopped or frozen; throws `TaskEnded` when it has ended. */
export async function pass(task: Task): Promise<void> {
  for (let gate = task.gate(); gate; gate = task.gate()) await gate;
}

/** Time as a task has it: a sleep ends with it, and lasts as long as it is stopped. What it wrote goes out first. */
export function taskClock(task: Task): Clock {
  return {
    now: () => task.clock.now(),
    async sleep(ms, signal = task.signal) {
      const { drained } = outputOf(task);
      if (isFull(task)) await drained();
      await task.clock.sleep(ms, signal);
      await pass(task);
    },
  };
}

export function outputOf(task: Task): Pick<Process, "stdout" | "stderr" | "drained"> {
  return {
    stdout: (text) => writeTo(task, 1, text),
    stderr: (text) => writeTo(task, 2, text),
    async drained() {
      for (const fd of [1, 2]) {
        const file = task.descriptors.get(fd);
        if (file?.full) await file.drained(task.signal);
      }
      await pass(task);
    },
  };
}

function isFull(task: Task): boolean {
  return (task.descriptors.get(1)?.full || task.descriptors.get(2)?.full) ?? false;
}

/** Writes as the task. A pipe that nobody reads sends it SIGPIPE; who ignores that gets `BrokenPipe`. */
export function writeTo(task: Task, fd: number, text: string): void {
  if (task.status) throw new TaskEnded(task.status);
  try {
    task.descriptors.get(fd)?.write(text, task.limits.fsize.soft);
  } catch (error) {
    throw failedWrite(task, error);
  }
}

/** What a failed write does to the task that wrote. Gives what to throw. */
export function failedWrite(task: Task, error: unknown): unknown {
  const signal = error instanceof BrokenPipe ? "PIPE" : error instanceof FsError && error.code === "EFBIG" ? "XFSZ" : undefined;
  if (!signal) return error;
  task.signals.deliver(signal);
  return task.status ? new TaskEnded(task.status) : error;
}

export function inputOf(task: Task): ProcessInput {
  const file = () => task.descriptors.get(0);
  async function prepare(): Promise<void> {
    if (isFull(task)) await outputOf(task).drained();
    await pass(task);
    // Who is not in the foreground may not read from the terminal.
    for (let device = backgroundTerminal(task); device; device = backgroundTerminal(task)) {
      if (task.signals.disposition("TTIN") === "ignore") return;
      task.table.killGroup(task.group, "TTIN");
      await pass(task);
    }
  }
  /** What is typed while it is stopped is for others: it asks again when it goes on. */
  async function ask<T>(read: (file: OpenFile, signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    for (;;) {
      await prepare();
      const open = file();
      if (!open) return undefined;
      const stopped = new AbortController();
      const stop = (): void => stopped.abort(stopped);
      task.signals.stopping.add(stop);
      try {
        const value = await read(open, terminalBehind(open) ? AbortSignal.any([task.signal, stopped.signal]) : task.signal);
        await pass(task);
        return value;
      } catch (error) {
        if (error !== stopped) throw error;
      } finally {
        task.signals.stopping.delete(stop);
      }
    }
  }
  return {
    get closed() {
      return !file()?.readable;
    },
    read: async () => (await ask((open, signal) => open.read(signal))) ?? "",
    async readLine() {
      const line = await ask((open, signal) => open.readUntil("\n", signal));
      return !line || (line.text === "" && !line.ended) ? undefined : line.text;
    },
    async readAll() {
      const pieces: string[] = [];
      let held = 0;
      for (let piece = await this.read(); piece !== ""; piece = await this.read()) {
        pieces.push(piece);
        held += piece.length;
        holds(task, held);
      }
      return pieces.join("");
    },
    async readAllBytes() {
      return textToBytes(await this.readAll());
    },
  };
}

/** What a process keeps of its input is memory of its: too much of it, and it is killed (`yes | sort`). */
function holds(task: Task, characters: number): void {
  if (characters < 2 ** 20) return;
  setMemory(task, smallestMemory + characters);
  if (characters > mostHeld) task.table.exit(task, endedBy("KILL", true));
  if (task.status) throw new TaskEnded(task.status);
}

/** In characters. More than a browser tab can spare, whatever the machine has. */
const mostHeld = 128 * 2 ** 20;

function backgroundTerminal(task: Task) {
  const device = terminalBehind(task.descriptors.get(0));
  const isOthers = device && task.terminal === device && device.foreground !== 0 && device.foreground !== task.group;
  return isOthers ? device : undefined;
}

export function terminalOf(task: Task): ProcessTerminal | undefined {
  const [stdin, stdout, stderr] = [0, 1, 2].map((fd) => task.descriptors.get(fd)?.window);
  const window = stdin ?? stdout ?? stderr;
  if (!window) return undefined;
  return { columns: window.columns, rows: window.rows, stdin: !!stdin, stdout: !!stdout, stderr: !!stderr };
}
