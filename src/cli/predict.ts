/** `predict`: the lab's own command. It says what the next build will do with its steps; the build then answers. */
import type { BuildView, StepView } from "../engine/api.ts";
import { askedSteps, type Guess, guessKeys, guessWord, type Predictions, scoreWords, withGuess } from "../views/predictions.ts";
import { readSource } from "./build/source.ts";
import type { DockerContext } from "./context.ts";
import { CliError, NotInLab } from "./errors.ts";
import { matches } from "./step-name.ts";

const usage = `Usage:  predict [OPTIONS] [stays|re-runs STEP...]

Say what the next build of this directory will do with its steps. The build then answers, and the score is kept.
Without arguments: the steps as they are marked. A command of the lab, not of Docker.

Arguments:
  STEP   A step's number or a part of its text, such as 3/5 or "pip install"; "rest" for all that are not marked yet

Options:
  -f, --file PATH   Another Dockerfile than the one in this directory
      --help        Print usage
`;

/** Where what is said is kept. */
export interface PredictionNotes {
  said(): Predictions;
  say(said: Predictions): void;
}

interface Asked {
  readonly help: boolean;
  readonly file: string;
  readonly words: readonly string[];
}

const unmarked = "?";

/**
 * Marks steps of the next build, or prints how they are marked.
 * @param argv the words after `predict`, or with `predict` as the first of them
 * @returns the exit code: 1 when there is no such step, 2 when the line cannot be understood; never rejects
 */
export async function runPredict(argv: readonly string[], context: DockerContext, notes: PredictionNotes): Promise<number> {
  const asked = parse(argv[0] === "predict" ? argv.slice(1) : argv);
  if (typeof asked === "string") {
    context.stderr(`predict: ${asked}\nTry 'predict --help'.\n`);
    return 2;
  }
  if (asked.help) {
    context.stdout(usage);
    return 0;
  }
  const view = nextBuild(asked.file, context);
  if (typeof view === "string") {
    context.stderr(`predict: ${view}\n`);
    return 1;
  }
  const [mark, ...names] = asked.words;
  if (mark !== undefined) {
    const problem = markSteps(view, mark as Mark, names, notes);
    if (problem !== undefined) {
      context.stderr(`predict: ${problem}\n`);
      return 1;
    }
  }
  context.stdout(listed(view, notes.said()));
  return 0;
}

type Mark = (typeof guessWord)[Guess];

function markSteps(view: BuildView, mark: Mark, names: readonly string[], notes: PredictionNotes): string | undefined {
  const steps = askedSteps(view);
  const guess: Guess = mark === guessWord.stays ? "stays" : "reruns";
  let said = notes.said();
  for (const name of names) {
    const keys = guessKeys(view);
    const open = (step: StepView): boolean => !said.guesses.some(([key]) => key === keys.get(step.id));
    const meant = name === "rest" ? steps.filter(open) : steps.filter((step) => matches(step, name));
    if (meant.length === 0 && name !== "rest") return `the next build has no step with "${name}". It has:\n${listed(view, said).trimEnd()}`;
    said = withGuess(
      said,
      view,
      meant.map(({ id }) => id),
      guess,
    );
  }
  notes.say(said);
  return undefined;
}

/** What the next build would do; or why there is none, in a sentence. */
function nextBuild(file: string, context: DockerContext): BuildView | string {
  try {
    const { dockerfilePath: _, ...source } = readSource(".", file, context);
    const view = context.engine.preview(source);
    if (askedSteps(view).length > 0) return view;
    return view.failure ? `there is nothing to predict: ${view.failure.message}` : "there is nothing to predict: write a Dockerfile first.";
  } catch (error) {
    if (error instanceof CliError || error instanceof NotInLab) return error.message;
    throw error;
  }
}

function listed(view: BuildView, said: Predictions): string {
  const guesses = new Map(said.guesses);
  const keys = guessKeys(view);
  const lines = askedSteps(view).map((step) => {
    const guess = guesses.get(keys.get(step.id) ?? "");
    const label = step.label.trim().replace(/\s+/g, " ");
    return `${(guess ? guessWord[guess] : unmarked).padEnd(8)} ${label ? `[${label}] ` : ""}${step.text.split("\n")[0] ?? ""}\n`;
  });
  const score = scoreWords(said.results);
  return `${lines.join("")}${score && `${score}\n`}`;
}

function parse(words: readonly string[]): Asked | string {
  const operands: string[] = [];
  let file = "";
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    if (word === "-h" || word === "--help") return { help: true, file, words: [] };
    if (word === "-f" || word === "--file") {
      const value = words[++index];
      if (value === undefined) return `${word} needs the path of a Dockerfile`;
      file = value;
    } else if (word.startsWith("--file=")) file = word.slice("--file=".length);
    else if (word.startsWith("-")) return `unknown option: ${word}`;
    else operands.push(word);
  }
  const [mark] = operands;
  if (mark !== undefined && !Object.values(guessWord).includes(mark))
    return `say "stays" or "re-runs" first, then which steps; not "${mark}"`;
  if (operands.length === 1) return `which steps? Name them after "${mark}": by number, by a part of their text, or "rest"`;
  return { help: false, file, words: operands };
}
