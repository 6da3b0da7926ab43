import type { BuildView, Engine, FileChange, ImageFilesystem, ImageInspect, StepView } from "../engine/api.ts";
import { stillThere } from "../engine/api/still-there.ts";
import { explain } from "../engine/build/explain/explain.ts";
import { sha256Hex } from "../engine/filesystem/digest.ts";
import { walk } from "../engine/filesystem/walk.ts";
import { type LabSession, workspacePath } from "../shell/session.ts";
import type { PredictedBuild } from "../views/predictions.ts";
import type { CheckResult, Probe, ProbeBuild, ProbeContainer, ProbeResponse, ProbeResult } from "./exercise.ts";
import { curlLine, readResponse } from "./http.ts";
import { CopiedContainer } from "./probe-container.ts";
import { quote, quoted } from "../shell/quoting.ts";

const probeTag = "probe";
/** Simulated seconds that what ran has to be itself again after it was started in the copy. */
const settling = 5;

/** The tools of one check, over a copy of the learner's session made when it is constructed. */
export class LabProbe implements Probe {
  readonly #lab: LabSession;
  readonly #signal: AbortSignal;
  readonly #builds: readonly BuildView[];
  readonly #predictions: readonly PredictedBuild[];
  #settled = false;
  #tokens = 0;

  constructor(session: LabSession, signal: AbortSignal) {
    this.#lab = session.fork();
    this.#signal = signal;
    this.#builds = [...session.engine.builds()];
    this.#predictions = session.predictions.results;
  }

  async build(options: Parameters<Probe["build"]>[0] = {}): Promise<ProbeBuild> {
    const words = ["docker", "build", "-t", probeTag];
    if (options.target !== undefined) words.push("--target", options.target);
    if (options.dockerfile !== undefined) words.push("-f", options.dockerfile);
    for (const [name, value] of Object.entries(options.buildArgs ?? {})) words.push("--build-arg", `${name}=${value}`);
    if (options.noCache) words.push("--no-cache");
    const before = this.#lab.engine.builds().length;
    // `command` and the absolute path: neither a function of that name nor a `cd` of the learner's gets in the way.
    const line = `cd ${quote(workspacePath)} && command ${quoted(words)} .`;
    const { exitCode, stderr } = await this.exec(line);
    const view = this.#lab.engine.builds().slice(before).at(-1);
    return new FinishedBuild(this.#lab.engine, exitCode === 0, stderr, view);
  }

  read(path: string): string | undefined {
    const node = this.#lab.disk.lookup(inWorkspace(path));
    return node?.kind === "file" ? this.#lab.disk.readText(inWorkspace(path)) : undefined;
  }

  write(path: string, text: string): void {
    this.#lab.disk.writeFile(inWorkspace(path), text, { parents: true });
  }

  edit(path: string, change: (text: string) => string): void {
    this.write(path, change(this.read(path) ?? ""));
  }

  remove(path: string): void {
    this.#lab.disk.remove(inWorkspace(path), { recursive: true, force: true });
  }

  files(): readonly string[] {
    return [...walk(this.#lab.workspace)].filter(({ node }) => node.kind === "file").map(({ path }) => path);
  }

  async exec(line: string): Promise<ProbeResult> {
    const out = { stdout: "", stderr: "" };
    const { exitCode } = await this.#lab.exec(line, {
      stdout: (text) => {
        out.stdout += text;
      },
      stderr: (text) => {
        out.stderr += text;
      },
      signal: this.#signal,
    });
    this.#signal.throwIfAborted();
    return { exitCode, ...out };
  }

  async images(): Promise<readonly ImageInspect[]> {
    const summaries = await this.#lab.engine.imageList();
    const own = summaries.filter(({ RepoTags }) => RepoTags.length === 0 || RepoTags.some((tag) => tag !== `${probeTag}:latest`));
    return Promise.all(own.map(({ Id }) => this.#lab.engine.imageInspect(Id)));
  }

  inspect(reference: string): Promise<ImageInspect> {
    return this.#lab.engine.imageInspect(reference);
  }

  filesystem(reference: string): Promise<ImageFilesystem> {
    return this.#lab.engine.imageFilesystem(reference);
  }

  builds(): readonly BuildView[] {
    return this.#builds;
  }

  predictions(): readonly PredictedBuild[] {
    return this.#predictions;
  }

  docker(...words: readonly string[]): Promise<ProbeResult> {
    return this.exec(`command docker ${quoted(words)}`);
  }

  async containers(): Promise<readonly ProbeContainer[]> {
    await this.#settle();
    const all = await this.#lab.engine.containerList({ all: true });
    const known = await Promise.all(all.reverse().map(({ Id }) => this.container(Id)));
    return known.filter((container) => container !== undefined);
  }

  async container(name: string): Promise<ProbeContainer | undefined> {
    await this.#settle();
    const found = await stillThere(this.#lab.engine.containerInspect(name));
    return found && new CopiedContainer(this, found);
  }

  async request(url: string): Promise<ProbeResponse> {
    await this.#settle();
    return readResponse(await this.exec(curlLine(url)));
  }

  async wait(seconds: number): Promise<void> {
    await this.exec(`command sleep ${seconds}`);
  }

  token(): string {
    return `probe-${sha256Hex(`${this.#lab.history.join("\n")} ${this.#lab.now} ${this.#tokens++}`).slice(0, 8)}`;
  }

  async #settle(): Promise<void> {
    if (this.#settled) return;
    this.#settled = true;
    await this.wait(settling);
  }

  pass(message?: string): CheckResult {
    return message === undefined ? { status: "pass" } : { status: "pass", message };
  }

  fail(message: string): CheckResult {
    return { status: "fail", message };
  }
}

class FinishedBuild implements ProbeBuild {
  readonly ok: boolean;
  readonly error?: string;
  readonly view: BuildView;
  readonly steps: readonly StepView[];
  readonly #engine: Engine;

  constructor(engine: Engine, ok: boolean, printed: string, view: BuildView | undefined) {
    this.#engine = engine;
    this.ok = ok;
    if (!ok) this.error = printedError(printed);
    this.view = view ?? nothingBuilt(this.error ?? "");
    this.steps = this.view.stages.filter(({ reachable }) => reachable).flatMap(({ steps }) => steps.filter(makesLayer));
  }

  async inspect(): Promise<ImageInspect> {
    return this.#engine.imageInspect(this.#image());
  }

  async filesystem(): Promise<ImageFilesystem> {
    return this.#engine.imageFilesystem(this.#image());
  }

  step(pattern: RegExp): StepView | undefined {
    return this.steps.find(({ text }) => pattern.test(text));
  }

  why(step: StepView): string {
    return explain(step.reason, step, this.view);
  }

  changedFiles(step: StepView): readonly FileChange[] {
    return step.reason.kind === "files-changed" ? step.reason.changes : [];
  }

  #image(): string {
    if (!this.view.imageId) throw new Error("There is no image to look into: the build did not finish.");
    return this.view.imageId;
  }
}

function makesLayer({ kind }: StepView): boolean {
  return kind !== "CONFIG" && kind !== "FROM";
}

/**
 * What docker prints below the progress when a build fails: the failing step's last lines, the excerpt, the error. What
 * the lab adds in its own name is left out.
 */
function printedError(stderr: string): string {
  const start = /^(?:------|\S+:\d+\n-{3,}|ERROR: )/m.exec(stderr)?.index ?? 0;
  const printed = stderr.slice(start).split("\n");
  return printed
    .filter((line) => !line.startsWith("drydock: "))
    .join("\n")
    .trim();
}

/** For a command line that never reached the engine, such as one without a Dockerfile to send. */
function nothingBuilt(message: string): BuildView {
  return { number: 0, kind: "built", dockerfileName: "Dockerfile", stages: [], warnings: [], failure: { message }, tags: [] };
}

function inWorkspace(path: string): string {
  return path.startsWith("/") ? path : `${workspacePath}/${path}`;
}
