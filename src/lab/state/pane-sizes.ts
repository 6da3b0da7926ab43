import { signal } from "@preact/signals";

/** Where the dividers stand, as fractions of what they divide; remembered for all labs of this browser. */
export interface PaneSizes {
  /** Width of the panel on the right. */
  readonly panel: number;
  /** Height of the terminal below code. */
  readonly terminal: number;
  /** Height of the terminal in labs that begin without a file: there the work is done in it. */
  readonly console: number;
  /** Width of the file tree in pixels; 0 when it is folded away. */
  readonly tree: number;
}

export const defaultSizes: PaneSizes = { panel: 0.43, terminal: 0.34, console: 0.62, tree: 0 };
const key = "drydock.panes";

function load(): PaneSizes {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    if (typeof kept !== "object" || kept === null) return defaultSizes;
    const sizes = { ...defaultSizes, ...kept };
    const sound = Object.values(sizes).every((size) => typeof size === "number" && Number.isFinite(size));
    return sound ? clamp(sizes) : defaultSizes;
  } catch {
    return defaultSizes;
  }
}

function clamp({ panel, terminal, console, tree }: PaneSizes): PaneSizes {
  return {
    panel: Math.min(0.7, Math.max(0.2, panel)),
    terminal: Math.min(0.8, Math.max(0.12, terminal)),
    console: Math.min(0.8, Math.max(0.12, console)),
    tree: tree < 60 ? 0 : Math.min(360, Math.max(110, tree)),
  };
}

export const paneSizes = signal<PaneSizes>(load());

export function resize(change: Partial<PaneSizes>): void {
  paneSizes.value = clamp({ ...paneSizes.value, ...change });
  try {
    localStorage.setItem(key, JSON.stringify(paneSizes.value));
  } catch {
    // Without storage the sizes hold for this page.
  }
}
