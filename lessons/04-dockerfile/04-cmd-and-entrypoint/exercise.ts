import type { Check, CheckResult, Exercise, Probe, ProbeResult } from "../../../src/grading/exercise.ts";
import { lastWords } from "../../shared/build-checks.ts";

interface Run extends ProbeResult {
  /** What Docker put together: `ENTRYPOINT`, then `CMD` or what was typed in its place. */
  readonly argv: readonly string[];
  readonly entrypoint: readonly string[];
}

const shown = (argv: readonly string[]): string =>
  `\`${argv.map((word) => (/^[\w./-]+$/.test(word) ? word : JSON.stringify(word))).join(" ")}\``;

/** Builds the learner's image and runs it with these words behind its name; a string is why it could not be built. */
async function runWith(lab: Probe, ...words: readonly string[]): Promise<Run | string> {
  const build = await lab.build();
  if (!build.ok) return `The build ends with: ${lastWords(build)}`;
  const { Config, Id } = await build.inspect();
  const entrypoint = Config.Entrypoint ?? [];
  const argv = [...entrypoint, ...(words.length > 0 ? words : (Config.Cmd ?? []))];
  return { ...(await lab.docker("run", "--rm", Id, ...words)), argv, entrypoint };
}

/** Why another word came out than the one that went in. */
function whyNot({ argv, entrypoint, stdout, stderr, exitCode }: Run, word: string): string {
  const missing = /exec: "([^"]+)": (?:executable file not found|stat)/.exec(stderr)?.[1];
  if (missing === word)
    return `Docker looked for a program named \`${word}\`, and there is none (exit code ${exitCode}). What you type behind an image's name takes the place of its \`CMD\`, of all of it.`;
  if (missing !== undefined) return `Docker tried to start \`${missing}\`, which is no program in this image.`;
  const viaShell = /\/?sh$/.test(entrypoint[0] ?? "") && entrypoint[1] === "-c";
  if (viaShell && stdout !== "")
    return `It said \`${stdout.trim()}\`: the word came behind ${shown(entrypoint)}, to a shell that makes nothing of it. That is what the shell form of \`ENTRYPOINT\` does.`;
  if (/usage:/.test(stderr)) return `What was run is ${shown(argv)}, and the script wants one word: it ended with ${exitCode}.`;
  const said = (stdout || stderr).trim().split("\n").at(-1);
  return `What was run is ${shown(argv)}, and it said ${said ? `\`${said}\`` : "nothing"}. We expected \`${word}\`.`;
}

function says(check: Pick<Check, "id" | "title" | "after">, word: string, ...words: readonly string[]): Check {
  return {
    ...check,
    run: async (lab): Promise<CheckResult> => {
      const run = await runWith(lab, ...words);
      if (typeof run === "string") return lab.fail(run);
      return run.stdout.startsWith(`${word},`) ? lab.pass() : lab.fail(whyNot(run, word));
    },
  };
}

const isProcessOne: Check = {
  id: "process-one",
  title: "The program is process 1: no shell waits in front of it",
  after: ["bye"],
  async run(lab) {
    const run = await runWith(lab, "bye");
    if (typeof run === "string") return lab.fail(run);
    const pid = /process (\d+)/.exec(run.stdout)?.[1];
    if (pid === undefined) return lab.fail("The script no longer says which process it is. We expected its last line as it was.");
    if (pid === "1") return lab.pass();
    return lab.fail(
      `It is process ${pid}: what runs as 1 is ${shown(run.argv.slice(0, 2))}, which started it and waits. A \`docker stop\` would reach that one, and not your program.`,
    );
  },
};

const exercise: Exercise = {
  task: "Make an image that says hi when it is run alone, and any other word when that word stands behind its name.",
  checks: [
    says({ id: "hi", title: "`docker run` with nothing more says hi" }, "hi"),
    says({ id: "bye", title: "`docker run … bye` says bye" }, "bye", "bye"),
    says(
      { id: "whole", title: "`docker run … 'good night'` says both words: a blank tears nothing apart", after: ["bye"] },
      "good night",
      "good night",
    ),
    isProcessOne,
  ],
  hints: [
    "What Docker starts is one list of words: `ENTRYPOINT` first, `CMD` behind it. What you type behind the image's name takes the place of the second half.",
    "The half that never changes is `sh greet.sh`. The half that can be replaced is one word.",
    "Write both as JSON lists, in double quotes. As plain text each becomes a line for `/bin/sh -c`, and the two halves no longer fit together.",
  ],
  alternatives: [
    {
      title: "A program of its own",
      text: "With an interpreter in its first line and the right to be executed, the script needs no `sh` in front. The image is then called like the tool that it is.",
      files: {
        Dockerfile: 'FROM alpine:3.20\nCOPY --chmod=755 greet.sh /usr/local/bin/greet\nENTRYPOINT ["greet"]\nCMD ["hi"]\n',
        "greet.sh": '#!/bin/sh\nif [ $# -ne 1 ]; then\n  echo "usage: greet WORD" >&2\n  exit 2\nfi\necho "$1, says process $$"\n',
      },
    },
    {
      title: "The script knows its own default",
      text: "Without a `CMD`, the script decides what to say when it is told nothing. Then the default does not show in `docker inspect`, which is why images that are tools mostly keep it in `CMD`.",
      files: {
        Dockerfile: 'FROM alpine:3.20\nWORKDIR /app\nCOPY greet.sh .\nENTRYPOINT ["sh", "greet.sh"]\n',
        "greet.sh": 'echo "${1:-hi}, says process $$"\n',
      },
    },
  ],
};

export default exercise;
