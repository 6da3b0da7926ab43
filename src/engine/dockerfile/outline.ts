/** What a Dockerfile can be asked without building it: its targets, and what a target takes (`docker build --call`). */
import type { BuildOutline, BuildTarget, OutlineEntry, SourceRange } from "../api.ts";
import type { ArgInstruction, Dockerfile, RunInstruction, Stage } from "./ast.ts";
import { expandWord, variablesIn } from "./expand.ts";
import { baseNames, globalScope, type LintOptions, parents, reachable } from "./lint/scope.ts";
import { resolveMount } from "./mount.ts";

/** All stages in file order. */
export function targetsOf(dockerfile: Dockerfile): BuildTarget[] {
  return dockerfile.stages.map((stage, index) => {
    const description = stage.name === undefined ? undefined : describedAbove(dockerfile, stage.from.range, stage.name);
    return {
      ...(stage.name === undefined ? {} : { name: stage.name }),
      ...(description ? { description } : {}),
      isDefault: index === dockerfile.stages.length - 1,
      base: stage.from.image,
      ...(stage.from.platform ? { platform: stage.from.platform } : {}),
      range: stage.from.range,
    };
  });
}

/** What the target takes: arguments with the values they have now, secrets, SSH agents; each in the order of lines. */
export function outlineOf(dockerfile: Dockerfile, options: Pick<LintOptions, "buildArgs" | "target" | "platform"> = {}): BuildOutline {
  const globals = globalScope(dockerfile, options);
  const names = baseNames(dockerfile, globals, options);
  const parentOf = parents(dockerfile.stages, names);
  const needed = reachable(dockerfile.stages, parentOf, options);
  const wanted = options.target?.toLowerCase();
  const target = dockerfile.stages.findLast(({ name }) => wanted === undefined || wanted === "" || name === wanted);
  const found = new Outline(dockerfile, options.buildArgs ?? {}, globals);
  const environments: Map<string, string>[] = [];
  // A target's own declarations hide those of the stages it stands on.
  for (const [index, stage] of dockerfile.stages.entries()) {
    const parent = parentOf[index];
    const environment = new Map(parent === undefined ? [] : environments[parent]);
    environments.push(environment);
    if (needed[index]) found.visit(stage, environment);
  }
  const description = target?.name === undefined ? undefined : describedAbove(dockerfile, target.from.range, target.name);
  return {
    ...(target?.name === undefined ? {} : { name: target.name }),
    ...(description ? { description } : {}),
    ...found.entries(),
  };
}

class Outline {
  readonly #dockerfile: Dockerfile;
  readonly #given: Readonly<Record<string, string>>;
  readonly #globals: ReadonlyMap<string, string>;
  readonly #args = new Map<string, OutlineEntry>();
  readonly #secrets = new Map<string, OutlineEntry>();
  readonly #ssh = new Map<string, OutlineEntry>();

  constructor(dockerfile: Dockerfile, given: Readonly<Record<string, string>>, globals: ReadonlyMap<string, string>) {
    this.#dockerfile = dockerfile;
    this.#given = given;
    this.#globals = globals;
  }

  visit({ from, instructions }: Stage, environment: Map<string, string>): void {
    for (const word of [from.image, from.platform ?? ""]) for (const name of variablesIn(word, this.#escape)) this.#useGlobal(name);
    for (const instruction of instructions) {
      if (instruction.kind === "ARG") this.#declare(instruction, environment);
      else if (instruction.kind === "ENV" && "pairs" in instruction)
        for (const { key, value } of instruction.pairs) environment.set(key, this.#expand(value ?? "", environment));
      else if (instruction.kind === "RUN") this.#mounts(instruction, environment);
    }
  }

  entries(): Pick<BuildOutline, "args" | "secrets" | "ssh"> {
    const inOrder = (entries: Map<string, OutlineEntry>) =>
      [...entries.values()].sort((a, b) => a.range.startLine - b.range.startLine || (a.name < b.name ? -1 : 1));
    return { args: inOrder(this.#args), secrets: inOrder(this.#secrets), ssh: inOrder(this.#ssh) };
  }

  get #escape(): "\\" | "`" {
    return this.#dockerfile.directives.escape;
  }

  #expand(word: string, environment: ReadonlyMap<string, string>): string {
    return expandWord(word, environment, { escape: this.#escape });
  }

  /** A global argument counts when a FROM or another one that counts reads it. */
  #useGlobal(name: string): void {
    for (const instruction of this.#dockerfile.globalArgs) {
      const arg = instruction.args.find(({ key }) => key === name);
      if (!arg || this.#args.has(name)) continue;
      const value = this.#globals.get(name);
      this.#args.set(name, this.#entry(name, instruction.range, value));
      for (const other of variablesIn(arg.value ?? "", this.#escape)) if (other !== name) this.#useGlobal(other);
    }
  }

  #declare({ args, range }: ArgInstruction, environment: Map<string, string>): void {
    for (const { key, value: written } of args) {
      const own = Object.hasOwn(this.#given, key)
        ? this.#given[key]
        : written === undefined
          ? undefined
          : this.#expand(written, environment);
      const value = own ?? this.#globals.get(key);
      if (value !== undefined) environment.set(key, value);
      // One that only takes over a global argument is not a parameter of its own.
      if (own === undefined && this.#globals.has(key)) this.#useGlobal(key);
      else this.#args.set(key, this.#entry(key, range, value));
    }
  }

  #mounts({ mounts, range }: RunInstruction, environment: ReadonlyMap<string, string>): void {
    for (const mount of mounts) {
      const { type, id, target, required } = resolveMount(mount, (word) => this.#expand(word, environment));
      const entry = (name: string): OutlineEntry => ({ name, range, ...(required ? { required } : {}) });
      if (type === "secret") setOnce(this.#secrets, id ?? target?.split("/").at(-1) ?? "", entry);
      if (type === "ssh") setOnce(this.#ssh, id || "default", entry);
    }
  }

  #entry(name: string, range: SourceRange, value: string | undefined): OutlineEntry {
    const description = describedAbove(this.#dockerfile, range, name);
    return { name, range, ...(value ? { value } : {}), ...(description ? { description } : {}) };
  }
}

function setOnce(entries: Map<string, OutlineEntry>, name: string, make: (name: string) => OutlineEntry): void {
  if (!entries.has(name)) entries.set(name, make(name));
}

/** The comment right above an instruction that begins with the name of what it declares: `# build makes the binary`. */
function describedAbove({ text }: Dockerfile, { startLine }: SourceRange, name: string): string | undefined {
  const lines = text.split(/\r?\n/);
  for (let line = startLine - 2; line >= 0 && /^\s*#/.test(lines[line] ?? ""); line--) {
    const comment = (lines[line] ?? "").replace(/^\s*#\s*/, "").trimEnd();
    if (comment.startsWith(`${name} `)) return comment.slice(name.length + 1);
  }
  return undefined;
}
