/** `why`: the lab's own command. It says of each step of the last build why it ran or did not. */
import type { BuildView, StepView, Verdict } from "../engine/api.ts";
import { explain } from "../engine/build/explain/explain.ts";
import type { DockerContext } from "./context.ts";

const usage = `Usage:  why [OPTIONS] [STEP]

Say why each step of the last build ran or stayed cached. A command of the lab, not of Docker.

Arguments:
  STEP   Only steps whose number or text holds this, such as 3/5 or "pip install"

Options:
  -a, --all    Settings and skipped steps as well
      --help   Print usage
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

/**
 * Prints the verdicts of the last build with their reasons.
 * @param argv the words after `why`, or with `why` as the first of them
 * @returns the exit code; never rejects
 */
export async function runWhy(argv: readonly string[], context: DockerContext): Promise<number> {
  const words = argv[0] === "why" ? argv.slice(1) : argv;
  if (words.includes("--help") || words.includes("-h")) {
    context.stdout(usage);
    return 0;
  }
  const all = words.includes("-a") || words.includes("--all");
  const unknown = words.find((word) => word.startsWith("-") && word !== "-a" && word !== "--all" && word !== "--");
  if (unknown) {
    context.stderr(`why: unknown option: ${unknown}\nTry 'why --help'.\n`);
    return 2;
  }
  const wanted = words.filter((word) => !word.startsWith("-")).join(" ");
  const view = context.engine.builds().at(-1);
  if (!view) {
    context.stderr("why: nothing has been built yet. Run `docker build` first, then ask again.\n");
    return 1;
  }
  const steps = view.stages
    .flatMap((stage) => stage.steps)
    .filter((step) => (wanted === "" ? all || (step.verdict !== "config" && step.verdict !== "skipped") : matches(step, wanted)));
  if (steps.length === 0) {
    context.stderr(
      wanted === "" ? "why: the last build had no steps that ran or were cached.\n" : `why: the last build has no step with "${wanted}".\n`,
    );
    return 1;
  }
  context.stdout(
    `Build ${view.number}${view.tags.length > 0 ? ` (${view.tags.join(", ")})` : ""}${view.failure ? ", which failed" : ""}:\n`,
  );
  const columns = context.terminal?.stdout === false ? undefined : context.terminal?.columns;
  for (const step of steps) context.stdout(`\n${entry(step, view, columns)}`);
  return 0;
}

function matches(step: StepView, wanted: string): boolean {
  return step.label.trim().split(/\s+/).includes(wanted) || step.text.toLowerCase().includes(wanted.toLowerCase());
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
