/** `why`: the lab's own command. It says of each step of a build why it ran or did not. */
import type { BuildView, StepView, Verdict } from "../engine/api.ts";
import { explain } from "../engine/build/explain/explain.ts";
import type { DockerContext } from "./context.ts";
import { matches } from "./step-name.ts";

const usage = `Usage:  why [OPTIONS] [STEP]

Say why each step of the last build ran or stayed cached. A command of the lab, not of Docker.

Arguments:
  STEP   Only steps whose number or text holds this, such as 3/5 or "pip install"

Options:
  -a, --all        Settings and skipped steps as well
  -b, --build N    Another build than the last: its number, or -1 for the one before
      --json       One JSON object a step, with the reason as data
      --help       Print usage
`;

const marks: Readonly<Record<Verdict, string>> = {
  cached: "CACHED",
  reran: "RE-RAN",
  skipped: "SKIPPED",
  failed: "FAILED",
  canceled: "CANCELED",
  config: "SETTING",
  unknown: "UNKNOWN",
};

const colors: Readonly<Partial<Record<Verdict, string>>> = { cached: "\x1b[34m", reran: "\x1b[33m", failed: "\x1b[31m" };

/** What was asked for on the command line. */
interface Asked {
  readonly all: boolean;
  readonly json: boolean;
  readonly help: boolean;
  readonly build?: string;
  readonly wanted: string;
}

/**
 * Prints the verdicts of a build with their reasons.
 * @param argv the words after `why`, or with `why` as the first of them
 * @returns the exit code; never rejects
 */
export async function runWhy(argv: readonly string[], context: DockerContext): Promise<number> {
  const asked = parse(argv[0] === "why" ? argv.slice(1) : argv);
  if (typeof asked === "string") {
    context.stderr(`why: ${asked}\nTry 'why --help'.\n`);
    return 2;
  }
  if (asked.help) {
    context.stdout(usage);
    return 0;
  }
  const builds = context.engine.builds();
  if (builds.length === 0) {
    context.stderr("why: nothing has been built yet. Run `docker build` first, then ask again.\n");
    return 1;
  }
  const view = asked.build === undefined ? builds.at(-1) : buildNamed(asked.build, builds);
  if (!view) {
    context.stderr(`why: there is no build ${asked.build}: this lab has had ${builds.length}.\n`);
    return 1;
  }
  return tell(view, asked, context);
}

function tell(view: BuildView, { all, json, wanted }: Asked, context: DockerContext): number {
  const steps = view.stages
    .flatMap((stage) => stage.steps)
    .filter((step) => (wanted === "" ? all || (step.verdict !== "config" && step.verdict !== "skipped") : matches(step, wanted)));
  if (steps.length === 0) {
    context.stderr(
      wanted === "" ? `why: ${nothing(view)}\n` : `why: ${view.kind === "built" ? "that build" : "it"} has no step with "${wanted}".\n`,
    );
    return 1;
  }
  if (json) {
    for (const step of steps) context.stdout(`${JSON.stringify(asData(step, view))}\n`);
    return 0;
  }
  context.stdout(
    `Build ${view.number}${view.tags.length > 0 ? ` (${view.tags.join(", ")})` : ""}${view.failure ? ", which failed" : ""}:\n`,
  );
  const columns = context.terminal?.stdout === false ? undefined : context.terminal?.columns;
  for (const step of steps) context.stdout(`\n${entry(step, view, columns)}`);
  return 0;
}

function nothing({ failure }: BuildView): string {
  return failure
    ? `no step got its turn, for the Dockerfile could not be used: ${failure.message}`
    : "that build had no steps that ran or were cached.";
}

function parse(words: readonly string[]): Asked | string {
  const asked = { all: false, json: false, help: false, wanted: [] as string[] };
  let build: string | undefined;
  let isOperand = false;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    if (isOperand || !word.startsWith("-") || word === "-") asked.wanted.push(word);
    else if (word === "--") isOperand = true;
    else if (word === "-a" || word === "--all") asked.all = true;
    else if (word === "--json") asked.json = true;
    else if (word === "-h" || word === "--help") asked.help = true;
    else if (word.startsWith("--build=")) build = word.slice("--build=".length);
    else if (word === "-b" || word === "--build") {
      build = words[++index];
      if (build === undefined) return `${word} needs the number of a build`;
    } else return `unknown option: ${word}`;
  }
  return { ...asked, wanted: asked.wanted.join(" "), ...(build !== undefined && { build }) };
}

function buildNamed(name: string, builds: readonly BuildView[]): BuildView | undefined {
  if (!/^-?\d+$/.test(name)) return undefined;
  const number = Number(name);
  return number < 0 ? builds.at(number - 1) : builds.find((view) => view.number === number);
}

/** For `jq` and for scripts: what the step is, what came of it, and why. */
function asData(step: StepView, view: BuildView): unknown {
  const { id, stage, kind, label, text, range, verdict, reason } = step;
  return {
    build: view.number,
    step: id,
    stage,
    kind,
    label: label.trim(),
    text,
    line: range.startLine,
    verdict,
    reason,
    sentence: explain(reason, step, view),
  };
}

/** A heading and the sentence under it, wrapped to the terminal. */
function entry(step: StepView, view: BuildView, columns: number | undefined): string {
  const color = columns === undefined ? undefined : colors[step.verdict];
  const mark = marks[step.verdict].padEnd(8);
  const heading = `${color ? `${color}${mark}\x1b[0m` : mark} ${step.label ? `[${step.label}] ` : ""}${step.text.split("\n")[0] ?? ""}`;
  return `${heading}\n${wrapped(explain(step.reason, step, view), (columns ?? 80) - 3)
    .map((line) => `  ${line}\n`)
    .join("")}`;
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
