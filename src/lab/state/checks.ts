import { computed, signal } from "@preact/signals";
import type { CheckReport } from "../../backends/backend.ts";
import { wordsOf } from "../../backends/error-words.ts";

export interface ChecksOptions {
  readonly checks: readonly { readonly id: string; readonly title: string }[];
  /** Runs them on a copy of the lab. */
  readonly grade: (signal: AbortSignal) => Promise<readonly CheckReport[]>;
  /** True while a command runs: the learner's own build goes first. */
  readonly busy: () => boolean;
  readonly onChange: () => void;
  readonly onSolved: () => void;
  /** How long the learner must rest after an edit, in ms. */
  readonly rest?: number;
}

/** The exercise's checks: run on request, after each build, and quietly when the learner rests after an edit. */
export class Checks {
  readonly reports = signal<readonly CheckReport[]>([]);
  readonly running = signal(false);
  readonly hintsShown = signal(0);
  readonly solved = signal(false);
  /** True from the moment of solving until the learner goes on. */
  readonly celebrating = signal(false);
  /** Said when grading itself failed: never the learner's fault. */
  readonly trouble = signal<string | undefined>(undefined);
  readonly passed = computed(() => this.reports.value.filter(({ status }) => status === "pass").length);
  readonly #options: ChecksOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #control: AbortController | undefined;

  constructor(options: ChecksOptions) {
    this.#options = options;
    this.reports.value = options.checks.map(({ id, title }) => ({ id, title, status: "waiting" }));
  }

  /** Takes up what was kept of an earlier visit. Checks that the lesson no longer has are dropped. */
  restore(kept: { readonly reports: readonly CheckReport[]; readonly hintsShown: number; readonly solved: boolean }): void {
    const known = new Map(kept.reports.map((report) => [report.id, report]));
    this.reports.value = this.#options.checks.map(({ id, title }) => ({ ...(known.get(id) ?? { status: "waiting" as const }), id, title }));
    this.hintsShown.value = kept.hintsShown;
    this.solved.value = kept.solved;
  }

  /** Something was edited: what is being found out now is out of date; look again after a rest. */
  edited(): void {
    if (this.#options.checks.length === 0) return;
    this.cancel();
    this.#timer = setTimeout(() => void this.run(), this.#options.rest ?? 900);
  }

  /** Runs the checks now, or as soon as the running command has ended. */
  async run(): Promise<void> {
    if (this.#options.checks.length === 0) return;
    this.cancel();
    if (this.#options.busy()) {
      this.#timer = setTimeout(() => void this.run(), 200);
      return;
    }
    const control = new AbortController();
    this.#control = control;
    this.running.value = true;
    try {
      const reports = await this.#options.grade(control.signal);
      if (control.signal.aborted) return;
      this.trouble.value = undefined;
      this.#take(reports);
    } catch (error) {
      if (!control.signal.aborted) this.trouble.value = wordsOf(error);
    } finally {
      if (this.#control === control) {
        this.#control = undefined;
        this.running.value = false;
      }
    }
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#control?.abort();
    this.#control = undefined;
    this.running.value = false;
  }

  showHint(): void {
    this.hintsShown.value++;
    this.#options.onChange();
  }

  #take(reports: readonly CheckReport[]): void {
    this.reports.value = reports;
    if (reports.length > 0 && reports.every(({ status }) => status === "pass") && !this.solved.value) {
      this.solved.value = true;
      this.celebrating.value = true;
      this.#options.onSolved();
    }
    this.#options.onChange();
  }
}
