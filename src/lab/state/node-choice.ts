import { signal } from "@preact/signals";
import type { WebContainer } from "@webcontainer/api";

/** Who runs what containers start with `node`: the lab's own, or a real Node.js in a WebContainer, once it was asked for. */
export class NodeChoice {
  readonly state = signal<"simulated" | "booting" | "real">("simulated");
  /** Where servers in the WebContainer can be looked at, by port. */
  readonly previews = signal<ReadonlyMap<number, string>>(new Map());
  #container: WebContainer | undefined;
  readonly #changed: () => void;

  /** @param changed another one runs programs from now on */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Throws with a sentence for the learner when it cannot be had; the lab's own goes on then. */
  async useReal(): Promise<void> {
    if (this.state.value !== "simulated") return;
    this.state.value = "booting";
    try {
      const { boot, thisPage } = await import("../../backends/webcontainer/boot.ts").catch(() => {
        throw new Error("There is no network: what starts a real Node.js could not be fetched.");
      });
      const container = await boot(thisPage());
      this.#container = container;
      container.on("port", (port, type, url) => {
        const previews = new Map(this.previews.value);
        if (type === "open") previews.set(port, url);
        else previews.delete(port);
        this.previews.value = previews;
      });
      container.on("error", () => this.useSimulated());
      this.state.value = "real";
      this.#changed();
    } catch (error) {
      this.state.value = "simulated";
      throw error;
    }
  }

  useSimulated(): void {
    const container = this.#container;
    if (!container) return;
    this.#container = undefined;
    this.previews.value = new Map();
    this.state.value = "simulated";
    this.#changed();
    container.teardown();
  }

  /** A port that leads to the WebContainer, for an engine; undefined while there is none. */
  async door(): Promise<MessagePort | undefined> {
    const container = this.#container;
    if (!container) return undefined;
    const { boxOver, lend } = await import("../../backends/webcontainer/page-box.ts");
    return lend(boxOver(container));
  }
}
