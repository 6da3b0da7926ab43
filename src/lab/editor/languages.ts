import { effect } from "@preact/signals";
import type * as Monaco from "monaco-editor/editor";
import type { KnownImage } from "../../backends/backend.ts";
import { canonical } from "../../engine/images/reference.ts";
import { registerDockerfileLanguage } from "../language/register.ts";
import { darkTheme, lightTheme } from "../language/theme.ts";
import type { Lab } from "../state/lab.ts";

export interface Languages {
  theme(dark: boolean): string;
  dispose(): void;
}

/** Teaches Monaco Dockerfiles, as the lab's own engine, files and images have them, and the lab's themes. */
export function prepareLanguages(monaco: typeof Monaco, lab: Lab): Languages {
  const known = new Images(lab);
  const registered = registerDockerfileLanguage(monaco, {
    workspaceFiles: () => [...lab.workspace.files.value.keys()],
    imageNames: async () => (await known.ask()).map(({ name }) => name),
    imageConfig: (name) => known.config(name),
    foretold: (path) => (path === lab.dockerfile.value ? lab.preview.value : undefined),
  });
  const stops = [
    effect(() => {
      lab.builds.value;
      void known.ask().then(() => registered.lookAgain());
    }),
    effect(() => {
      lab.preview.value;
      registered.lookAgain();
    }),
  ];
  return {
    theme: (dark) => (dark ? darkTheme : lightTheme),
    dispose() {
      for (const stop of stops) stop();
      registered.dispose();
    },
  };
}

/** What FROM can name. Asked of the backend again whenever it may have changed; what was known last serves meanwhile. */
class Images {
  readonly #lab: Lab;
  #all: readonly KnownImage[] = [];
  #configs = new Map<string, KnownImage["config"]>();

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  async ask(): Promise<readonly KnownImage[]> {
    try {
      this.#all = await this.#lab.backend.images();
      this.#configs = new Map(this.#all.map(({ name, config }) => [canonical(name), config]));
    } catch {
      // The worker is being started anew: completion goes on with what it knew.
    }
    return this.#all;
  }

  config(name: string): KnownImage["config"] | undefined {
    try {
      return this.#configs.get(canonical(name));
    } catch {
      return undefined;
    }
  }
}
