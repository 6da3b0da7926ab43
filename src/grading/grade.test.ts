import { describe, expect, it } from "vitest";
import type { BuildView, Engine } from "../engine/api.ts";
import { fromPaths } from "../engine/filesystem/build.ts";
import type { DirectoryNode } from "../engine/filesystem/node.ts";
import { WorkingTree } from "../engine/filesystem/working-tree.ts";
import { type ExecOptions, type LabSession, workspacePath } from "../shell/session.ts";
import { noPredictions } from "../views/predictions.ts";
import type { Check, Exercise } from "./exercise.ts";
import { grade } from "./grade.ts";
import { ExerciseError, validateExercise } from "./validate.ts";

/** A session with a disk and a shell that answers from a table: enough to see what the grader does with one. */
function fakeSession(root: DirectoryNode, lines: string[] = [], answer = async (_line: string, _options: ExecOptions) => 0): LabSession {
  const disk = new WorkingTree(root);
  const builds: BuildView[] = [];
  const session = {
    engine: { builds: () => builds } as unknown as Engine,
    predictions: noPredictions,
    disk,
    get workspace() {
      return disk.lookup(workspacePath) as DirectoryNode;
    },
    async exec(line: string, options: ExecOptions) {
      lines.push(line);
      return { exitCode: await answer(line, options) };
    },
    fork: () => fakeSession(disk.root, lines, answer),
  };
  return session as unknown as LabSession;
}

const root = fromPaths({ [`${workspacePath}/app.py`]: "print()", [`${workspacePath}/src/lib.py`]: "x" });
const exercise = (...checks: Check[]): Exercise => ({ task: "Do it.", checks, hints: [] });
const check = (id: string, run: Check["run"], after?: string[]): Check => ({ id, title: `Title of ${id}`, run, ...(after && { after }) });

describe("grade", () => {
  it("reports in order, and lets a check wait for those it comes after", async () => {
    const seen: string[] = [];
    const reports = await grade(
      exercise(
        check("a", async (lab) => lab.pass()),
        check("b", async (lab) => lab.fail("no")),
        check("c", async (lab) => lab.pass(), ["a", "b"]),
        check("d", async (lab) => lab.pass("fine"), ["a"]),
        check("e", async (lab) => lab.pass(), ["c"]),
      ),
      fakeSession(root),
      { onReport: ({ id }) => seen.push(id) },
    );
    expect(reports.map(({ id, status, message }) => [id, status, message])).toEqual([
      ["a", "pass", undefined],
      ["b", "fail", "no"],
      ["c", "waiting", "Not run yet: first “Title of b” has to pass."],
      ["d", "pass", "fine"],
      ["e", "waiting", "Not run yet: first “Title of c” has to pass."],
    ]);
    expect(seen).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("takes what a check throws, or answers instead of a result, for an error of ours", async () => {
    const reports = await grade(
      exercise(
        check("throws", async () => {
          throw new Error("broken check");
        }),
        check("forgets", (async () => undefined) as unknown as Check["run"]),
      ),
      fakeSession(root),
    );
    expect(reports.map(({ status, message }) => [status, message])).toEqual([
      ["error", "broken check"],
      ["error", "The check `forgets` gave no result."],
    ]);
  });

  it("gives each check a copy: none disturbs the next, nor the learner", async () => {
    const session = fakeSession(root);
    const before = session.workspace;
    const touch: Check["run"] = async (lab) => {
      if (lab.read("app.py") !== "print()" || lab.files().length !== 2) return lab.fail("disturbed");
      lab.edit("app.py", (text) => `${text} # edited`);
      lab.write("deep/new.txt", "new");
      lab.remove("src");
      return lab.read("app.py") === "print() # edited" && lab.files().join() === "app.py,deep/new.txt" ? lab.pass() : lab.fail("lost");
    };
    const reports = await grade(exercise(check("one", touch), check("two", touch)), session);
    expect(reports.map(({ status }) => status)).toEqual(["pass", "pass"]);
    expect(session.workspace).toBe(before);
  });

  it("builds by a line that no function or cd of the learner can bend, and quotes what it is given", async () => {
    const lines: string[] = [];
    const session = fakeSession(root, lines, async (_, { stderr }) => {
      stderr("#1 [internal] load\n------\n > [2/2] RUN x:\nbad\n------\nERROR: failed to build: failed to solve: nope\ndrydock: A hint.\n");
      return 1;
    });
    const [report] = await grade(
      exercise(
        check("a", async (lab) => {
          const build = await lab.build({ buildArgs: { A: "it's", B: "x" }, target: "dev", noCache: true, dockerfile: "my file" });
          return lab.fail(`${build.ok} ${build.steps.length} ${build.error}`);
        }),
      ),
      session,
    );
    expect(lines).toEqual([
      `cd /home/dev/workspace && command docker build -t probe --target dev -f 'my file' --build-arg 'A=it'\\''s' --build-arg B=x --no-cache .`,
    ]);
    expect(report?.message).toBe("false 0 ------\n > [2/2] RUN x:\nbad\n------\nERROR: failed to build: failed to solve: nope");
  });

  it("stops a check that takes too long, and everything when asked", async () => {
    const stuck = check("stuck", () => new Promise(() => {}));
    const [report] = await grade(exercise(stuck), fakeSession(root), { limit: 30 });
    expect(report).toMatchObject({ status: "error", message: "The check took longer than 0.03 seconds and was stopped." });
    const control = new AbortController();
    setTimeout(() => control.abort(new Error("left")), 10);
    await expect(grade(exercise(stuck), fakeSession(root), { signal: control.signal })).rejects.toThrow("left");
  });
});

describe("validateExercise", () => {
  const good = exercise(
    check("a", async (lab) => lab.pass()),
    check("b", async (lab) => lab.pass(), ["a"]),
  );
  const problem = (change: object) => {
    try {
      validateExercise({ default: { ...good, ...change } }, "lessons/x/exercise.ts");
      return "none";
    } catch (error) {
      expect(error).toBeInstanceOf(ExerciseError);
      return (error as Error).message;
    }
  };

  it("takes a whole one as it is", () => {
    expect(validateExercise({ default: good }, "x")).toBe(good);
  });

  it("names the file and the remedy for each mistake", () => {
    expect(() => validateExercise({}, "lessons/x/exercise.ts")).toThrow(
      "lessons/x/exercise.ts: has no exercise: end it with `export default exercise;`",
    );
    expect(problem({ task: " " })).toContain("`task` is missing");
    expect(problem({ checks: [] })).toContain("at least one check");
    expect(problem({ hints: [1] })).toContain("`hints` must be");
    expect(problem({ checks: [{ ...good.checks[0], id: "Not Kebab" }] })).toContain('it has "Not Kebab"');
    expect(problem({ checks: [good.checks[0], good.checks[0]] })).toContain("two checks have the id `a`");
    expect(problem({ checks: [{ ...good.checks[0], title: undefined }] })).toContain("has no `title`");
    expect(problem({ checks: [{ ...good.checks[0], run: "x" }] })).toContain("no `run` function");
    expect(problem({ checks: [...good.checks].reverse() })).toContain("comes after `a`, which is no check above it");
    expect(problem({ startFiles: { "../x": "" } })).toContain('"../x" must be a path inside');
    expect(problem({ begin: ["docker ps", ""] })).toContain("`begin` must be a list of lines");
    expect(problem({ checks: [{ ...good.checks[0], part: 1 }] })).toContain("`part` of check `a` must be a few words");
    expect(problem({ alternatives: [{ title: "x", text: "y", files: {}, commands: 1 }] })).toContain("needs a `title`");
    expect(problem({ alternatives: [{ title: "x" }] })).toContain("needs a `title`, a `text` and `files`");
  });
});
