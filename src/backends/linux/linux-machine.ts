import type { WorkerLike } from "../worker-ends.ts";
import { type AgentAnswer, AgentLine } from "./agent-line.ts";
import { serial } from "./guest-machine.ts";
import type { FromLinux, ToLinux } from "./messages.ts";

/** The worker that holds the emulated PC. */
export type LinuxWorker = WorkerLike<ToLinux, FromLinux>;

export interface LinuxEvents {
  /** Something on one of the reader's terminals. */
  output(terminal: "first" | "second", bytes: Uint8Array): void;
  /** Part of the snapshot that has come, 0 to 1. */
  fetched(part: number): void;
  /** It stopped for good, and why: a sentence. */
  failed(message: string): void;
}

/** A real Linux in this tab: an emulated PC in a worker, resumed from a snapshot taken after it had booted. */
export class LinuxMachine {
  readonly #worker: LinuxWorker;
  readonly #events: LinuxEvents;
  readonly #agent = new AgentLine((text) => this.#send(serial.agent, new TextEncoder().encode(text)));
  readonly #running: Promise<void>;
  #started!: () => void;
  #gaveUp!: (error: Error) => void;

  /** @param snapshot address of the snapshot */
  constructor(worker: LinuxWorker, snapshot: string, events: LinuxEvents) {
    this.#worker = worker;
    this.#events = events;
    this.#running = new Promise((settle, fail) => {
      this.#started = settle;
      this.#gaveUp = fail;
    });
    // Whoever asks hears of it; nobody has to ask.
    this.#running.catch(() => {});
    worker.onmessage = ({ data }) => this.#receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(event.message || "The emulator could not be loaded.");
    };
    worker.postMessage({ type: "start", snapshot });
  }

  /** Resolves when the kernel runs; rejects with a sentence when it will not. */
  get running(): Promise<void> {
    return this.#running;
  }

  /** What the reader typed. */
  type(terminal: "first" | "second", text: string): void {
    this.#send(serial[terminal], new TextEncoder().encode(text));
  }

  /** Runs a script beside the reader's terminals, as root of the whole machine. Rejects when the machine fails. */
  async ask(script: string): Promise<AgentAnswer> {
    await this.#running;
    return this.#agent.ask(script);
  }

  dispose(): void {
    this.#worker.terminate();
    this.#end(new DOMException("The machine was switched off.", "AbortError"));
  }

  #send(line: number, bytes: Uint8Array): void {
    this.#worker.postMessage({ type: "write", line, bytes });
  }

  #receive(message: FromLinux): void {
    switch (message.type) {
      case "running":
        this.#started();
        return;
      case "fetched":
        this.#events.fetched(message.total > 0 ? message.loaded / message.total : 0);
        return;
      case "failed":
        this.#fail(message.message);
        return;
      case "output":
        if (message.line === serial.agent) this.#agent.heard(new TextDecoder("latin1").decode(message.bytes));
        else this.#events.output(message.line === serial.first ? "first" : "second", message.bytes);
    }
  }

  #fail(why: string): void {
    this.#worker.terminate();
    this.#end(new Error(why));
    this.#events.failed(why);
  }

  #end(why: Error): void {
    this.#gaveUp(why);
    this.#agent.end(why);
  }
}
