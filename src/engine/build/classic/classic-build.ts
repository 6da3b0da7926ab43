/**
 * The classic builder: one instruction after the other, each a container or an image of its own. No graph, no parallel
 * stages: what BuildKit brought, seen from before.
 */
import { type ClassicBuildOptions, type ClassicBuildRequest, type ClassicBuildResult, type Digest, EngineError } from "../../api.ts";
import { type Dockerfile, DockerfileError, type EnvInstruction, type Instruction, type Stage } from "../../dockerfile/ast.ts";
import { filterContext, parseIgnore } from "../../dockerfile/ignore.ts";
import { WordBudget } from "../../dockerfile/limits.ts";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import { WorkingTree } from "../../filesystem/working-tree.ts";
import { familiarString, parseReference, withDefaultTag } from "../../images/reference.ts";
import { expandIn } from "../plan/plan.ts";
import { StepError } from "../solve/copy.ts";
import { ClassicStage } from "./classic-stage.ts";
import { CommandFailed } from "./command-failed.ts";
import type { ClassicWorld } from "./world.ts";

/** Variables every build knows, declared or not. */
const alwaysAllowed = /^(https?|ftp|no|all)_proxy$/i;

/** Builds. What is wrong with the Dockerfile comes back as a failure; rejects only when aborted or for a mistake of the lab's. */
export async function buildClassic(
  request: ClassicBuildRequest,
  options: ClassicBuildOptions,
  world: ClassicWorld,
): Promise<ClassicBuildResult> {
  try {
    return { imageId: await new ClassicBuild(request, options, world).run() };
  } catch (error) {
    if (error instanceof CommandFailed) return { failure: { message: error.message, code: error.code } };
    if (error instanceof StepError || error instanceof DockerfileError || error instanceof EngineError)
      return { failure: { message: error.message } };
    throw error;
  }
}

class ClassicBuild {
  readonly #request: ClassicBuildRequest;
  readonly #options: ClassicBuildOptions;
  readonly #world: ClassicWorld;
  readonly #print: (text: string) => void;
  readonly #done: ClassicStage[] = [];
  readonly #budget = new WordBudget();
  #step = 0;
  #total = 0;

  constructor(request: ClassicBuildRequest, options: ClassicBuildOptions, world: ClassicWorld) {
    this.#request = request;
    this.#options = options;
    this.#world = world;
    this.#print = (text) => options.onOutput?.("stdout", text);
  }

  async run(): Promise<Digest> {
    const { context: whole, dockerfile: path, labels = {}, buildArgs = {}, tags = [], target } = this.#request;
    const names = tags.map((tag) => familiarString(withDefaultTag(parseReference(tag))));
    const dockerfile = parse(whole, path);
    const stages = stagesUpTo(dockerfile, target, labels);
    const context = withoutIgnored(whole);
    this.#total = dockerfile.globalArgs.length + stages.reduce((sum, { instructions }) => sum + 1 + instructions.length, 0);
    const globals = this.#globals(dockerfile);
    const declared = new Set(dockerfile.globalArgs.flatMap(({ args }) => args.map(({ key }) => key)));
    for (const stage of stages) await this.#stage(stage, dockerfile, globals, context, declared);
    const image = (this.#done.at(-1) as ClassicStage).image;
    if (!image) throw new StepError("No image was generated. Is your Dockerfile empty?");
    const unused = Object.keys(buildArgs)
      .filter((name) => !declared.has(name) && !alwaysAllowed.test(name))
      .sort();
    if (unused.length > 0) this.#print(`[Warning] One or more build-args [${unused.join(" ")}] were not consumed\n`);
    this.#print(`Successfully built ${short(image.id)}\n`);
    for (const name of names) {
      this.#world.tag(image.id, name);
      this.#print(`Successfully tagged ${name}\n`);
    }
    return image.id;
  }

  /** ARGs above the first FROM are steps too. */
  #globals({ globalArgs, directives }: Dockerfile): ReadonlyMap<string, string> {
    const values = new Map<string, string>();
    for (const instruction of globalArgs) {
      this.#announce(instruction.text);
      for (const { key, value } of instruction.args) {
        const given = this.#request.buildArgs?.[key];
        if (given !== undefined) values.set(key, given);
        else if (value !== undefined) values.set(key, expandIn(instruction, value, values, directives.escape, this.#budget));
      }
    }
    return values;
  }

  async #stage(
    { from, name, instructions }: Stage,
    { directives, features }: Dockerfile,
    globals: ReadonlyMap<string, string>,
    context: DirectoryNode,
    declared: Set<string>,
  ): Promise<void> {
    this.#announce(from.text);
    const reference = expandIn(from, from.image, globals, directives.escape, this.#budget);
    if (reference === "") throw new StepError(`base name (${from.image}) should not be blank`);
    const stage = new ClassicStage({
      name,
      request: this.#request,
      options: this.#options,
      world: this.#world,
      context,
      before: this.#done,
      globals,
      escape: directives.escape,
      budget: this.#budget,
    });
    const triggers = await stage.from(reference, features);
    for (const trigger of triggers) await stage.dispatch(trigger);
    this.#print(` ---> ${short(stage.image?.id)}\n`);
    for (const instruction of instructions) {
      if (instruction.kind === "ARG") for (const { key } of instruction.args) declared.add(key);
      this.#announce(textOf(instruction));
      await stage.dispatch(instruction);
      this.#print(` ---> ${short(stage.image?.id)}\n`);
    }
    this.#done.push(stage);
    if (stage.image) this.#options.onImage?.(stage.image.id);
  }

  #announce(text: string): void {
    this.#options.signal?.throwIfAborted();
    this.#step += 1;
    this.#print(`Step ${this.#step}/${this.#total} : ${text}\n`);
  }
}

function short(id: Digest | undefined): string {
  return id?.slice("sha256:".length, "sha256:".length + 12) ?? "";
}

/** As it was written; what BuildKit's progress adds of a here-document is left out. */
function textOf(instruction: Instruction): string {
  return instruction.kind === "RUN" && instruction.heredocs.length > 0 ? instruction.text.replace(/ \(.*\)$/s, "") : instruction.text;
}

/** Throws `EngineError` when there is no such file, `DockerfileError` when it cannot be read. */
function parse(context: DirectoryNode, path: string): Dockerfile {
  const node = new WorkingTree(context).lookup(`/${path}`);
  if (node?.kind !== "file") throw new EngineError(400, `Cannot locate specified Dockerfile: ${path}`);
  const text = new TextDecoder().decode(node.content.bytes);
  if (text.trim() === "") throw new EngineError(400, `the Dockerfile (${path}) cannot be empty`);
  try {
    return parseDockerfile(text);
  } catch (error) {
    if (error instanceof DockerfileError && /no build stage|contains no stages/.test(error.message))
      throw new EngineError(400, "no build stage in current context");
    throw error;
  }
}

/** The stages that are built: all of them up to the target, needed or not. `--label` is one more instruction of the last. */
function stagesUpTo({ stages }: Dockerfile, target: string | undefined, labels: Readonly<Record<string, string>>): Stage[] {
  const index = target
    ? stages.findIndex(({ name, index: at }) => name === target.toLowerCase() || String(at) === target)
    : stages.length - 1;
  if (index < 0) throw new EngineError(400, `target stage ${JSON.stringify(target)} could not be found`);
  const wanted = stages.slice(0, index + 1);
  const last = wanted.at(-1) as Stage;
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  if (pairs.length === 0) return wanted;
  const label: EnvInstruction = {
    kind: "LABEL",
    range: last.from.range,
    keyword: "LABEL",
    text: `LABEL ${pairs.map(([key, value]) => `${key}=${value}`).join(" ")}`,
    // Nothing in it is a variable.
    pairs: pairs.map(([key, value]) => ({ key: literal(key), value: literal(value) })),
    legacy: false,
  };
  return [...wanted.slice(0, -1), { ...last, instructions: [...last.instructions, label] }];
}

function literal(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

function withoutIgnored(context: DirectoryNode): DirectoryNode {
  const node = context.entries.get(".dockerignore");
  return node?.kind === "file" ? filterContext(context, parseIgnore(new TextDecoder().decode(node.content.bytes))) : context;
}
