/** Walks a stage with its variables as the builder would, and tells what looks wrong on the way (spec §11). */
import type { BuildWarning, SourceRange } from "../../api.ts";
import { DockerfileError, type ArgInstruction, type CopyInstruction, type Dockerfile, type Instruction } from "../ast.ts";
import { expandWord, expandWords } from "../expand.ts";
import { nearest } from "../suggest.ts";
import { lintIgnored, lintOnce, lintPairs, lintPort, lintSecret, lintShellForm, lintWorkdir } from "./instruction-rules.ts";
import { define, type BaseConfig, type LintOptions } from "./scope.ts";

export interface StageState {
  /** ENV and valued ARG so far, the base's included. */
  readonly env: Map<string, string>;
  /** ARGs declared so far, with or without a value. */
  readonly args: Set<string>;
  hasShell: boolean;
  workdirSet: boolean;
  /** Where CMD, ENTRYPOINT and HEALTHCHECK stood last in this stage. */
  readonly last: Map<string, SourceRange>;
}

/** The state at the beginning of a stage that starts from an image. */
export function fromImage(config: BaseConfig | undefined): StageState {
  const env = new Map<string, string>();
  for (const pair of config?.Env ?? []) {
    const at = pair.indexOf("=");
    env.set(at < 0 ? pair : pair.slice(0, at), at < 0 ? "" : pair.slice(at + 1));
  }
  if (!env.has("PATH")) env.set("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
  return { env, args: new Set(), hasShell: (config?.Shell?.length ?? 0) > 0, workdirSet: false, last: new Map() };
}

/** The state at the beginning of a stage that starts from another. */
export function fromStage({ env, args, hasShell, workdirSet }: StageState): StageState {
  return { env: new Map(env), args: new Set(args), hasShell, workdirSet, last: new Map() };
}

/** With more variables than that, nobody is told of a similar one: it would have to be compared with all. */
const mostSuggestions = 500;

/** Checks instruction by instruction, changing `state`. Throws where an expansion fails: the build ends there. */
export class StageLinter {
  readonly #dockerfile: Dockerfile;
  readonly #globals: ReadonlyMap<string, string>;
  readonly #options: LintOptions;
  readonly #warnings: BuildWarning[];
  readonly #state: StageState;

  constructor(
    dockerfile: Dockerfile,
    globals: ReadonlyMap<string, string>,
    options: LintOptions,
    state: StageState,
    warnings: BuildWarning[],
  ) {
    this.#dockerfile = dockerfile;
    this.#globals = globals;
    this.#options = options;
    this.#state = state;
    this.#warnings = warnings;
  }

  visit(instruction: Instruction): void {
    try {
      this.#visit(instruction);
    } catch (error) {
      throw error instanceof DockerfileError ? new DockerfileError(error.message, instruction.range) : error;
    }
  }

  #visit(instruction: Instruction): void {
    const { range } = instruction;
    const state = this.#state;
    const warnings = this.#warnings;
    switch (instruction.kind) {
      case "ENV":
      case "LABEL": {
        // All values of one line see the variables from before it.
        const pairs = instruction.pairs.map(({ key, value = "" }) => [this.#expand(key, range), this.#expand(value, range)] as const);
        lintPairs(instruction, warnings);
        if (instruction.kind === "LABEL") break;
        for (const [key, value] of pairs) {
          lintSecret("ENV", key, range, warnings);
          define(state.env, key, value);
        }
        break;
      }
      case "ARG":
        this.#declare(instruction);
        break;
      case "COPY":
      case "ADD":
        this.#copy(instruction);
        break;
      case "WORKDIR":
        lintWorkdir(instruction, this.#expand(instruction.path, range), state, warnings);
        break;
      case "USER":
      case "STOPSIGNAL":
        this.#expand(instruction.value, range);
        break;
      case "VOLUME":
        for (const value of instruction.values) this.#expand(value, range);
        break;
      case "EXPOSE":
        for (const value of instruction.values) {
          for (const port of expandWords(value, state.env, { escape: this.#dockerfile.directives.escape, budget: this.#options.budget }))
            lintPort(port, range, warnings);
        }
        break;
      case "RUN":
        for (const { key, value } of instruction.mounts.flatMap(({ options }) => options)) {
          if (value !== undefined && key.toLowerCase() !== "from") this.#expand(value, range);
        }
        break;
      case "SHELL":
        state.hasShell = true;
        break;
      case "CMD":
      case "ENTRYPOINT":
        lintOnce(instruction, state, warnings);
        lintShellForm(instruction, state, warnings);
        break;
      case "HEALTHCHECK":
        lintOnce(instruction, state, warnings);
        break;
    }
  }

  #declare({ args, range }: ArgInstruction): void {
    const given = this.#options.buildArgs ?? {};
    for (const { key, value } of args) {
      lintSecret("ARG", key, range, this.#warnings);
      const isGiven = Object.hasOwn(given, key);
      const fallback = !isGiven && value !== undefined ? this.#expand(value, range) : this.#globals.get(key);
      const effective = isGiven ? given[key] : fallback;
      if (effective !== undefined) define(this.#state.env, key, effective);
      this.#state.args.add(key);
    }
  }

  #copy(instruction: CopyInstruction): void {
    const { range, chown = "", chmod = "", checksum = "", sources, destination, heredocs } = instruction;
    for (const word of [chown, chmod, checksum]) this.#expand(word, range);
    const paths = sources.map((source) => this.#expand(source, range));
    this.#expand(destination, range);
    for (const { quoted, body } of heredocs) if (!quoted) this.#expand(body, range, true);
    lintIgnored(instruction, paths, this.#options.isIgnored, this.#warnings);
  }

  /** Expands a word and tells of variables in it that nobody defined. */
  #expand(word: string, range: SourceRange, isBody = false): string {
    const undefinedNames = new Set<string>();
    const onRead = (name: string, isSet: boolean) => {
      if (!isSet && !this.#state.args.has(name)) undefinedNames.add(name);
    };
    const { budget } = this.#options;
    const options = { budget, onRead, ...(isBody ? { ignoreQuotes: true } : { escape: this.#dockerfile.directives.escape }) };
    try {
      return expandWord(word, this.#state.env, options);
    } finally {
      for (const name of undefinedNames) {
        const near = this.#state.env.size > mostSuggestions ? undefined : nearest(name, this.#state.env.keys());
        const message = `Usage of undefined variable '$${name}'${near === undefined ? "" : ` (did you mean $${near}?)`}`;
        this.#warnings.push({ rule: "UndefinedVar", message, range });
      }
    }
  }
}
