/** The lab without a browser: what authors, CI and scripts run. Everything but this file is loaded when it is needed. */
import { enableCompileCache } from "node:module";
import { UsageError } from "./arguments.ts";

// Keeps the compiled modules between runs: half of the time it takes to start. Older versions of Node do without.
enableCompileCache?.();

const usage = `Usage: npm run --silent lab -- COMMAND

  exec [--workspace DIR] [--json]    run the lines of standard input in one lab
  exec --cases FILE                  run many scripts, each in a fresh lab: one JSON object a line in, one out
  lessons [--json]                   list modules, lessons, exercises and their checks
  grade LESSON --workspace DIR [--script FILE] [--json]
                                     grade an answer: exit 0 when it passes, 1 when not, 2 when it could not be graded
  check-lessons [LESSON…]            prove every exercise: start fails, solution passes, wrong answers are told why
  engine --listen ADDRESS [--workspace DIR]
                                     serve the Docker Engine API at unix:///PATH or tcp://127.0.0.1:PORT, until SIGINT or SIGTERM
`;

/** Runs a command; resolves to the exit code. */
async function main([command, ...words]: readonly string[]): Promise<number> {
  switch (command) {
    case "exec":
      return (await import("./exec.ts")).exec(words);
    case "lessons":
      return (await import("./list-lessons.ts")).listLessons(words);
    case "grade":
      return (await import("./grade.ts")).gradeCommand(words);
    case "check-lessons":
      return (await import("./check-lessons.ts")).checkLessons(words);
    case "engine":
      return (await import("./engine.ts")).engineCommand(words);
    case "help":
    case "--help":
    case "-h":
      process.stdout.write(usage);
      return 0;
    default:
      throw new UsageError(command === undefined ? usage : `unknown command ${JSON.stringify(command)}\n\n${usage}`);
  }
}

// A reader that has seen enough (`| head`) is no mistake.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 2));

main(process.argv.slice(2)).then(finish, (error: unknown) => {
  const text = error instanceof UsageError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`lab: ${text.trimEnd()}\n`);
  finish(2);
});

/** Ends once all output is written: a learner's endless loop must not keep us. */
function finish(code: number): void {
  process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
}
