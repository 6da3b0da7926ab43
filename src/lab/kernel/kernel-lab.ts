import { computed, signal } from "@preact/signals";
import { wordsOf } from "../../backends/error-words.ts";
import type { AgentAnswer } from "../../backends/linux/agent-line.ts";
import { kernelEngine } from "../../backends/linux/kernel-engine.ts";
import { LinuxMachine, type LinuxWorker } from "../../backends/linux/linux-machine.ts";
import { type LinuxManifest, readManifest } from "../../backends/linux/manifest.ts";
import { overlayEngine } from "../../backends/linux/overlays.ts";
import { storageEngine } from "../../backends/linux/storage.ts";
import { markSolved } from "../../progress/solved.ts";
import type { KernelCheck, KernelLabProps } from "./props.ts";

export type TerminalName = "first" | "second";

export type KernelState =
  | { readonly kind: "off" }
  /** Part of the snapshot that has come, 0 to 1. */
  | { readonly kind: "fetching"; readonly part: number }
  | { readonly kind: "running"; readonly manifest: LinuxManifest }
  /** `npm run linux:image` has not been run for this site. */
  | { readonly kind: "not-made" }
  | { readonly kind: "failed"; readonly why: string };

export interface KernelReport extends Pick<KernelCheck, "id" | "title"> {
  readonly status: "waiting" | "pass" | "fail" | "error";
  readonly message?: string;
}

/** Pieces of output that are kept for a terminal that nobody looks at. */
const mostUnseen = 500;

/** Both ends of everything in the lab of the real kernel. Views read its signals and call its methods. */
export class KernelLab {
  readonly props: KernelLabProps;
  readonly state = signal<KernelState>({ kind: "off" });
  readonly reports = signal<readonly KernelReport[]>([]);
  readonly checking = signal(false);
  readonly hintsShown = signal(0);
  readonly solved = computed(() => this.reports.value.length > 0 && this.reports.value.every(({ status }) => status === "pass"));
  /** The kernel as an engine that can be looked at. Its methods reject while nothing runs. */
  readonly engine = kernelEngine((script) => this.#asked(script));
  /** Its overlays, as if each were a container's. */
  readonly overlays = overlayEngine((script) => this.#asked(script));
  /** Where its rooms keep their bytes. */
  readonly storage = storageEngine((script) => this.#asked(script), this.engine);
  readonly #createWorker: () => LinuxWorker;
  readonly #screens = new Map<TerminalName, (bytes: Uint8Array) => void>();
  /** What terminals have printed that nobody has looked at yet. */
  readonly #unseen = new Map<TerminalName, Uint8Array[]>();
  #machine: LinuxMachine | undefined;

  constructor(props: KernelLabProps, createWorker: () => LinuxWorker) {
    this.props = props;
    this.#createWorker = createWorker;
    this.reports.value = (props.exercise?.checks ?? []).map(({ id, title }) => ({ id, title, status: "waiting" }));
  }

  /** Fetches the snapshot and lets it run; again after a failure. */
  async start(): Promise<void> {
    this.#machine?.dispose();
    this.state.value = { kind: "fetching", part: 0 };
    const manifest = await this.#manifest();
    if (!manifest) return;
    const machine = new LinuxMachine(this.#createWorker(), new URL(`${this.props.folder}${manifest.snapshot}`, location.href).href, {
      output: (terminal, bytes) => {
        const write = this.#screens.get(terminal);
        if (write) write(bytes);
        else this.#unseen.set(terminal, [...(this.#unseen.get(terminal) ?? []), bytes].slice(-mostUnseen));
      },
      fetched: (part) => {
        if (this.state.value.kind === "fetching") this.state.value = { kind: "fetching", part };
      },
      failed: (why) => {
        this.state.value = { kind: "failed", why };
      },
    });
    this.#machine = machine;
    try {
      await machine.running;
    } catch {
      return;
    }
    this.state.value = { kind: "running", manifest };
    // The machine's clock stands where the snapshot was taken.
    await machine.ask(`date -s @${Math.floor(Date.now() / 1000)}`);
    // The prompts were printed before anybody looked.
    for (const terminal of ["first", "second"] as const) machine.type(terminal, "\r");
  }

  /** Shows what a terminal has printed, and what it prints from now on. */
  show(terminal: TerminalName, write: (bytes: Uint8Array) => void): void {
    this.#screens.set(terminal, write);
    for (const bytes of this.#unseen.get(terminal) ?? []) write(bytes);
    this.#unseen.delete(terminal);
  }

  type(terminal: TerminalName, text: string): void {
    this.#machine?.type(terminal, text);
  }

  async resize(terminal: TerminalName, columns: number, rows: number): Promise<void> {
    const device = terminal === "first" ? "ttyS0" : "ttyS2";
    await this.#ask(`stty -F /dev/${device} rows ${rows} cols ${columns}`);
  }

  /** Runs the exercise's checks on the kernel as it is. */
  async check(): Promise<void> {
    const checks = this.props.exercise?.checks ?? [];
    if (this.checking.value || this.state.value.kind !== "running") return;
    this.checking.value = true;
    try {
      const reports: KernelReport[] = [];
      for (const check of checks) reports.push(await this.#judge(check));
      this.reports.value = reports;
      if (this.solved.value && this.props.lesson) {
        document.dispatchEvent(new CustomEvent("drydock:solved", { detail: this.props.lesson }));
        await markSolved(this.props.lesson).catch(() => {
          // Without storage it counts for this page.
        });
      }
    } finally {
      this.checking.value = false;
    }
  }

  dispose(): void {
    this.#machine?.dispose();
    this.#machine = undefined;
  }

  async #judge({ id, title, script }: KernelCheck): Promise<KernelReport> {
    const answer = await this.#ask(script);
    if (!answer) return { id, title, status: "error", message: "The machine did not answer." };
    const message = answer.output.trim();
    return answer.exitCode === 0 ? { id, title, status: "pass" } : { id, title, status: "fail", ...(message && { message }) };
  }

  #asked(script: string): Promise<AgentAnswer> {
    return this.#machine?.ask(script) ?? Promise.reject(new Error("The machine is off."));
  }

  /** `undefined` when the machine is not there any more. */
  async #ask(script: string) {
    try {
      return await this.#machine?.ask(script);
    } catch {
      return undefined;
    }
  }

  async #manifest(): Promise<LinuxManifest | undefined> {
    try {
      const response = await fetch(`${this.props.folder}manifest.json`);
      if (response.status === 404) {
        this.state.value = { kind: "not-made" };
        return undefined;
      }
      if (!response.ok) throw new Error(`The site answered ${response.status} for linux/manifest.json.`);
      return readManifest(await response.json());
    } catch (error) {
      this.state.value = { kind: "failed", why: wordsOf(error) };
      return undefined;
    }
  }
}
