/** Reasons, each from a build that has it, and their words. */
import { expect, test } from "vitest";
import type { BuildRequest, BuildView, Reason } from "../../api.ts";
import { directory, file, fromPaths } from "../../filesystem/build.ts";
import type { Node } from "../../filesystem/node.ts";
import { Builder } from "../builder.ts";
import { explain } from "./explain.ts";

const dockerfile = `FROM python:3.12-slim AS build
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
ENV MODE=prod
RUN make
FROM python:3.12-slim
COPY --from=build /app/out /out
CMD ["run"]
`;
const files: Record<string, string | Node> = {
  "requirements.txt": "flask\n",
  "app.py": "print(1)\n",
  ".dockerignore": "Dockerfile\n*.md\n",
  "README.md": "hi\n",
};

function builder(chain = "chain"): Builder {
  return new Builder((reference) =>
    /python/.test(reference)
      ? {
          remote: true,
          description: {
            digest: "sha256:1",
            chainId: `${chain} ${reference}`,
            config: { Env: ["PATH=/bin", "LANG=C"] },
            size: 1,
            layers: [{ digest: "sha256:2", size: 1 }],
          },
        }
      : undefined,
  );
}

function request(text = dockerfile, changed: Record<string, string | Node> = {}, options: Partial<BuildRequest> = {}): BuildRequest {
  return { context: fromPaths({ ...files, ...changed, Dockerfile: text }), dockerfile: { name: "Dockerfile", text }, ...options };
}

function after(edited: BuildRequest): { reason: (text: string) => Reason; words: (text: string) => string; view: BuildView } {
  const built = builder();
  built.markBuilt(request());
  const view = built.preview(edited);
  const find = (text: string) => {
    const step = view.stages.flatMap(({ steps }) => steps).find((one) => one.text.startsWith(text));
    if (!step) throw new Error(`no step ${text}`);
    return step;
  };
  return { view, reason: (text) => find(text).reason, words: (text) => explain(find(text).reason, find(text), view) };
}

test("a first build", () => {
  const view = builder().preview(request());
  expect(new Set(view.stages.flatMap(({ steps }) => steps.map(({ reason }) => reason.kind)))).toEqual(new Set(["first-build", "config"]));
});

test("a changed file: the digests, the steps above it, the steps below it, and what cannot be known", () => {
  const { reason, words, view } = after(request(dockerfile, { "app.py": "print(2)\n" }));
  const digest = expect.stringMatching(/^[0-9a-f]{12}$/);
  expect(reason("COPY . .")).toEqual({
    kind: "files-changed",
    changes: [{ path: "app.py", how: "content", before: digest, after: digest }],
  });
  expect(words("COPY . .")).toMatch(/^`COPY \. \.` will run because `app\.py` changed \([0-9a-f]{4}… → [0-9a-f]{4}…\)\.$/);
  expect(reason("COPY req")).toEqual({
    kind: "cached",
    despite: [{ kind: "not-read", what: "app.py", why: "this step does not read it" }],
  });
  expect(words("RUN pip")).toBe(
    "`RUN pip install -r requirements.txt` will stay cached. `app.py` changed, but it comes in further down, with `COPY . .`.",
  );
  expect(words("RUN make")).toBe("`RUN make` will run because the step it stands on, `COPY . .`, does too.");
  expect(reason("COPY --from")).toMatchObject({ kind: "unknown" });
  expect(view.stages[1]?.steps[1]?.verdict).toBe("unknown");
});

test("the first and the nearest step of a break are both told", () => {
  const { reason, words } = after(request(dockerfile, { "requirements.txt": "django\n" }));
  expect(reason("RUN make")).toEqual({ kind: "parent-reran", step: "build:5", root: "build:3" });
  expect(words("RUN make")).toBe(
    "`RUN make` will run because the step it stands on, `COPY . .`, does too. The cache breaks at `COPY requirements.txt .` [build 3/6].",
  );
});

test("mode, new and missing files", () => {
  expect(after(request(dockerfile, { "app.py": file("print(1)\n", { mode: 0o755 }) })).words("COPY . .")).toContain(
    "the mode of `app.py` changed (0644 → 0755)",
  );
  expect(after(request(dockerfile, { "new.py": "" })).words("COPY . .")).toContain("`new.py` is new");
  expect(after(request(dockerfile, { empty: directory() })).words("COPY . .")).toContain("`empty/` is new");
  const { "app.py": _, ...rest } = files;
  const gone = { context: fromPaths({ ...rest, Dockerfile: dockerfile }), dockerfile: { name: "Dockerfile", text: dockerfile } };
  expect(after(gone).words("COPY . .")).toContain("`app.py` is gone");
});

test("an ignored file and a time stamp are told as what did not matter", () => {
  expect(after(request(dockerfile, { "README.md": "other\n" })).reason("COPY . .")).toEqual({
    kind: "cached",
    despite: [
      {
        kind: "ignored",
        what: "README.md",
        why: ".dockerignore keeps it out of the build context (line 2: `*.md`)",
        pattern: "*.md",
        line: 2,
      },
    ],
  });
  expect(after(request(dockerfile, { "app.py": file("print(1)\n", { mtime: 5000 }) })).reason("COPY . .")).toEqual({
    kind: "cached",
    despite: [{ kind: "time-only", what: "app.py", why: "only its time stamp changed, and times do not count" }],
  });
});

test("instructions, variables and settings", () => {
  expect(after(request(dockerfile.replace("RUN make", "RUN make all"))).reason("RUN make")).toEqual({
    kind: "instruction-changed",
    before: "RUN make",
    after: "RUN make all",
    parts: [{ name: "command", before: "make", after: "make all" }],
    variables: [],
  });
  expect(after(request(dockerfile.replace("MODE=prod", "MODE=test"))).reason("RUN make")).toEqual({
    kind: "environment-changed",
    changes: [{ name: "MODE", source: "ENV", before: "prod", after: "test" }],
  });
  expect(after(request(dockerfile.replace("ENV MODE=prod", "ENV MODE=prod\nUSER nobody"))).words("RUN make")).toBe(
    "`RUN make` will run because `USER` is now set to `nobody`.",
  );
  expect(after(request(dockerfile.replace("COPY . .", "ENV DEBUG=1\nCOPY . ."))).words("COPY . .")).toContain(
    "only RUN is keyed on variables, COPY is not",
  );
  expect(after(request(dockerfile.replace("RUN pip", "LABEL a=b\nRUN pip"))).words("RUN pip")).toContain(
    "`LABEL a=b` changed, but it is a setting of the image",
  );
  expect(after(request(dockerfile.replace("RUN pip", "# why\nRUN pip"))).words("RUN pip")).toContain(
    "a comment, a blank line or spacing` changed, but the builder never sees it",
  );
  expect(after(request(dockerfile.replace("RUN make", "run   make"))).reason("RUN   make")).toMatchObject({
    kind: "cached",
    despite: [{ what: "the way it is written" }],
  });
});

test("an inserted step is new, and those below are paired with what they were", () => {
  const { reason } = after(request(dockerfile.replace("RUN pip", "RUN apt-get update\nRUN pip")));
  expect(reason("RUN apt-get")).toEqual({ kind: "first-build" });
  expect(reason("RUN pip")).toEqual({ kind: "parent-reran", step: "build:4", root: "build:4" });
});

test("another base image, and one whose files changed", () => {
  expect(after(request(dockerfile.replaceAll("3.12-slim", "3.13-slim"))).words("FROM")).toContain(
    "the base image changed from `docker.io/library/python:3.12-slim` to `docker.io/library/python:3.13-slim`",
  );
});

test("a step whose neighbour above was taken away says on what it stands now", () => {
  const { words } = after(request(dockerfile.replace("RUN pip install -r requirements.txt\n", "")));
  expect(words("COPY . .")).toBe(
    "`COPY . .` will run because it now stands on `COPY requirements.txt .`; before, it stood on `RUN pip install -r requirements.txt`.",
  );
});

test("--no-cache, a build argument, and prune", () => {
  expect(after(request(dockerfile, {}, { noCache: true })).reason("RUN pip")).toEqual({ kind: "no-cache", option: "--no-cache" });
  expect(after(request(dockerfile, {}, { buildArgs: { X: "1" } })).reason("RUN pip")).toEqual({
    kind: "cached",
    despite: [{ kind: "undeclared", what: "--build-arg X", why: "no ARG in this stage declares it" }],
  });
  const built = builder();
  built.markBuilt(request());
  built.cache.prune(() => true, true);
  expect(built.preview(request()).stages[0]?.steps[1]?.reason).toEqual({ kind: "pruned" });
});

test("stages nobody needs are skipped", () => {
  const { words } = after(request(dockerfile, {}, { target: "build" }));
  expect(words("COPY --from")).toBe("`COPY --from=build /app/out /out` is skipped: the target does not need its stage.");
});

test("a file that is not there, and one that .dockerignore hides", () => {
  expect(after(request(dockerfile.replace("COPY . .", "COPY nope.py ."))).words("COPY nope")).toBe(
    "`COPY nope.py .` will fail: `nope.py` is not in the build context.",
  );
  expect(after(request(dockerfile.replace("COPY . .", "COPY README.md ."))).words("COPY README")).toBe(
    "`COPY README.md .` will fail: `README.md` is kept out of the build context by .dockerignore (line 2: `*.md`).",
  );
});

function series(...requests: BuildRequest[]): { reason: (text: string) => Reason; words: (text: string) => string } {
  const built = builder();
  for (const one of requests.slice(0, -1)) built.markBuilt(one);
  const view = built.preview(requests.at(-1) as BuildRequest);
  const find = (text: string) => {
    const step = view.stages.flatMap(({ steps }) => steps).find((one) => one.text.startsWith(text));
    if (!step) throw new Error(`no step ${text}`);
    return step;
  };
  return { reason: (text) => find(text).reason, words: (text) => explain(find(text).reason, find(text), view) };
}

const made = (text: string, name = "Dockerfile"): BuildRequest => ({ ...request(text), dockerfile: { name, text } });

test("two edits at once are both told, and so is a step's own edit beside that of a step below", () => {
  const edited = after(request(dockerfile.replace("COPY . .", "COPY --chown=5:6 . ."), { "app.py": "print(2)\n" }));
  expect(edited.reason("COPY --chown")).toMatchObject({
    kind: "instruction-changed",
    parts: [{ name: "--chown", after: "5:6" }],
    also: [{ kind: "files-changed", changes: [{ path: "app.py" }] }],
  });
  expect(edited.words("COPY --chown")).toContain("It would have run anyway because `app.py` changed");
  const both = after(request(dockerfile.replace("RUN make", "RUN make all"), { "app.py": "print(2)\n" }));
  expect(both.reason("RUN make")).toMatchObject({ kind: "parent-reran", also: [{ kind: "instruction-changed", before: "RUN make" }] });
});

test("a variable that changes what an instruction comes to, and where it comes from", () => {
  const text = "FROM python:3.12\nARG V=1\nCOPY app.py /srv/$V/\nRUN echo $V\n";
  const { reason, words } = series(request(text), request(text, {}, { buildArgs: { V: "2" } }));
  const variable = { name: "V", source: "ARG", before: "1", after: "2", given: true };
  expect(reason("COPY")).toEqual({
    kind: "instruction-changed",
    before: "COPY app.py /srv/$V/",
    after: "COPY app.py /srv/$V/",
    expanded: { before: "COPY app.py /srv/1/", after: "COPY app.py /srv/2/" },
    parts: [{ name: "destination", before: "/srv/1/", after: "/srv/2/" }],
    variables: [variable],
  });
  expect(words("COPY")).toBe(
    "`COPY app.py /srv/$V/` will run because its destination changed (`/srv/1/` → `/srv/2/`), because `ARG V`, given by `--build-arg`, changed (`1` → `2`).",
  );
  expect(reason("RUN")).toMatchObject({ kind: "parent-reran", also: [{ kind: "environment-changed", changes: [variable] }] });
});

test("an ARG in FROM; the same image by another name", () => {
  const text = "ARG TAG=3.12\nFROM python:$TAG\nRUN make\n";
  expect(series(request(text), request(text, {}, { buildArgs: { TAG: "3.13" } })).reason("FROM")).toMatchObject({
    kind: "base-changed",
    before: "docker.io/library/python:3.12",
    after: "docker.io/library/python:3.13",
    digests: { before: "chain docker.io/library/python:3.12", after: "chain docker.io/library/python:3.13" },
    variables: [{ name: "TAG", before: "3.12", after: "3.13" }],
  });
});

test("an edit taken back is not called unchanged: an earlier build had it so", () => {
  const [one, two] = [made("FROM python:3.12\nRUN echo 1\n"), made("FROM python:3.12\nRUN echo 2\n")];
  expect(series(one, two, one).reason("RUN")).toEqual({
    kind: "cached",
    despite: [
      {
        kind: "earlier-build",
        what: "RUN echo 2 → RUN echo 1",
        why: "an earlier build had it just like this, and its result is still in the cache",
      },
    ],
  });
});

test("two Dockerfiles built in turn are each compared with themselves", () => {
  const [a, b] = [made("FROM python:3.12\nRUN a\nRUN aa\n", "a.df"), made("FROM python:3.12\nRUN b\n", "b.df")];
  const edited = made("FROM python:3.12\nRUN a2\nRUN aa\n", "a.df");
  expect(series(a, b, a).reason("RUN a")).toEqual({ kind: "cached", despite: [] });
  expect(series(a, b, edited).reason("RUN a2")).toMatchObject({ kind: "instruction-changed", before: "RUN a" });
  expect(series(a, b).reason("RUN b")).toEqual({ kind: "first-build" });
});

test("instructions that changed places, a step moved into another stage, a stage with another name", () => {
  const swapped = series(made("FROM python:3.12\nRUN a\nCOPY app.py .\nRUN b\n"), made("FROM python:3.12\nRUN b\nCOPY app.py .\nRUN a\n"));
  expect(swapped.reason("RUN b")).toEqual({ kind: "parent-changed", before: "COPY app.py .", after: "FROM python:3.12" });
  const split = series(
    made("FROM python:3.12\nRUN a\nRUN b\n"),
    made("FROM python:3.12 AS one\nRUN a\nFROM python:3.12\nRUN b\nCOPY --from=one /x /x\n"),
  );
  expect(split.reason("RUN b")).toEqual({ kind: "parent-changed", before: "RUN a", after: "FROM python:3.12 AS one" });
  expect(series(made("FROM python:3.12 AS one\nRUN a\n"), made("FROM python:3.12 AS two\nRUN a\n")).reason("RUN a")).toMatchObject({
    kind: "cached",
    despite: [{ kind: "stage-name" }],
  });
});

test("a file with another name, and files that .dockerignore hides or shows now", () => {
  const { "app.py": _, ...rest } = files;
  const moved = {
    context: fromPaths({ ...rest, "main.py": "print(1)\n", Dockerfile: dockerfile }),
    dockerfile: made(dockerfile).dockerfile,
  };
  expect(after(moved).words("COPY . .")).toContain("because `app.py` is called `main.py` now");
  expect(after(request(dockerfile, { ".dockerignore": "Dockerfile\n*.md\napp.py\n.dockerignore\n" })).words("COPY . .")).toContain(
    "`app.py` is kept out by .dockerignore now (line 3: `app.py`)",
  );
  expect(after(request(dockerfile, { ".dockerignore": "Dockerfile\n" })).words("COPY . .")).toContain(
    "`README.md` is no longer kept out by .dockerignore",
  );
});

test("secrets, labels and the other options that no key holds", () => {
  const text = "FROM python:3.12\nRUN --mount=type=secret,id=t cat /run/secrets/t\n";
  const secret = (value: string) => request(text, {}, { secrets: { t: new TextEncoder().encode(value) }, labels: { v: value } });
  expect(series(secret("1"), secret("2")).reason("RUN")).toMatchObject({
    kind: "cached",
    despite: [
      { kind: "secret", what: "the secret t" },
      { kind: "option", what: "--label" },
    ],
  });
  expect(series(request("FROM python:3.12\nRUN a\n"), request("FROM python:3.12\nRUN a\n", {}, { network: "none" })).reason("RUN")).toEqual(
    {
      kind: "environment-changed",
      changes: [{ name: "--network", source: "option", before: "default", after: "none" }],
    },
  );
});

test("a here-document's text is part of its instruction", () => {
  const { reason } = series(made("FROM python:3.12\nCOPY <<EOF /x\none\nEOF\n"), made("FROM python:3.12\nCOPY <<EOF /x\ntwo\nEOF\n"));
  expect(reason("COPY")).toMatchObject({ kind: "instruction-changed", parts: [{ name: "<<EOF", before: "one\n", after: "two\n" }] });
});
