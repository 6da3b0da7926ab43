import type { Check, CheckResult, Exercise, Probe } from "../../../src/grading/exercise.ts";
import { findText, lastWords, paths } from "../../shared/build-checks.ts";

/** The Dockerfile everyone starts with: what "half the size" is measured against. */
const startDockerfile = `FROM golang:1.23
WORKDIR /src
COPY . .
RUN go build -o /usr/local/bin/server .
EXPOSE 8080
CMD ["server"]
`;

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

/** The image's own start command, tried where it has to work: in a container of it. */
async function startsAlone(lab: Probe): Promise<CheckResult> {
  const build = await lab.build();
  if (!build.ok) return lab.fail(`The build ends with: ${lastWords(build)}`);
  const { Config, Id } = await build.inspect();
  const command = [...(Config.Entrypoint ?? []), ...(Config.Cmd ?? [])];
  if (command.length === 0)
    return lab.fail("The image has neither `ENTRYPOINT` nor `CMD`: a container of it would not know what to start.");
  const trial = await lab.docker("run", "-d", "--name", "grader-start", Id);
  const started = await lab.container("grader-start");
  const said = trial.stderr + (started?.state.Error ?? "") + (started && !started.isRunning ? await started.logs() : "");
  const name = command[0] ?? "";
  if (/executable file not found|stat \S+: no such file or directory/.test(said))
    return lab.fail(`The image starts \`${name}\`, but there is no such program in it.`);
  if (/no such file or directory/.test(said)) {
    return lab.fail(
      `\`${name}\` is in the image, and still the kernel says \`no such file or directory\`: the binary is dynamic, and its loader is missing here. Either build it static (\`CGO_ENABLED=0\`) or run it on a base that has the loader.`,
    );
  }
  if (/error while loading shared libraries|Error loading shared library/.test(said))
    return lab.fail(`\`${name}\` does not start: ${said.trim().split("\n").at(-1)}. A library it was linked against is missing here.`);
  if (/permission denied/.test(said)) return lab.fail(`\`${name}\` is in the image but may not be executed.`);
  return lab.pass();
}

const noCompiler: Check = {
  id: "no-compiler",
  title: "No compiler and no source in it",
  after: ["builds"],
  async run(lab) {
    const token = "the grader passed through this file";
    lab.edit("main.go", (text) => `${text}\n// ${token}\n`);
    const build = await lab.build();
    if (!build.ok) return lab.fail(`The build ends with: ${lastWords(build)}`);
    const { root } = await build.filesystem();
    for (const [path] of paths(root)) {
      if (/\/(?:go|gcc|cc|gofmt)$/.test(path) && /\/s?bin\//.test(path)) {
        const wholesale = build.steps.some(({ text }) => /--from=\S+ \/ /.test(text));
        return lab.fail(
          `\`${path}\` is in the image: the compiler came along${wholesale ? ", because you copy everything from the build stage" : ""}. We expected only what the server needs to run.`,
        );
      }
    }
    const source = findText(root, token, /\.go$/);
    if (source) return lab.fail(`\`${source}\` is in the image. The source has done its work once the program is built.`);
    return lab.pass();
  },
};

const exercise: Exercise = {
  task: "Ship the server in an image of less than half the size, without compiler or source, in which it still starts.",
  checks: [
    {
      id: "builds",
      title: "The image builds, from your source",
      async run(lab) {
        const build = await lab.build();
        if (!build.ok) return lab.fail(`The build ends with: ${lastWords(build)}`);
        if (!build.steps.some(({ kind, text }) => kind === "RUN" && /\bgo\s+(?:build|install)\b/.test(text)))
          return lab.fail("No step that counts compiles the server. We expected the build to make it from `main.go`.");
        return lab.pass();
      },
    },
    { id: "starts", title: "The server starts in it", after: ["builds"], run: startsAlone },
    {
      id: "half",
      title: "Less than half the size it was",
      after: ["builds"],
      async run(lab) {
        const mine = await lab.build();
        lab.write("Dockerfile", startDockerfile);
        const before = await lab.build();
        if (!before.ok) return { status: "error", message: `The image to compare with did not build: ${lastWords(before)}` };
        const [small, large] = [(await mine.inspect()).Size, (await before.inspect()).Size];
        if (small * 2 < large) return lab.pass(`${megabytes(small)} instead of ${megabytes(large)}.`);
        const deleted = (await mine.filesystem()).layers.some(({ changes }) =>
          changes.some(({ kind, hidden }) => kind === "deleted" && hidden > 10e6),
        );
        return lab.fail(
          deleted
            ? `The image weighs ${megabytes(small)}; it was ${megabytes(large)}. A later step deletes a lot, but what it deletes is still in the layer below. It has to stay out from the start.`
            : `The image weighs ${megabytes(small)}; it was ${megabytes(large)}. We expected less than ${megabytes(large / 2)}.`,
        );
      },
    },
    noCompiler,
    {
      id: "edit-arrives",
      title: "An edit of `main.go` reaches the program",
      after: ["builds"],
      async run(lab) {
        const program = async (): Promise<string> => {
          const build = await lab.build();
          if (!build.ok) throw new Error(lastWords(build));
          const { root } = await build.filesystem();
          return [...paths(root)]
            .filter(([path, node]) => node.kind === "file" && /server$|main$|app$/.test(path))
            .map(([, node]) => (node.kind === "file" ? new TextDecoder().decode(node.content.bytes) : ""))
            .join("\n");
        };
        const before = await program();
        lab.edit("main.go", (text) => text.replace("afloat", "afloat again"));
        return (await program()) === before
          ? lab.fail("We changed what the server answers in `main.go` and rebuilt, but the program in the image is the same as before.")
          : lab.pass();
      },
    },
  ],
  hints: [
    "Look at the stack: how much of the height is your program, and how much is what made it?",
    "A second `FROM` starts an empty stack. What is the one thing from the first that the second needs?",
    "`COPY --from=build` brings a path across. If the program then will not start, ask what a dynamic binary expects to find, or tell Go to make a static one.",
  ],
  alternatives: [
    {
      title: "Keep a shell: Alpine on both sides",
      text: "Built against Alpine's C library, run where that library is. A little larger, and you can look around inside.",
      files: {
        Dockerfile: `FROM golang:1.23-alpine AS build
WORKDIR /src
COPY . .
RUN go build -o /out/server .

FROM alpine:3.20
COPY --from=build /out/server /usr/local/bin/server
EXPOSE 8080
CMD ["server"]
`,
      },
    },
    {
      title: "Distroless",
      text: "Certificates, time zones and a user who is not root, but no shell. For most services the best of both.",
      files: {
        Dockerfile: `FROM golang:1.23 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o /out/server .

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/server /server
EXPOSE 8080
ENTRYPOINT ["/server"]
`,
      },
    },
  ],
};

export default exercise;
