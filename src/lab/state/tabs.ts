import { signal } from "@preact/signals";

export interface Place {
  readonly line: number;
  readonly column: number;
  /** Pixels from the top. */
  readonly scroll: number;
}

/** Which files lie open, which one is on top, and where the cursor stands in each. */
export class Tabs {
  readonly open = signal<readonly string[]>([]);
  readonly active = signal<string | undefined>(undefined);
  readonly places = new Map<string, Place>();

  show(path: string): void {
    if (!this.open.value.includes(path)) this.open.value = [...this.open.value, path];
    this.active.value = path;
  }

  close(path: string): void {
    const index = this.open.value.indexOf(path);
    if (index < 0) return;
    const open = this.open.value.filter((other) => other !== path);
    this.open.value = open;
    if (this.active.value === path) this.active.value = open[Math.min(index, open.length - 1)];
  }

  /** A file has a new name: its tab goes with it, and those of all files in it when it is a folder. */
  renamed(from: string, to: string): void {
    const follow = (path: string) => (path === from || path.startsWith(`${from}/`) ? to + path.slice(from.length) : path);
    for (const [path, place] of [...this.places]) {
      if (follow(path) === path) continue;
      this.places.delete(path);
      this.places.set(follow(path), place);
    }
    this.open.value = this.open.value.map(follow);
    if (this.active.value) this.active.value = follow(this.active.value);
  }

  /** Closes the tabs of files that are not there any more. */
  keep(exists: (path: string) => boolean): void {
    for (const path of this.open.value) if (!exists(path)) this.close(path);
  }
}
