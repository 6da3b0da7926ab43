/** Walks the stages in order and turns instructions into states, steps and vertices (spec §1.2, §2.1). */
import type { StepId, StepKind } from "../../api.ts";
import { DockerfileError, type Instruction } from "../../dockerfile/ast.ts";
import type { DispatchScope } from "./dispatch-scope.ts";
import { dispatchConfig } from "./dispatch-config.ts";
import { dispatchCopy } from "./dispatch-copy.ts";
import { dispatchRun, dispatchWorkdir } from "./dispatch-run.ts";
import type { BaseFound, BaseLookup, GraphOptions, GraphStage, GraphStep } from "./graph-parts.ts";
import type { Variable } from "./environment.ts";
import type { FileSource, FromOperation, GraphVertex } from "./operation.ts";
import { expandIn, type Plan, type PlannedStage, type StageBase, type StageRead } from "./plan.ts";
import { ConfigDraft } from "./config-draft.ts";
import { isMultiPlatform } from "../../dockerfile/platform.ts";
import { type StageState, inheritedState, initialState } from "./state.ts";

const layerKinds = new Set(["RUN", "COPY", "ADD", "WORKDIR"]);

interface Walked {
  readonly stages: GraphStage[];
  readonly vertices: GraphVertex[];
}

export function dispatchStages(plan: Plan, lookup: BaseLookup, options: GraphOptions, platform: string): Walked {
  const vertices = new VertexTable();
  const stages: GraphStage[] = [];
  for (const planned of plan.stages) stages.push(new StageWalk(plan, planned, stages, vertices, lookup, options, platform).run());
  return { stages, vertices: [...vertices.all] };
}

/** Equal operations on equal inputs are one vertex. */
class VertexTable {
  readonly #known = new Map<string, GraphVertex & { forced: boolean }>();
  get all(): Iterable<GraphVertex> {
    return this.#known.values();
  }
  make(draft: Omit<GraphVertex, "id">): GraphVertex {
    const { operation, root, sources, forced } = draft;
    const inputs = sources.map((source) =>
      source.kind === "vertex" ? (source.vertex?.id ?? "scratch") : source.kind === "context" ? "context" : source,
    );
    const plain = operation.kind === "run" ? { ...operation, environment: operation.environment.digest } : operation;
    const identity = JSON.stringify([plain, root?.id, inputs]);
    let vertex = this.#known.get(identity);
    // What one stage forces runs for all that share it.
    if (vertex && forced) vertex.forced = true;
    if (!vertex) {
      vertex = { ...draft, id: `v${this.#known.size + 1}` };
      this.#known.set(identity, vertex);
    }
    return vertex;
  }
}

type ImageBase = Extract<StageBase, { kind: "image" }>;

class StageWalk {
  readonly #plan: Plan;
  readonly #planned: PlannedStage;
  readonly #before: readonly GraphStage[];
  readonly #vertices: VertexTable;
  readonly #lookup: BaseLookup;
  readonly #options: GraphOptions;
  readonly #platform: string;
  readonly #forced: boolean;
  readonly #steps: GraphStep[] = [];
  #number = 0;
  #total = 0;

  constructor(
    plan: Plan,
    planned: PlannedStage,
    before: readonly GraphStage[],
    vertices: VertexTable,
    lookup: BaseLookup,
    options: GraphOptions,
    platform: string,
  ) {
    this.#plan = plan;
    this.#planned = planned;
    this.#before = before;
    this.#vertices = vertices;
    this.#lookup = lookup;
    this.#options = options;
    this.#platform = planned.platform ?? platform;
    // A stage without a name has none that --no-cache-filter could give.
    const isNamed = (name: string) => name.toLowerCase() === planned.source.name;
    this.#forced = Boolean(options.noCache) || Boolean(options.noCacheFilter?.some(isNamed));
  }

  run(): GraphStage {
    const { source, reachable, base, reads, replaced, triggers: setOff } = this.#planned;
    const names = new Set<string>();
    if (base.kind === "stage") names.add(this.#nameOf(base.index));
    for (const read of replaced ? [] : [...reads.values()].flat()) if (read.kind === "stage") names.add(this.#nameOf(read.index));
    const common = { planned: this.#planned, steps: this.#steps, dependsOn: [...names] };

    const parent = base.kind === "stage" ? this.#before[base.index]?.end : undefined;
    if (reachable && setOff instanceof DockerfileError) throw setOff;
    const triggers = setOff instanceof DockerfileError ? [] : setOff;
    const written = replaced ? [] : source.instructions;
    const instructions = [...triggers, ...written];
    // An image given as a named context counts, though it is no step.
    const counts = !replaced && (base.kind === "image" || base.kind === "local");
    this.#total = (counts ? 1 : 0) + written.filter(({ kind }) => layerKinds.has(kind)).length;

    if (!reachable) {
      this.#skip(instructions);
      return common;
    }
    const state = parent ? inheritedState(parent) : this.#start(base);
    if (!isStep(base)) this.#note("FROM", "FROM", source.from);
    // BuildKit counts every trigger as a step, and only once the base is known.
    this.#total += triggers.length;
    for (const [index, instruction] of instructions.entries()) this.#dispatch(instruction, state, index < triggers.length);
    return { ...common, end: replaced ? { ...state, untouched: this.#untouched(base) } : state };
  }

  #untouched(base: StageBase): ConfigDraft {
    const config = base.kind === "image" ? (this.#lookup(base.reference, this.#platform)?.description.config ?? {}) : {};
    return ConfigDraft.from(config, config.Env ?? []);
  }

  #nameOf(index: number): string {
    return this.#plan.stages[index]?.name ?? String(index);
  }

  #start(base: StageBase): StageState {
    if (base.kind === "local") {
      const root = this.#localRoot(base.name);
      // In place of a stage it brings no settings at all, not even those of scratch.
      return this.#planned.replaced ? { ...initialState({}, root), forNoMachine: true } : initialState(undefined, root);
    }
    if (base.kind !== "image") return initialState(undefined, undefined);
    const found = this.#lookup(base.reference, this.#platform);
    if (!found) throw new DockerfileError(`${base.name}: not found`, this.#planned.source.from.range);
    const { chainId, config } = found.description;
    if (hasNoFiles(found)) return initialState(config, undefined, { reference: base.reference, chainId });
    if (base.context !== undefined) {
      const root = this.#imageVertex(base, found);
      return initialState(config, root, { reference: base.reference, chainId });
    }
    const id = this.#stepId();
    const label = this.#label();
    const name = `[${this.#platformPrefix()}${label}] ${fromText(base.reference, found.remote, found.description.digest)}`;
    const root = this.#vertices.make({
      name,
      operation: this.#fromOperation(base, found),
      sources: [],
      forced: false,
      step: id,
    });
    const { text, range } = this.#planned.source.from;
    const variables = variablesIn(text, (name) => {
      const value = this.#plan.globals.get(name);
      return value === undefined ? undefined : { value, source: "ARG" };
    });
    this.#steps.push({ id, kind: "FROM", keyword: "FROM", label, text, range, vertex: root, name, ...(variables && { variables }) });
    return initialState(config, root, { reference: base.reference, chainId });
  }

  #dispatch(instruction: Instruction, state: StageState, triggered: boolean): void {
    const { kind, range } = instruction;
    const text = triggered ? `ONBUILD ${instruction.text}` : instruction.text;
    let vertex: GraphVertex | undefined;
    let mark: { id: StepId; label: string; name: string } | undefined;
    const scope: DispatchScope = {
      plan: this.#plan,
      stage: this.#planned,
      options: this.#options,
      buildArgs: this.#options.buildArgs ?? {},
      globals: this.#plan.globals,
      escape: this.#plan.dockerfile.directives.escape,
      platform: this.#platform,
      expand: (at, word, env) => expandIn(at, word, env, this.#plan.dockerfile.directives.escape, this.#plan.budget),
      source: (read, target) => this.#source(read, target),
      addVertex: (current, operation, sources, shown) => {
        const [id, label] = [this.#stepId(), this.#label()];
        mark = { id, label, name: `[${this.#platformPrefix()}${label}] ${triggered ? `ONBUILD ${shown}` : shown}` };
        vertex = this.#vertices.make({
          name: mark.name,
          operation,
          ...(current.root && { root: current.root }),
          sources,
          forced: this.#forced && operation.kind !== "workdir",
          step: mark.id,
        });
        current.root = vertex;
        return vertex;
      },
    };
    const { environment } = state;
    const variables = variablesIn(text, (name) => (environment.has(name) ? environment.variables.get(name) : undefined));
    let row: string | undefined;
    if (instruction.kind === "RUN") row = dispatchRun(instruction, state, scope);
    else if (instruction.kind === "COPY" || instruction.kind === "ADD") row = dispatchCopy(instruction, state, scope);
    else if (instruction.kind === "WORKDIR") row = dispatchWorkdir(instruction, state, scope);
    else row = dispatchConfig(instruction, state, scope);
    if (row !== undefined) state.history.push({ createdBy: row, ...(vertex && { vertex }) });
    if (mark)
      this.#steps.push({
        ...mark,
        kind: kind as StepKind,
        keyword: kind,
        text,
        range,
        ...(vertex && { vertex }),
        ...(variables && { variables }),
      });
    else this.#note(kind === "WORKDIR" ? "WORKDIR" : "CONFIG", kind, { text, range });
  }

  /** Steps of a stage nobody needs: listed, numbered, not looked into. */
  #skip(instructions: readonly Instruction[]): void {
    const { from } = this.#planned.source;
    if (isStep(this.#planned.base))
      this.#steps.push({ id: this.#stepId(), kind: "FROM", keyword: "FROM", label: this.#label(), text: from.text, range: from.range });
    else this.#note("FROM", "FROM", from);
    for (const { kind, text, range } of instructions) {
      if (!layerKinds.has(kind)) this.#note("CONFIG", kind, { text, range });
      else this.#steps.push({ id: this.#stepId(), kind: kind as StepKind, keyword: kind, label: this.#label(), text, range });
    }
  }

  #note(kind: StepKind, keyword: string, { text, range }: Pick<GraphStep, "text" | "range">): void {
    this.#steps.push({ id: `${this.#planned.key}:c${this.#steps.length + 1}`, kind, keyword, label: "", text, range });
  }

  /** `COPY --from` and mounts read stages that came before, or images of their own. */
  #source(read: StageRead, target?: string): FileSource {
    if (read.kind === "scratch") return { kind: "vertex", label: read.written };
    if (read.kind === "local") return { kind: "named", name: read.name };
    if (read.kind === "stage") {
      if (read.index >= this.#planned.index) {
        const message =
          target === undefined
            ? `cannot copy from stage ${JSON.stringify(read.written)}, it needs to be defined before current stage ${JSON.stringify(this.#plan.alone ? "" : this.#planned.name)}`
            : `cannot mount from stage ${JSON.stringify(read.written)} to ${JSON.stringify(target)}, stage needs to be defined before current command`;
        throw new DockerfileError(message, read.range);
      }
      const vertex = this.#before[read.index]?.end?.root;
      return { kind: "vertex", label: this.#nameOf(read.index), stage: read.index, ...(vertex && { vertex }) };
    }
    const found = this.#lookup(read.reference, this.#platform);
    if (!found) throw new DockerfileError(`${read.written}: not found`, read.range);
    if (hasNoFiles(found)) return { kind: "vertex", label: read.written };
    return { kind: "vertex", label: read.written, vertex: this.#imageVertex(read, found), name: imageName(read, found) };
  }

  /** An image that is no step of its own: one that `--from` names, or a named context. */
  #imageVertex(image: ImageBase, found: BaseFound): GraphVertex {
    return this.#vertices.make({
      name: imageName(image, found),
      operation: this.#fromOperation(image, found),
      sources: [],
      forced: false,
    });
  }

  #fromOperation({ reference, context }: ImageBase, { description, remote }: BaseFound): FromOperation {
    const { chainId, size } = description;
    return { kind: "from", reference, platform: this.#platform, chainId, size, remote, ...(context !== undefined && { context }) };
  }

  #localRoot(name: string): GraphVertex {
    return this.#vertices.make({
      name: `[context ${name}] load from client`,
      operation: { kind: "local", name },
      sources: [],
      forced: true,
    });
  }

  #stepId(): StepId {
    return `${this.#planned.key}:${++this.#number}`;
  }

  #platformPrefix(): string {
    return isMultiPlatform(this.#options.buildArgs) ? `${this.#platform} ` : "";
  }

  /** `build  2/11`: the number is as wide as the total (spec §2.1). A FROM that was looked at again was counted again. */
  #label(): string {
    const { name, base, round } = this.#planned;
    const width = String(this.#total).length;
    const number = this.#number + (isStep(base) ? round : 0);
    return `${this.#plan.alone ? "" : `${name} `}${String(number).padStart(width)}/${this.#total}`;
  }
}

/** A base that has a step of its own: an image, unless it was given as a named context. */
function isStep(base: StageBase): boolean {
  return base.kind === "image" && base.context === undefined;
}

function imageName({ name, reference, context }: ImageBase, { remote, description }: BaseFound): string {
  return context === undefined ? fromText(reference, remote, description.digest) : `[context ${context}] ${name}`;
}

function fromText(reference: string, remote: boolean, digest: string): string {
  return `FROM ${reference}${remote && !reference.includes("@") ? `@${digest}` : ""}`;
}

/** Values of the variables a text names. Absent when it names none, which is cheap to see. */
function variablesIn(text: string, find: (name: string) => Variable | undefined): (readonly [string, Variable])[] | undefined {
  if (!text.includes("$")) return undefined;
  const names = new Set([...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name]) => name as string));
  const found = [...names].flatMap((name) => {
    const variable = find(name);
    return variable ? [[name, variable] as const] : [];
  });
  return found.length > 0 ? found : undefined;
}

/** An image of settings alone: a step on it stands on nothing, as on scratch. */
function hasNoFiles({ description }: BaseFound): boolean {
  return description.chainId === "";
}
