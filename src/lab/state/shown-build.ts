import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { BuildView } from "../../engine/api.ts";
import type { BuildSide } from "../../views/builds.ts";

/** What the layers panel shows of a build: its stack, one of its other sides, or the question what the next one will do. */
export type LayersSide = "stack" | BuildSide | "predict";

interface Sources {
  readonly builds: ReadonlySignal<readonly BuildView[]>;
  readonly preview: ReadonlySignal<BuildView | undefined>;
  /** The build under way. */
  readonly building: ReadonlySignal<BuildView | undefined>;
}

/** Which build the pictures are about: the one under way, the next one, the last, or one before that. */
export class ShownBuild {
  /** Whether the pictures look at what was built, or foretell the next: so from the first edit after it. */
  readonly looking = signal<"back" | "ahead">("ahead");
  readonly side = signal<LayersSide>("stack");
  /** Number of the build that is looked back at, where that is not the last one. */
  readonly #earlier = signal<number | undefined>(undefined);
  readonly #sources: Sources;
  /** The view that pictures show. */
  readonly view: ReadonlySignal<BuildView | undefined>;
  /** The same where it is about the files as they are, so that an editor can mark its lines. */
  readonly ofTheseFiles: ReadonlySignal<BuildView | undefined>;
  /** Its place on the time line, from 0; after all builds for the next one. */
  readonly place: ReadonlySignal<number>;

  constructor(sources: Sources) {
    this.#sources = sources;
    const { builds, preview, building } = sources;
    const past = computed(() => {
      if (this.looking.value !== "back") return undefined;
      const found = builds.value.findIndex(({ number }) => number === this.#earlier.value);
      return found < 0 ? builds.value.length - 1 : found;
    });
    this.view = computed(() => building.value ?? (past.value === undefined ? undefined : builds.value[past.value]) ?? preview.value);
    this.ofTheseFiles = computed(() => {
      const isOld = past.value !== undefined && past.value < builds.value.length - 1;
      return building.value ?? (isOld ? undefined : this.view.value);
    });
    this.place = computed(() => past.value ?? builds.value.length);
  }

  /** Shows the build at a place of the time line. */
  choose(place: number): void {
    const builds = this.#sources.builds.peek();
    this.look(place < builds.length ? "back" : "ahead");
    if (place < builds.length - 1) this.#earlier.value = builds[place]?.number;
  }

  /** At the last build, or ahead at the next. */
  look(way: "back" | "ahead"): void {
    this.#earlier.value = undefined;
    this.looking.value = way;
  }
}
