/** One stage of a classic build: what each instruction makes of the image before it. */
import type { ClassicBuildOptions, ClassicBuildRequest, ContainerConfig, ImageConfig } from "../../api.ts";
import type { CopyInstruction, Instruction, RunInstruction, WorkdirInstruction } from "../../dockerfile/ast.ts";
import type { Features } from "../../dockerfile/frontend.ts";
import type { WordBudget } from "../../dockerfile/limits.ts";
import { parseTrigger } from "../../dockerfile/parse.ts";
import { directory } from "../../filesystem/build.ts";
import { applyDiff, diffTrees } from "../../filesystem/diff.ts";
import type { DirectoryNode } from "../../filesystem/node.ts";
import { makeImage } from "../../images/config.ts";
import type { Image } from "../../images/image.ts";
import { makeLayer } from "../../images/layer.ts";
import { versionInfo } from "../../system.ts";
import { dispatchConfig } from "../plan/dispatch-config.ts";
import type { ConfigScope } from "../plan/dispatch-scope.ts";
import { resolveWorkdir } from "../plan/paths.ts";
import { expandIn } from "../plan/plan.ts";
import { initialState, type StageState } from "../plan/state.ts";
import { makeWorkdir, StepError } from "../solve/copy.ts";
import { commandOf, runContainer, StepContainers } from "./containers.ts";
import { copied } from "./copied.ts";
import { refuseBuildKit } from "./buildkit-only.ts";
import type { ClassicWorld } from "./world.ts";

export interface StageOptions {
  readonly name: string | undefined;
  readonly request: ClassicBuildRequest;
  readonly options: ClassicBuildOptions;
  readonly world: ClassicWorld;
  readonly context: DirectoryNode;
  /** Stages that are built already. */
  readonly before: readonly ClassicStage[];
  readonly globals: ReadonlyMap<string, string>;
  readonly escape: "\\" | "`";
  readonly budget: WordBudget;
}

export class ClassicStage {
  readonly name: string | undefined;
  /** Absent on scratch, as long as nothing was done. */
  image: Image | undefined;
  readonly #options: StageOptions;
  readonly #scope: ConfigScope;
  readonly #containers: StepContainers;
  #state: StageState = initialState({}, undefined);
  /** A step that had to run: what comes after it must too. */
  #missed: boolean;

  constructor(options: StageOptions) {
    const { name, request, globals, escape: escapeToken, budget, world } = options;
    this.name = name;
    this.#options = options;
    this.#missed = request.noCache ?? false;
    this.#containers = new StepContainers(world, request, (text) => this.#print(text));
    this.#scope = {
      plan: { budget },
      buildArgs: request.buildArgs ?? {},
      globals,
      escape: escapeToken,
      expand: (at, word, env) => expandIn(at, word, env, escapeToken, budget),
    };
  }

  #print(text: string): void {
    this.#options.options.onOutput?.("stdout", text);
  }

  /** The files as they stand. */
  get root(): DirectoryNode {
    return this.image?.layers.at(-1)?.root ?? directory();
  }

  /** Begins with a stage, an image, or nothing. Gives what its ONBUILD lines set off. */
  async from(reference: string, features: Features): Promise<Instruction[]> {
    const { before } = this.#options;
    const stage = before.findLast(({ name }) => name !== undefined && name === reference.toLowerCase());
    this.image = stage ? stage.image : reference === "scratch" ? undefined : await this.#base(reference);
    const triggers = this.image?.config.OnBuild ?? [];
    this.#state = initialState({ ...this.image?.config, OnBuild: null }, undefined);
    this.#state.author = this.image?.author;
    if (triggers.length > 0) this.#print(`# Executing ${triggers.length} build trigger${triggers.length > 1 ? "s" : ""}\n`);
    return triggers.map((text) => parseTrigger(text, features));
  }

  /** An image by its name, pulled when it is not here or when that is asked for. */
  async #base(reference: string): Promise<Image> {
    const { world, request, options } = this.#options;
    const here = request.pull ? undefined : world.find(reference);
    if (here) return here;
    const { onProgress, auth, signal } = options;
    await world.pull(reference, {
      ...(request.platform && { platform: request.platform }),
      ...(onProgress && { onProgress }),
      ...(auth && { auth }),
      ...(signal && { signal }),
    });
    const image = world.find(reference);
    if (!image) throw new StepError(`No such image: ${reference}`);
    return image;
  }

  /** Throws `StepError`, `DockerfileError` or `EngineError`. */
  async dispatch(instruction: Instruction): Promise<void> {
    refuseBuildKit(instruction);
    const { forceRemove = false, remove = true } = this.#options.request;
    let failed = true;
    try {
      if (instruction.kind === "RUN") await this.#run(instruction);
      else if (instruction.kind === "COPY" || instruction.kind === "ADD") await this.#copy(instruction);
      else if (instruction.kind === "WORKDIR") await this.#workdir(instruction);
      else await this.#configure(instruction);
      failed = false;
    } finally {
      if (forceRemove || (remove && !failed)) await this.#containers.removeAll();
    }
  }

  async #configure(instruction: Instruction): Promise<void> {
    const before = this.#config;
    const row = dispatchConfig(instruction, this.#state, this.#scope);
    await this.#record(`#(nop)  ${rowOf(instruction, row)}`, before);
  }

  /** A setting is an image more, as everything is. */
  async #record(comment: string, before: ImageConfig = this.#config): Promise<void> {
    const createdBy = `${this.#state.shell.join(" ")} ${comment}`;
    if (this.#fromCache(createdBy)) return;
    await this.#containers.create({ ...before, Cmd: [...this.#state.shell, comment] }, this.image);
    this.#commit(createdBy);
  }

  async #workdir(instruction: WorkdirInstruction): Promise<void> {
    const before = this.#config;
    const path = resolveWorkdir(this.#state.cwd, this.#scope.expand(instruction, instruction.path, this.#state.environment));
    this.#state.cwd = path;
    this.#state.config.change({ WorkingDir: path });
    const comment = `#(nop) WORKDIR ${path}`;
    const createdBy = `${this.#state.shell.join(" ")} ${comment}`;
    if (this.#fromCache(createdBy)) return;
    await this.#containers.create({ ...before, Cmd: [...this.#state.shell, comment] }, this.image);
    this.#commit(createdBy, makeWorkdir({ kind: "workdir", path }, this.root, this.#options.world.clock.now()));
  }

  async #copy(instruction: CopyInstruction): Promise<void> {
    const expand = (word: string): string => this.#scope.expand(instruction, word, this.#state.environment);
    const { context, before, world } = this.#options;
    const source = instruction.from === undefined ? undefined : await this.#readFrom(instruction.from, before);
    const result = await copied(instruction, expand, {
      cwd: this.#state.cwd,
      root: this.root,
      source: source ?? context,
      context: source === undefined,
      now: world.clock.now(),
    });
    const createdBy = `${this.#state.shell.join(" ")} #(nop) ${result.comment}`;
    if (this.#fromCache(createdBy)) return;
    this.#commit(createdBy, result.make());
  }

  async #readFrom(name: string, before: readonly ClassicStage[]): Promise<DirectoryNode> {
    const stage = /^\d+$/.test(name) ? before[Number(name)] : before.findLast((each) => each.name === name.toLowerCase());
    if (stage) return stage.root;
    if (/^\d+$/.test(name)) throw new StepError(`invalid from flag value ${name}: index out of bounds`);
    try {
      return (await this.#base(name)).layers.at(-1)?.root ?? directory();
    } catch (error) {
      throw new StepError(`invalid from flag value ${name}: ${(error as Error).message}`);
    }
  }

  async #run(instruction: RunInstruction): Promise<void> {
    const { world, options } = this.#options;
    const argv = commandOf(instruction, this.#state.shell);
    const args = this.#buildArguments();
    const createdBy = [...(args.length > 0 ? [`|${args.length}`, ...args] : []), ...argv].join(" ");
    if (this.#fromCache(createdBy)) return;
    const config: ContainerConfig = {
      ...this.#config,
      Cmd: argv,
      Entrypoint: [""],
      Env: [...(this.#config.Env ?? []), ...args],
      Healthcheck: { Test: ["NONE"] },
    };
    const id = await this.#containers.create(config, this.image);
    if (!this.image) throw new StepError(`failed to create task for container: ${nothingToRun(argv[0] ?? "")}`);
    await runContainer(world, id, argv, options);
    const container = world.daemon.containers.get(id);
    this.#commit(createdBy, container.files.root);
  }

  /** Build arguments that are declared and have a value, and that no ENV has taken over. */
  #buildArguments(): string[] {
    const taken = new Set((this.#config.Env ?? []).map((entry) => entry.split("=")[0]));
    return [...this.#state.declared]
      .flatMap(([name, value]) => (value === undefined || taken.has(name) ? [] : [`${name}=${value}`]))
      .sort();
  }

  /** The image's settings as they are now. */
  get #config(): ImageConfig {
    const { ArgsEscaped: _, ...config } = this.#state.config.config;
    return config;
  }

  /** True when an image that was made of the same one in the same way is here: it is what this step would make. */
  #fromCache(createdBy: string): boolean {
    if (this.#missed || !this.image) return false;
    const parent = this.image.id;
    const found = this.#options.world.images().find((image) => image.parent === parent && image.history.at(-1)?.createdBy === createdBy);
    this.#missed = !found;
    if (!found) return false;
    this.image = found;
    this.#print(" ---> Using cache\n");
    return true;
  }

  /** @param root the files after the step, where it may have changed them */
  #commit(createdBy: string, root: DirectoryNode = this.root): void {
    const { world } = this.#options;
    const below = this.image?.layers ?? [];
    const changes = diffTrees(this.root, root);
    const layers = changes.length === 0 ? below : [...below, makeLayer(below.at(-1), applyDiff(this.root, changes))];
    const created = world.clock.now();
    const image = makeImage({
      created,
      ...(this.#state.author && { author: this.#state.author }),
      dockerVersion: versionInfo.Version,
      architecture: this.image?.architecture ?? "amd64",
      os: this.image?.os ?? "linux",
      config: this.#config,
      layers,
      history: [...(this.image?.history ?? []), { created, createdBy, ...(changes.length === 0 && { emptyLayer: true }) }],
      ...(this.image && { parent: this.image.id }),
    });
    world.add(image);
    this.image = image;
  }
}

/** On scratch there is no program. */
function nothingToRun(program: string): string {
  const why = program.includes("/") ? `stat ${program}: no such file or directory` : "executable file not found in $PATH";
  return `failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: ${JSON.stringify(program)}: ${why}`;
}

/** The row of `docker history`. Ports stand there as they were written. */
function rowOf(instruction: Instruction, row: string | undefined): string {
  if (instruction.kind === "EXPOSE") return `EXPOSE ${instruction.values.join(" ")}`;
  if (instruction.kind === "ONBUILD") return `ONBUILD ${instruction.trigger}`;
  return row ?? instruction.text;
}
