import { signal } from "@preact/signals";
import type { SandboxKey, SandboxNews } from "../../backends/backend.ts";

/** In this tab's storage: the sandbox that was opened in it, and whether it is in use. */
interface Kept {
  readonly key: SandboxKey;
  readonly engine: string;
  readonly inUse: boolean;
}

const place = "drydock:sandbox";
/** Says whether the engine behind the gateway that this page came from answers. */
const engineAddress = "/drydock/engine";
/** Milliseconds between two looks at an engine that does not answer, and how many may come to nothing at all. */
const betweenLooks = 3000;
const mostFailures = 20;

/**
 * Which engine the lab works on: the simulator, or the sandbox that a link has opened in this tab. The way back to it is kept
 * for as long as the tab is, so that the next lesson finds it.
 */
export class EngineChoice {
  readonly inUse = signal<"simulator" | "sandbox">("simulator");
  /** `Docker 28.5.2 on this machine`; undefined when no sandbox was opened in this tab. */
  readonly sandbox = signal<string | undefined>(undefined);
  /** The connection to the sandbox is away, and is tried again. */
  readonly isAway = signal(false);
  /** The engine behind the sandbox does not answer; it is looked at again and again. */
  readonly isDown = signal(false);
  #key: SandboxKey | undefined;
  #looking: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const token = takeToken();
    const kept = token === undefined ? read() : undefined;
    this.#key = token === undefined ? kept?.key : { token };
    if (!this.#key) return;
    this.sandbox.value = kept?.engine ?? "a real Docker Engine";
    this.inUse.value = token !== undefined || kept?.inUse ? "sandbox" : "simulator";
  }

  /** What leads to the sandbox, while it is in use. */
  key(): SandboxKey | undefined {
    return this.inUse.value === "sandbox" ? this.#key : undefined;
  }

  use(engine: "simulator" | "sandbox"): void {
    this.inUse.value = engine;
    this.#keep();
  }

  opened({ key, engine }: Extract<SandboxNews, { kind: "open" }>): void {
    this.#key = key;
    this.sandbox.value = engine;
    this.isAway.value = false;
    this.#keep();
  }

  /** The simulator takes over until somebody goes back. @param back called when the engine answers again */
  down(back: () => void): void {
    this.isDown.value = true;
    this.use("simulator");
    this.#look(back, 0);
  }

  #look(back: () => void, failures: number): void {
    clearTimeout(this.#looking);
    this.#looking = setTimeout(async () => {
      const answer = await fetch(engineAddress, { cache: "no-store" })
        .then((response) => response.json() as Promise<{ readonly alive: boolean }>)
        .catch(() => undefined);
      if (!this.isDown.value) return;
      if (answer?.alive) {
        this.isDown.value = false;
        back();
      } else if (answer || failures < mostFailures) this.#look(back, answer ? 0 : failures + 1);
      else this.lost();
    }, betweenLooks);
  }

  dispose(): void {
    clearTimeout(this.#looking);
  }

  /** There is no sandbox any more. */
  lost(): void {
    this.isDown.value = false;
    this.#key = undefined;
    this.sandbox.value = undefined;
    this.isAway.value = false;
    this.inUse.value = "simulator";
    sessionStorage.removeItem(place);
  }

  #keep(): void {
    const { value: engine } = this.sandbox;
    if (!this.#key || engine === undefined) return;
    sessionStorage.setItem(place, JSON.stringify({ key: this.#key, engine, inUse: this.inUse.value === "sandbox" } satisfies Kept));
  }
}

/** The token of a sandbox's link. It works once, so it goes from the address. */
function takeToken(): string | undefined {
  const token = /^#sandbox=([\w-]+)$/.exec(location.hash)?.[1];
  if (token !== undefined) history.replaceState(null, "", location.pathname + location.search);
  return token;
}

function read(): Kept | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}
