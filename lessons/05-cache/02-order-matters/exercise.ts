import type { Exercise, Probe, ProbeBuild } from "../../../src/grading/exercise.ts";
import { findText, holds, installSteps, lastWords, nameStep } from "../../shared/build-checks.ts";

const installer = /\b(?:pip3?|uv|poetry|pipenv|pdm)\b[^&|;]*\b(?:install|sync)\b/;
const fastapi = /\/fastapi\/__init__\.py$/;

/** A first build, so that the edit that follows is judged against a warm cache. */
async function warm(lab: Probe): Promise<ProbeBuild> {
  const build = await lab.build();
  if (!build.ok) throw new Error(`The image stopped building: ${lastWords(build)}`);
  return build;
}

const exercise: Exercise = {
  task: "Order the Dockerfile so that an edit of the code keeps the installed packages, and an edit of requirements.txt renews them.",
  checks: [
    {
      id: "builds",
      title: "The image builds, with its packages in it",
      async run(lab) {
        const build = await lab.build();
        if (!build.ok) {
          if (/No such file or directory: '?(?:\S*\/)?requirements\.txt/.test(build.error ?? ""))
            return lab.fail(
              "The install looks for `requirements.txt`, but it is not there yet: no step before it copies the file into the image.",
            );
          return lab.fail(`The build ends with: ${lastWords(build)}`);
        }
        const { root } = await build.filesystem();
        if (!holds(root, fastapi))
          return lab.fail("The image builds, but FastAPI is not in it. We expected the packages of `requirements.txt` to be installed.");
        return lab.pass();
      },
    },
    {
      id: "code-arrives",
      title: "An edit of `app.py` reaches the image",
      after: ["builds"],
      async run(lab) {
        const token = "greeting from the grader";
        lab.edit("app.py", (text) => `${text}\n# ${token}\n`);
        const build = await warm(lab);
        const { root } = await build.filesystem();
        if (findText(root, token, /\.py$/)) return lab.pass();
        return lab.fail("We changed `app.py` and rebuilt, but the change is not in the image. No step copies your code.");
      },
    },
    {
      id: "source-edit",
      title: "Editing `app.py` keeps the install cached",
      after: ["builds"],
      async run(lab) {
        await warm(lab);
        lab.edit("app.py", (text) => `${text}\n# one more line\n`);
        const build = await warm(lab);
        const installs = installSteps(build, await build.filesystem(), fastapi, installer);
        const again = installs.find(({ verdict }) => verdict === "reran");
        if (!again) return lab.pass();
        const reads = again.reason.kind === "files-changed";
        const culprit =
          again.reason.kind === "parent-reran"
            ? build.steps.find(({ id }) => again.reason.kind === "parent-reran" && id === again.reason.root)
            : undefined;
        if (culprit && /requirements/.test(culprit.text) && /app\.py/.test(culprit.text)) {
          return lab.fail(
            `We changed \`app.py\` and rebuilt: ${nameStep(again)}, ran again. You copy \`app.py\` in the same step as \`requirements.txt\`, so the one cannot change without the other.`,
          );
        }
        if (culprit)
          return lab.fail(
            `We changed \`app.py\` and rebuilt: ${nameStep(again)}, ran again, because it stands on ${nameStep(culprit)}, which copies \`app.py\` beneath it. We expected it to stay cached.`,
          );
        return lab.fail(
          `We changed \`app.py\` and rebuilt: ${nameStep(again)}, ran again${reads ? ", because it reads `app.py` itself" : ""}. We expected it to stay cached.`,
        );
      },
    },
    {
      id: "list-edit",
      title: "Editing `requirements.txt` runs the install again",
      after: ["builds"],
      async run(lab) {
        await warm(lab);
        lab.edit("requirements.txt", (text) => `${text.trimEnd()}\nhttpx==0.27.0\n`);
        const build = await lab.build();
        if (!build.ok) return lab.fail(`We added \`httpx\` to \`requirements.txt\`; then the build ended with: ${lastWords(build)}`);
        const { root } = await build.filesystem();
        if (holds(root, /\/httpx\/__init__\.py$/)) return lab.pass();
        const install = installSteps(build, await build.filesystem(), fastapi, installer)[0];
        if (install?.verdict === "cached")
          return lab.fail(
            `We added \`httpx\` to \`requirements.txt\` and rebuilt: ${nameStep(install)}, stayed cached, and the image has no httpx. The step does not read requirements.txt, so it cannot notice a change of it.`,
          );
        return lab.fail(
          "We added `httpx` to `requirements.txt` and rebuilt, but the image has no httpx. The install does not use the list.",
        );
      },
    },
  ],
  hints: [
    "Edit `app.py` and look at the stack: which is the lowest step that breaks, and does the install stand above it or below it?",
    "A step is free of a file when neither it nor anything beneath it reads that file. What is the least that `pip install` needs to have beneath it?",
    "You may copy twice. One `COPY` before the install can name a single file; another one after it can bring the rest.",
  ],
  alternatives: [
    {
      title: "Lend the list to the install instead of copying it",
      text: "A bind mount shows the file to one step only. No layer holds it, and the step is remembered by its content all the same.",
      files: {
        Dockerfile: `FROM python:3.12-slim
WORKDIR /app
RUN --mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt \\
    pip install --no-cache-dir -r /tmp/requirements.txt
COPY . .
EXPOSE 8000
CMD ["uvicorn", "app:app", "--host", "0.0.0.0"]
`,
      },
    },
    {
      title: "Install in a stage of its own",
      text: "The packages are made in one stage and copied into the next. The last stage stands on their content, so even an install that runs again changes nothing if it ends in the same files.",
      files: {
        Dockerfile: `FROM python:3.12-slim AS packages
COPY requirements.txt .
RUN pip install --no-cache-dir --target=/packages -r requirements.txt

FROM python:3.12-slim
WORKDIR /app
ENV PYTHONPATH=/packages
COPY --from=packages /packages /packages
COPY . .
EXPOSE 8000
CMD ["python", "-m", "uvicorn", "app:app", "--host", "0.0.0.0"]
`,
      },
    },
  ],
};

export default exercise;
