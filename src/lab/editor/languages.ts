import { effect } from "@preact/signals";
import type * as Monaco from "monaco-editor/editor";
import type { KnownImage } from "../../backends/backend.ts";
import { canonical } from "../../engine/images/reference.ts";
import type { ComposeLanguage } from "../language/compose/register.ts";
import { registerDockerfileLanguage } from "../language/register.ts";
import { darkTheme, lightTheme } from "../language/theme.ts";
import type { Lab } from "../state/lab.ts";
import { isComposeFile } from "../state/names.ts";

/** Where the workspace lies on the learner's host. */
const workspace = "/home/dev/workspace";

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
  const compose = new Compose(monaco, lab, known);
  const stops = [
    effect(() => compose.look(lab.workspace.files.value)),
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
      compose.dispose();
      registered.dispose();
    },
  };
}

/** What knows Compose files is brought in with the first of them. */
class Compose {
  readonly #load: () => Promise<ComposeLanguage>;
  #language: Promise<ComposeLanguage> | undefined;
  #isOver = false;

  constructor(monaco: typeof Monaco, lab: Lab, known: Images) {
    const files = lab.workspace.files;
    const entry = (path: string) => files.peek().get(path.slice(workspace.length + 1));
    this.#load = async () => {
      const { registerComposeLanguage } = await import("../language/compose/register.ts");
      const language = registerComposeLanguage(monaco, {
        workspace,
        files: {
          read(path) {
            const found = entry(path);
            return found?.kind === "file" ? found.text : undefined;
          },
          isDirectory: (path) => path === workspace || entry(path)?.kind === "directory",
        },
        workspaceFiles: () => [...files.peek().keys()],
        imageNames: async () => (await known.ask()).map(({ name }) => name),
      });
      if (this.#isOver) language.dispose();
      return language;
    };
  }

  /** Looks at Compose files again, after any file has changed: they read others. */
  look(files: ReadonlyMap<string, unknown>): void {
    if (!this.#language && ![...files.keys()].some(isComposeFile)) return;
    this.#language ??= this.#load();
    // Without it the files can be edited all the same.
    this.#language.then((language) => language.lookAgain()).catch(() => {});
  }

  dispose(): void {
    this.#isOver = true;
    this.#language?.then((language) => language.dispose()).catch(() => {});
  }
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
