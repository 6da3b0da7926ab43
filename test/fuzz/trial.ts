/** One Dockerfile through everything that reads it: parser, linter, preview, and a build whose steps do nothing. */
import { catalogue } from "../../content/catalogue/index.ts";
import { virtualClock } from "../../src/engine/clocks.ts";
import { DockerfileError, type Dockerfile } from "../../src/engine/dockerfile/ast.ts";
import { lintDockerfile } from "../../src/engine/dockerfile/lint.ts";
import { parseDockerfile } from "../../src/engine/dockerfile/parse.ts";
import { createEngine, type SimulatedEngine } from "../../src/engine/engine.ts";
import { fromPaths } from "../../src/engine/filesystem/build.ts";
import { diagnose } from "../../src/lab/language/diagnose.ts";

export interface Trial {
  /** Milliseconds of the thread's processor time that each part took: other work on the machine makes none of them longer. */
  readonly parts: Readonly<Record<"parse" | "lint" | "editor" | "preview" | "build", number>>;
  /** The slowest of them. */
  readonly slowest: number;
  readonly built: boolean;
}

const files = {
  "a.txt": "one\n",
  "b.txt": "two\n",
  "dir/x.txt": "x\n",
  "dir/sub/y.txt": "y\n",
  "app/main.py": "print(1)\n",
  "package.json": "{}\n",
  "src/index.js": "1\n",
};

/** An engine that is not used for long: what it remembers would slow down what comes later. */
export class Trials {
  #engine: SimulatedEngine | undefined;
  #left = 0;

  /** Rejects when something throws that should not. */
  async run(text: string): Promise<Trial> {
    const parts = { parse: 0, lint: 0, editor: 0, preview: 0, build: 0 };
    const timed = <T>(part: keyof typeof parts, work: () => T): T => {
      const started = processorTime();
      try {
        return work();
      } finally {
        parts[part] = processorTime() - started;
      }
    };
    const dockerfile = timed("parse", () => parsed(text));
    if (dockerfile) timed("lint", () => lintDockerfile(dockerfile));
    timed("editor", () => diagnose(text));
    const engine = this.#fresh();
    const request = { context: fromPaths({ ...files, Dockerfile: text }), dockerfile: { name: "Dockerfile", text } };
    const view = timed("preview", () => engine.preview(request));
    if (!view.failure) {
      const started = processorTime();
      await engine.build(request);
      parts.build = processorTime() - started;
    }
    return { parts, slowest: Math.max(...Object.values(parts)), built: !view.failure };
  }

  #fresh(): SimulatedEngine {
    if (!this.#engine || --this.#left < 0) {
      this.#left = 200;
      const runStep = async ({ root }: Parameters<Parameters<typeof createEngine>[0]["runStep"]>[0]) => ({
        exitCode: 0,
        root,
        kept: new Map(),
      });
      this.#engine = createEngine({ clock: virtualClock(), images: catalogue, runStep });
    }
    return this.#engine;
  }
}

/** Of this thread, in milliseconds. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function parsed(text: string): Dockerfile | undefined {
  try {
    return parseDockerfile(text);
  } catch (error) {
    if (error instanceof DockerfileError) return undefined;
    throw error;
  }
}
