import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Page, PageRequest } from "../../backends/backend.ts";
import { wordsOf } from "../../backends/error-words.ts";
import type { ContainerView } from "../../engine/api.ts";

/** A port of the host that leads to a container. */
export interface Door {
  readonly hostPort: number;
  /** `80/tcp` */
  readonly port: string;
  /** The container's name. */
  readonly container: string;
}

export interface BrowserOptions {
  readonly containers: ReadonlySignal<readonly ContainerView[]>;
  readonly fetch: (request: PageRequest, signal: AbortSignal) => Promise<Page>;
  /** It is to be seen. */
  readonly show: () => void;
  /** Real milliseconds that a page may take. */
  readonly patience?: number;
}

/** The small browser beside the code: it reaches the host's published ports, and nothing else. */
export class Browser {
  /** By port of the host, the lowest first. */
  readonly doors: ReadonlySignal<readonly Door[]>;
  readonly port = signal<number | undefined>(undefined);
  /** From its slash on. */
  readonly path = signal("/");
  readonly loading = signal(false);
  /** What came, and what had been asked for. */
  readonly shown = signal<{ readonly address: string; readonly page: Page } | undefined>(undefined);
  readonly #options: BrowserOptions;
  #control: AbortController | undefined;

  constructor(options: BrowserOptions) {
    this.#options = options;
    this.doors = computed(() => doorsOf(options.containers.value));
  }

  /** The port that is asked: the chosen one while it is published, else the first. */
  get door(): Door | undefined {
    const doors = this.doors.value;
    return doors.find(({ hostPort }) => hostPort === this.port.value) ?? doors[0];
  }

  /** Shows the front page of a port. */
  open(port: number): void {
    this.port.value = port;
    this.path.value = "/";
    this.#options.show();
    void this.load();
  }

  /** Asks for the page that the address bar names. */
  async load(): Promise<void> {
    const door = this.door;
    if (!door) return;
    this.#control?.abort();
    const control = new AbortController();
    this.#control = control;
    const path = this.path.value.startsWith("/") ? this.path.value : `/${this.path.value}`;
    const address = `localhost:${door.hostPort}${path}`;
    const patience = this.#options.patience ?? 15_000;
    const timer = setTimeout(() => control.abort(new DOMException("No answer came.", "TimeoutError")), patience);
    this.loading.value = true;
    try {
      const page = await this.#options.fetch({ port: door.hostPort, path }, control.signal);
      if (this.#control === control) this.shown.value = { address, page };
    } catch (error) {
      if (this.#control !== control) return;
      const late = control.signal.aborted;
      const why = late ? `No answer came within ${patience / 1000} seconds.` : wordsOf(error);
      this.shown.value = { address, page: { kind: "none", why } };
    } finally {
      clearTimeout(timer);
      if (this.#control === control) {
        this.#control = undefined;
        this.loading.value = false;
      }
    }
  }

  dispose(): void {
    this.#control?.abort();
    this.#control = undefined;
  }
}

function doorsOf(containers: readonly ContainerView[]): Door[] {
  const doors = containers.flatMap(({ name, status, ports }) =>
    status !== "running"
      ? []
      : ports.flatMap(({ port, hostPort }) =>
          hostPort === undefined || !port.endsWith("/tcp") ? [] : [{ hostPort, port, container: name }],
        ),
  );
  return doors.sort((a, b) => a.hostPort - b.hostPort);
}
