/** Groups of experiments; rows of a group are built one after the other on the same builder, each from the group's base. */
import { directory, file, symlink } from "../src/engine/filesystem/build.ts";
import type { Files, Plan } from "./builder-bench.ts";

export interface Row {
  readonly name: string;
  readonly edit?: (dockerfile: string) => string;
  /** Laid over the group's files, or made from them. */
  readonly files?: Files | ((files: Files) => Files);
  readonly options?: Partial<Plan>;
  /** What ran; everything else was cached. */
  readonly ran: string;
}

export interface Group {
  readonly name: string;
  readonly dockerfile: string;
  readonly files: Files;
  readonly base?: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
}

const from = "FROM busybox:1.36\n";
const replace = (a: string, b: string) => (text: string) => {
  if (!text.includes(a)) throw new Error(`nothing to replace: ${a}`);
  return text.replace(a, () => b);
};
const above = (line: string, added: string) => replace(line, `${added}\n${line}`);
const after = (added: string) => (text: string) => `${text}${added}\n`;
const row = (name: string, ran: string, edit?: Row["edit"], rest: Partial<Row> = {}): Row => ({
  name,
  ran,
  ...(edit && { edit }),
  ...rest,
});
const withOptions = (name: string, ran: string, options: Partial<Plan>, edit?: Row["edit"]): Row => row(name, ran, edit, { options });
const withFiles = (name: string, ran: string, files: Row["files"], edit?: Row["edit"]): Row => row(name, ran, edit, { files });
const without = (files: Files, ...names: string[]): Files =>
  Object.fromEntries(Object.entries(files).filter(([name]) => !names.includes(name)));

const a: Group = {
  name: "A. RUN: text and metadata",
  dockerfile: `${from}RUN : a\nENV A=1\nWORKDIR /app\nCOPY a.txt /app/\nRUN echo one\nRUN echo two\nCMD ["sh"]\n`,
  files: { "a.txt": "hello\n" },
  rows: [
    row("nothing", "-"),
    row("comment", "-", above("RUN echo one", "# a comment")),
    row("blank lines", "-", above("RUN echo one", "\n")),
    row("trailing spaces", "-", replace("RUN echo one", "RUN echo one   ")),
    row("indented", "-", replace("RUN echo one", "   RUN echo one")),
    row("spaces after RUN", "-", replace("RUN echo one", "RUN    echo one")),
    row("two spaces inside", "5RUN 6RUN", replace("echo one", "echo  one")),
    row("continuation, same text", "-", replace("echo one", "echo \\\none")),
    row("continuation, indented", "5RUN 6RUN", replace("echo one", "echo \\\n    one")),
    row("comment in a continuation", "-", replace("echo one", "echo \\\n# c\none")),
    row("keyword in lower case", "-", replace("RUN echo one", "run echo one")),
    row("shell comment", "5RUN 6RUN", replace("echo one", "echo one # x")),
    row("LABEL above", "-", above("RUN echo one", "LABEL a=b")),
    row("CMD changed", "-", replace('["sh"]', '["ls"]')),
    row(
      "settings after FROM",
      "-",
      replace(
        "RUN : a",
        'EXPOSE 80\nENTRYPOINT ["x"]\nHEALTHCHECK CMD true\nVOLUME /v\nSTOPSIGNAL SIGINT\nONBUILD RUN x\nMAINTAINER me\nRUN : a',
      ),
    ),
    row("ENV value", "5RUN 6RUN", replace("A=1", "A=2")),
    row("unused ENV above COPY", "5RUN 6RUN", above("COPY", "ENV B=9")),
    row("ENV between the RUNs", "6RUN", above("RUN echo two", "ENV B=9")),
    row("ENV after the last RUN", "-", above("CMD", "ENV B=9")),
    row("ENV in the old form", "-", replace("ENV A=1", "ENV A 1")),
    row("ENV quoted", "-", replace("ENV A=1", 'ENV A="1"')),
    row("ENV below WORKDIR and COPY", "-", (text) => above("RUN echo one", "ENV A=1")(replace("ENV A=1\n", "")(text))),
    row("ENV above the first RUN", "2RUN 3WORKDIR 4COPY 5RUN 6RUN", (text) => above("RUN : a", "ENV A=1")(replace("ENV A=1\n", "")(text))),
    row("USER above COPY", "5RUN 6RUN", above("COPY", "USER 1000")),
    row("USER above WORKDIR", "3WORKDIR 4COPY 5RUN 6RUN", above("WORKDIR", "USER 1000")),
    row("USER after the last RUN", "-", above("CMD", "USER 1000")),
    row("another WORKDIR", "3WORKDIR 4COPY 5RUN 6RUN", replace("WORKDIR /app", "WORKDIR /srv")),
    row("relative WORKDIR", "-", replace("WORKDIR /app", "WORKDIR app")),
    row("WORKDIR with a slash", "5RUN 6RUN", replace("WORKDIR /app", "WORKDIR /app/")),
    row("WORKDIR /", "5RUN 6RUN", above("RUN echo one", "WORKDIR /")),
    row("WORKDIR twice", "4WORKDIR 5COPY 6RUN 7RUN", above("COPY", "WORKDIR /app")),
    row("another SHELL", "5RUN 6RUN", above("RUN echo one", 'SHELL ["/bin/sh","-ec"]')),
    row("the default SHELL", "-", above("RUN echo one", 'SHELL ["/bin/sh","-c"]')),
    row("exec form of the same", "-", replace("RUN echo one", 'RUN ["/bin/sh","-c","echo one"]')),
    row("SHELL changed, first in exec form", "6RUN", replace("RUN echo one", 'SHELL ["/bin/sh","-ec"]\nRUN ["/bin/sh","-c","echo one"]')),
    row("a RUN inserted", "6RUN 7RUN", above("RUN echo two", "RUN echo new")),
    row("reverted", "-"),
    row("the last RUN twice", "7RUN", replace("RUN echo two", "RUN echo two\nRUN echo two")),
    row("merged", "5RUN", replace("RUN echo one\nRUN echo two", "RUN echo one && echo two")),
    row("swapped", "5RUN 6RUN", replace("RUN echo one\nRUN echo two", "RUN echo two\nRUN echo one")),
    row("first removed, as the swap began", "-", replace("RUN echo one\n", "")),
  ],
};

const b: Group = {
  name: "B. COPY of one file",
  dockerfile: `${from}RUN : b\nCOPY a.txt /d/\nRUN ls\n`,
  files: { "a.txt": "hello\n" },
  rows: [
    row("touched (every build has new times)", "-"),
    withFiles("content", "3COPY 4RUN", { "a.txt": "other\n" }),
    row("put back", "-"),
    withFiles("mode", "3COPY 4RUN", { "a.txt": file("hello\n", { mode: 0o755 }) }),
    withFiles("owner in the context", "-", { "a.txt": file("hello\n", { uid: 5, gid: 6 }) }),
    withFiles("renamed", "3COPY 4RUN", () => ({ "c.txt": "hello\n" }), replace("a.txt", "c.txt")),
    withFiles("moved", "-", () => ({ "sub/a.txt": "hello\n" }), replace("a.txt", "sub/a.txt")),
    row("./", "-", replace("a.txt", "./a.txt")),
    row("../", "-", replace("a.txt", "../a.txt")),
    row("relative destination", "-", replace("/d/", "d/")),
    row("destination with the name", "3COPY 4RUN", replace("/d/", "/d/a.txt")),
    row("JSON form", "-", replace("a.txt /d/", '["a.txt","/d/"]')),
    row("pattern", "3COPY 4RUN", replace("a.txt", "a.tx?")),
    row("ADD", "3ADD 4RUN", replace("COPY", "ADD")),
    withFiles("another file", "-", { other: "x" }),
    row("--chown=0:0", "3COPY 4RUN", replace("COPY", "COPY --chown=0:0")),
    row("--chown=root:root", "-", replace("COPY", "COPY --chown=root:root")),
    row("--chown=1000:1000", "3COPY 4RUN", replace("COPY", "COPY --chown=1000:1000")),
    row("--chmod as it is", "3COPY 4RUN", replace("COPY", "COPY --chmod=644")),
    row("comment", "-", after("# x")),
    withFiles("a link to an equal file", "-", { "a.txt": symlink("real.txt"), "real.txt": "hello\n" }),
    row("RUN instead", "3RUN 4RUN", replace("COPY a.txt /d/", "RUN mkdir /d; echo hello > /d/a.txt")),
    withFiles("v2", "3COPY 4RUN", { "a.txt": "v2\n" }),
    withFiles("v3", "3COPY 4RUN", { "a.txt": "v3\n" }),
    row("v1 again", "-"),
    withFiles("v2 again", "-", { "a.txt": "v2\n" }),
    withFiles("as long, other bytes", "3COPY 4RUN", { "a.txt": "hellO\n" }),
  ],
};

const b2: Group = {
  name: "B2. COPY of two files",
  dockerfile: `${from}RUN : b2\nCOPY a.txt b.txt /d/\nRUN ls\n`,
  files: { "a.txt": "a\n", "b.txt": "b\n" },
  rows: [
    row("nothing", "-"),
    row("swapped", "3COPY 4RUN", replace("a.txt b.txt", "b.txt a.txt")),
    row("two COPYs", "3COPY 4COPY 5RUN", replace("COPY a.txt b.txt /d/", "COPY a.txt /d/\nCOPY b.txt /d/")),
    withFiles("b changed", "3COPY 4RUN", { "b.txt": "B\n" }),
    row("*.txt", "3COPY 4RUN", replace("a.txt b.txt", "*.txt")),
  ],
};

const b3: Group = {
  name: "B3. COPY with a pattern",
  dockerfile: `${from}RUN : b3\nWORKDIR /w\nCOPY *.txt ./\nRUN ls\n`,
  files: { "a.txt": "a\n", "b.txt": "b\n" },
  rows: [
    row("nothing", "-"),
    withFiles("new match", "4COPY 5RUN", { "c.txt": "c\n" }),
    withFiles("new other file", "-", { "c.md": "c\n" }),
    withFiles("in a subdirectory", "-", { "sub/c.txt": "c\n" }),
    withFiles("match removed", "4COPY 5RUN", (files) => without(files, "b.txt")),
    withFiles("match renamed", "4COPY 5RUN", () => ({ "a.txt": "a\n", "z.txt": "b\n" })),
    row("destination .", "-", replace("./", ".")),
    row("destination absolute", "-", replace("./", "/w/")),
    row("no match", "4COPY 5RUN", replace("*.txt", "*.md")),
  ],
};

const ignore = "Dockerfile\n*.log\n";
const b4: Group = {
  name: "B4. COPY . with .dockerignore",
  dockerfile: `${from}RUN : b4\nCOPY . /src\nRUN ls\n`,
  files: { ".dockerignore": ignore, "a.txt": "a\n", "sub/f": "f\n" },
  rows: [
    row("nothing", "-"),
    row("comment in the ignored Dockerfile", "-", after("# c")),
    withFiles("ignored file", "-", { "x.log": "x" }),
    withFiles("a log deeper down", "3COPY 4RUN", { "sub/x.log": "x" }),
    withFiles("new file", "3COPY 4RUN", { n: "n" }),
    withFiles("new empty directory", "3COPY 4RUN", { empty: directory() }),
    withFiles("comment in .dockerignore", "3COPY 4RUN", { ".dockerignore": `${ignore}# c\n` }),
    // The notes' X.1: the builder has sub already and keeps its mode.
    withFiles("directory mode", "-", (files) => ({ ...without(files, "sub/f"), sub: directory({ f: file("f\n") }, { mode: 0o700 }) })),
    withFiles("renamed", "3COPY 4RUN", (files) => ({ ...without(files, "a.txt"), "aa.txt": "a\n" })),
    row("/src/", "3COPY 4RUN", replace("/src", "/src/")),
    row("./", "-", replace(". /src", "./ /src")),
    row("/", "-", replace(". /src", "/ /src")),
    withFiles("link", "3COPY 4RUN", { l: symlink("a.txt") }),
    withFiles("link elsewhere", "3COPY 4RUN", { l: symlink("sub/f") }),
  ],
};

const own = ".dockerignore\nDockerfile\n";
const b5: Group = {
  name: "B5. COPY . without .dockerignore",
  dockerfile: `${from}RUN : b5\nCOPY . /src\nRUN ls\n`,
  files: { "a.txt": "a\n" },
  rows: [
    row("nothing", "-"),
    row("comment in the Dockerfile", "3COPY 4RUN", after("# c")),
    row("CMD added", "3COPY 4RUN", after('CMD ["sh"]')),
    row("put back", "-"),
    withFiles("ignore file", "3COPY 4RUN", { ".dockerignore": "x.log\n" }),
    withFiles("ignore file that hides itself", "3COPY 4RUN", { ".dockerignore": own }),
    withFiles("and then a comment", "-", { ".dockerignore": own }, after("# c")),
  ],
};

const b6: Group = {
  name: "B6. COPY of a directory",
  dockerfile: `${from}RUN : b6\nCOPY src /app\nRUN ls\n`,
  files: { "src/a": "a\n", "src/b": "b\n", other: "x" },
  rows: [
    row("nothing", "-"),
    row("src/", "-", replace("src", "src/")),
    row("/app/", "3COPY 4RUN", replace("/app", "/app/")),
    withFiles("moved", "-", () => ({ "other/src/a": "a\n", "other/src/b": "b\n" }), replace("src", "other/src")),
    withFiles("renamed", "3COPY 4RUN", () => ({ "code/a": "a\n", "code/b": "b\n" }), replace("src", "code")),
    withFiles("file outside", "-", { other: "y" }),
    withFiles("file hidden", "3COPY 4RUN", { ".dockerignore": "src/b\n" }),
    withFiles("file removed instead", "-", (files) => without(files, "src/b")),
  ],
};

const c: Group = {
  name: "C. ARG",
  dockerfile: `ARG G=1\n${from}RUN : c\nARG X=1\nCOPY a.txt /d/\nRUN echo one\nRUN echo x is $X\n`,
  files: { "a.txt": "a\n" },
  rows: [
    row("nothing", "-"),
    withOptions("X=2", "4RUN 5RUN", { buildArgs: { X: "2" } }),
    withOptions("X=1, as the default", "-", { buildArgs: { X: "1" } }),
    row("default 2, built already", "-", replace("X=1", "X=2")),
    withOptions("default 3, given 1", "-", { buildArgs: { X: "1" } }, replace("X=1", "X=3")),
    row("ENV instead", "-", replace("ARG X=1", "ENV X=1")),
    row("ARG and ENV", "-", replace("ARG X=1", "ARG X=1\nENV X=$X")),
    withOptions("ENV then ARG given", "4RUN 5RUN", { buildArgs: { X: "5" } }, replace("ARG X=1", "ENV X=1\nARG X")),
    row("ARG without value", "-", replace("ARG X=1", "ARG X=1\nARG Y")),
    withOptions("given a value", "4RUN 5RUN", { buildArgs: { Y: "7" } }, replace("ARG X=1", "ARG X=1\nARG Y")),
    row("empty value", "4RUN 5RUN", replace("ARG X=1", "ARG X=1\nARG Y=")),
    withOptions("undeclared", "-", { buildArgs: { Z: "1" } }),
    row(
      "moved below the first RUN",
      "4RUN 5RUN",
      replace("ARG X=1\nCOPY a.txt /d/\nRUN echo one", "COPY a.txt /d/\nRUN echo one\nARG X=1"),
    ),
    withOptions(
      "and given",
      "5RUN",
      { buildArgs: { X: "9" } },
      replace("ARG X=1\nCOPY a.txt /d/\nRUN echo one", "COPY a.txt /d/\nRUN echo one\nARG X=1"),
    ),
    row("ARG at the end", "-", after("ARG Q=1")),
    withOptions("global, not redeclared", "-", { buildArgs: { G: "2" } }),
    row("global redeclared", "4RUN 5RUN", replace("ARG X=1", "ARG X=1\nARG G")),
    withOptions("global redeclared and given", "4RUN 5RUN", { buildArgs: { G: "2" } }, replace("ARG X=1", "ARG X=1\nARG G")),
    withOptions("proxy", "-", { buildArgs: { HTTP_PROXY: "http://p" } }),
    withOptions("proxy declared", "4RUN 5RUN", { buildArgs: { HTTP_PROXY: "http://p" } }, replace("ARG X=1", "ARG X=1\nARG HTTP_PROXY")),
    row("TARGETARCH", "4RUN 5RUN", replace("ARG X=1", "ARG X=1\nARG TARGETARCH")),
    row("two on a line", "4RUN 5RUN", replace("ARG X=1", "ARG X=1 W=2")),
    row("as two lines", "-", replace("ARG X=1", "ARG X=1\nARG W=2")),
    row("swapped", "4RUN 5RUN", replace("ARG X=1", "ARG W=2\nARG X=1")),
  ],
};

const c2: Group = {
  name: "C2. ENV",
  dockerfile: "ARG V=1.36\nFROM busybox:$V\nRUN : c2\nENV A=1\nENV B=2\nRUN echo one\n",
  files: {},
  rows: [
    row("nothing", "-"),
    row("literal tag", "-", replace("$V", "1.36")),
    row("one line", "-", replace("ENV A=1\nENV B=2", "ENV A=1 B=2")),
    row("set twice", "-", replace("ENV A=1", "ENV A=0\nENV A=1")),
    row("PATH before", "-", replace("ENV A=1", "ENV PATH=$PATH\nENV A=1")),
    row("PATH after", "3RUN", replace("ENV B=2", "ENV B=2\nENV PATH=$PATH")),
    row("A again", "3RUN", replace("ENV B=2", "ENV B=2\nENV A=1")),
    row("swapped, the same order", "-", replace("ENV A=1\nENV B=2", "ENV B=2\nENV A=1")),
  ],
};

const d: Group = {
  name: "D. COPY --from",
  dockerfile:
    "FROM busybox:1.36 AS build\nRUN : d\nCOPY a.txt /in/\nRUN mkdir /out && cp /in/a.txt /out/app\nFROM busybox:1.36\nRUN : final d\nCOPY --from=build /out/app /bin/app\nRUN echo done\n",
  files: { "a.txt": "a\n" },
  rows: [
    row("nothing", "-"),
    row("text of build's RUN", "build:4RUN", replace("mkdir /out &&", "mkdir -p /out &&")),
    row("it writes more", "build:4RUN", replace("/out/app\n", "/out/app && echo > /junk\n")),
    withFiles("a.txt", "build:3COPY build:4RUN stage-1:3COPY stage-1:4RUN", { "a.txt": "b\n" }),
    withFiles(
      "a.txt, the same output",
      "build:3COPY build:4RUN",
      { "a.txt": "c\n" },
      replace("cp /in/a.txt /out/app", "echo a > /out/app"),
    ),
    row("mode", "build:4RUN stage-1:3COPY stage-1:4RUN", replace("/out/app\n", "/out/app && chmod 755 /out/app\n")),
    row("owner", "build:4RUN stage-1:3COPY stage-1:4RUN", replace("/out/app\n", "/out/app && chown 7:7 /out/app\n")),
    row("stage renamed", "-", (text) => text.replaceAll("build", "builder")),
    row("by number", "-", replace("--from=build", "--from=0")),
    row("moved in the stage", "build:4RUN", (text) => text.replaceAll("/out", "/other")),
    row("renamed in the stage", "build:4RUN stage-1:3COPY stage-1:4RUN", (text) => text.replaceAll("/out/app", "/out/app2")),
    row("ENV at the stage's end", "-", replace("FROM busybox:1.36\nRUN : final", "ENV Z=1\nFROM busybox:1.36\nRUN : final")),
    row("final stage's first RUN", "stage-1:2RUN stage-1:3COPY stage-1:4RUN", replace("final d", "final d2")),
    row("unused stage", "-", replace("FROM busybox:1.36\nRUN : final", "FROM busybox:1.36\nRUN false\nFROM busybox:1.36\nRUN : final")),
    withOptions("target", "-", { target: "build" }),
  ],
};

const d2: Group = {
  name: "D2. two branches",
  dockerfile:
    "FROM busybox:1.36 AS base\nRUN : d2\nFROM base AS one\nRUN echo one > /one\nFROM base AS two\nRUN echo two > /two\nFROM base\nCOPY --from=one /one /\nCOPY --from=two /two /\n",
  files: {},
  rows: [
    row("nothing", "-"),
    row("one, other output", "one:1RUN stage-3:1COPY stage-3:2COPY", replace("echo one", "echo 1")),
    row("one, the same output", "one:1RUN", replace("echo one", "echo  one")),
    row("base", "base:2RUN one:1RUN two:1RUN stage-3:1COPY stage-3:2COPY", replace(": d2", ": d3")),
    row("two", "two:1RUN stage-3:2COPY", replace("echo two", "echo 2")),
  ],
};

const e: Group = {
  name: "E. options",
  dockerfile: `${from}RUN : e\nWORKDIR /w\nCOPY a.txt /w/\nRUN echo one\n`,
  files: { "a.txt": "a\n" },
  rows: [
    row("nothing", "-"),
    withOptions("--no-cache", "2RUN 3WORKDIR 4COPY 5RUN", { noCache: true }),
    row("after that", "-"),
    withOptions("--label", "-", { labels: { x: "y" } }),
    withOptions("--network host", "2RUN 3WORKDIR 4COPY 5RUN", { network: "host" }),
    withOptions("--add-host", "2RUN 3WORKDIR 4COPY 5RUN", { addHosts: ["foo:1.2.3.4"] }),
    withOptions("--add-host, other address", "-", { addHosts: ["foo:5.6.7.8"] }),
    withOptions("--add-host, other name", "2RUN 3WORKDIR 4COPY 5RUN", { addHosts: ["bar:1.2.3.4"] }),
    withOptions("inline cache", "-", { buildArgs: { BUILDKIT_INLINE_CACHE: "1" } }),
    withOptions("SOURCE_DATE_EPOCH", "3WORKDIR 4COPY 5RUN", { buildArgs: { SOURCE_DATE_EPOCH: "1" } }),
  ],
};

const e2: Group = {
  name: "E2. --no-cache and WORKDIR",
  dockerfile: `${from}WORKDIR /w\nRUN : e2\nWORKDIR /w2\nRUN echo one\n`,
  files: {},
  rows: [withOptions("--no-cache", "3RUN 4WORKDIR 5RUN", { noCache: true }), row("after that", "-")],
};

const e3: Group = {
  name: "E3. --no-cache-filter",
  dockerfile: "FROM busybox:1.36 AS a\nRUN : e3\nRUN date +%s > /x\nFROM busybox:1.36 AS b\nRUN : b e3\nCOPY --from=a /x /x\nRUN cat /x\n",
  files: {},
  rows: [
    withOptions("a, a second later", "a:2RUN a:3RUN b:3COPY b:4RUN", { noCacheFilter: ["a"] }),
    withOptions("b", "b:2RUN b:3COPY b:4RUN", { noCacheFilter: ["b"] }),
  ],
};

const mount = "RUN --mount=type=cache,target=/c";
const f: Group = {
  name: "F. cache mounts",
  dockerfile: `${from}RUN : f\n${mount} echo hi >> /c/log\nRUN echo after\n`,
  files: {},
  rows: [
    row("nothing", "-"),
    row("sharing written out", "-", replace("target=/c ", "target=/c,sharing=shared ")),
    row("id", "stage-0:3RUN stage-0:4RUN", replace("target=/c ", "target=/c,id=zz ")),
    row("another id", "-", replace("target=/c ", "target=/c,id=yy ")),
    row("sharing", "-", replace("target=/c ", "target=/c,sharing=locked ")),
    row("mode", "stage-0:3RUN stage-0:4RUN", replace("target=/c ", "target=/c,mode=0755 ")),
    row("another mode", "stage-0:3RUN stage-0:4RUN", replace("target=/c ", "target=/c,mode=0700 ")),
    row("uid", "stage-0:3RUN stage-0:4RUN", replace("target=/c ", "target=/c,uid=5 ")),
    row("target without the directory", "ERROR: stage-0:3RUN skipped stage-0:4RUN", replace("target=/c ", "target=/c2 ")),
    row("target everywhere", "stage-0:3RUN stage-0:4RUN", (text) => text.replaceAll("/c", "/c2")),
    row("no mount", "3RUN 4RUN", replace(`${mount} echo hi >> /c/log`, "RUN mkdir -p /c; echo hi >> /c/log")),
  ],
};

const secret = { tok: new TextEncoder().encode("s3cret") };
const f2: Group = {
  name: "F2. secrets",
  dockerfile: `${from}RUN : f2\nRUN --mount=type=secret,id=tok cat /run/secrets/tok > /dev/null || true\nRUN echo after\n`,
  files: {},
  rows: [
    withOptions("given", "-", { secrets: secret }),
    withOptions("another value", "-", { secrets: { tok: new Uint8Array([1]) } }),
    row("not given", "-"),
    withOptions("required", "stage-0:3RUN stage-0:4RUN", { secrets: secret }, replace("id=tok", "id=tok,required=true")),
    withOptions("target", "stage-0:3RUN stage-0:4RUN", { secrets: secret }, replace("id=tok", "id=tok,target=/t")),
  ],
};

const f3: Group = {
  name: "F3. bind mounts",
  dockerfile: `FROM busybox:1.36 AS src\nRUN : f3\nRUN mkdir -p /o && echo data > /o/f\n${from}RUN : f f3\nRUN --mount=type=bind,source=a.txt,target=/in/a.txt cat /in/a.txt\nRUN --mount=type=bind,from=src,source=/o,target=/o cat /o/f\nRUN echo after\n`,
  files: { "a.txt": "a\n", "b.txt": "b\n" },
  rows: [
    row("nothing", "-"),
    withFiles("a.txt", "stage-1:3RUN stage-1:4RUN stage-1:5RUN", { "a.txt": "A\n" }),
    withFiles("b.txt", "-", { "b.txt": "B\n" }),
    withFiles("moved", "-", { "sub/a.txt": "a\n" }, replace("source=a.txt", "source=sub/a.txt")),
    row("stage re-runs, same files", "src:3RUN", replace("echo data", "echo  data")),
    row("stage re-runs, other files", "src:3RUN stage-1:4RUN stage-1:5RUN", replace("echo data", "echo other")),
    row("target", "stage-1:3RUN stage-1:4RUN stage-1:5RUN", (text) => text.replaceAll("/in/a.txt", "/inn/a.txt")),
    row("rw", "stage-1:3RUN stage-1:4RUN stage-1:5RUN", replace("target=/in/a.txt", "target=/in/a.txt,rw")),
  ],
};

const f4: Group = {
  name: "F4. the whole context mounted",
  dockerfile: `${from}RUN : f4\nRUN --mount=type=bind,target=/ctx ls /ctx\nRUN echo after\n`,
  files: { "a.txt": "a\n" },
  rows: [
    row("nothing", "-"),
    withFiles("a file", "stage-0:3RUN stage-0:4RUN", { "a.txt": "b\n" }),
    row("a comment", "stage-0:3RUN stage-0:4RUN", after("# c")),
  ],
};

const g: Group = {
  name: "G. base images",
  base: {
    "spec/base:a": "FROM busybox:1.36\nRUN echo base > /base\n",
    "spec/base:cmd": 'FROM busybox:1.36\nRUN echo base > /base\nCMD ["x"]\nLABEL a=b\n',
    "spec/base:entry": 'FROM busybox:1.36\nRUN echo base > /base\nENTRYPOINT ["x"]\n',
    "other/name": "FROM busybox:1.36\nRUN echo base > /base\n",
    "spec/base:env": "FROM busybox:1.36\nRUN echo base > /base\nENV B=1\n",
    "spec/base:user": "FROM busybox:1.36\nRUN echo base > /base\nUSER 1000\n",
    "spec/base:file": "FROM busybox:1.36\nRUN echo base > /base\nRUN echo more > /more\n",
  },
  dockerfile: "FROM spec/base:a\nRUN : g\nCOPY a.txt /d/\nRUN echo one\n",
  files: { "a.txt": "a\n" },
  rows: [
    row("nothing", "-"),
    row("other CMD and LABEL", "-", replace("base:a", "base:cmd")),
    row("ENTRYPOINT", "-", replace("base:a", "base:entry")),
    row("another name", "-", replace("spec/base:a", "other/name")),
    row("one more ENV", "2RUN 3COPY 4RUN", replace("base:a", "base:env")),
    row("USER", "2RUN 3COPY 4RUN", replace("base:a", "base:user")),
    row("one more file", "2RUN 3COPY 4RUN", replace("base:a", "base:file")),
    row("--platform", "-", replace("FROM", "FROM --platform=linux/amd64")),
    row("AS", "-", replace("base:a", "base:a AS x")),
  ],
};

const h: Group = {
  name: "H. here-documents",
  dockerfile: `${from}RUN : h\nRUN <<EOF\necho one\necho two\nEOF\nCOPY <<EOF /f.txt\nline\nEOF\nRUN echo after\n`,
  files: {},
  rows: [
    row("nothing", "-"),
    row("delimiter of RUN", "-", replace("RUN <<EOF\necho one\necho two\nEOF", "RUN <<END\necho one\necho two\nEND")),
    row("quoted", "-", replace("RUN <<EOF", 'RUN <<"EOF"')),
    row("comment inside", "3RUN 4COPY 5RUN", replace("echo two", "# c\necho two")),
    row("content of COPY", "4COPY 5RUN", replace("line", "other")),
    row("delimiter of COPY", "4COPY 5RUN", replace("COPY <<EOF /f.txt\nline\nEOF", "COPY <<END /f.txt\nline\nEND")),
    row("delimiter of COPY quoted", "-", replace("COPY <<EOF", 'COPY <<"EOF"')),
    row("variable with the same text", "5RUN", (text) => replace("line", "${L}")(replace("COPY <<EOF", "ARG L=line\nCOPY <<EOF")(text))),
  ],
};

const l: Group = {
  name: "L. COPY --link",
  dockerfile: `${from}RUN : l\nCOPY --link a.txt /d/\nCOPY --link b.txt /d/\nRUN echo one\n`,
  files: { "a.txt": "a\n", "b.txt": "b\n" },
  rows: [
    row("nothing", "-"),
    row("RUN above", "2RUN 3COPY 4COPY 5RUN", replace(": l", ": l2")),
    withFiles("a.txt", "3COPY 4COPY 5RUN", { "a.txt": "A\n" }),
  ],
};

const n: Group = {
  name: "N. this and that",
  dockerfile: `${from}RUN : n\nRUN echo x > /f\nCOPY a.txt /d/\nRUN echo last\n`,
  files: { "a.txt": "a\n" },
  rows: [
    row("nothing", "-"),
    row("identical file from another command", "3RUN 4COPY 5RUN", replace("echo x > /f", 'printf "x\\n" > /f')),
    row("the last fails", "ERROR: 5RUN", replace("echo last", "false")),
    row("and is mended", "5RUN", replace("echo last", "echo mended")),
    row("two stages", "-", (text) => `${replace("FROM busybox:1.36", "FROM busybox:1.36 AS s")(text).replace("COPY", "FROM s\nCOPY")}`),
    row(
      "through another stage",
      "ctx:1COPY",
      (text) => `FROM scratch AS ctx\nCOPY a.txt /\n${replace("COPY a.txt", "COPY --from=ctx /a.txt")(text)}`,
    ),
    row("through a variable", "5RUN", replace("COPY a.txt", "ENV F=a.txt\nCOPY $F")),
    row("COPY at the end", "4RUN 5COPY", replace("COPY a.txt /d/\nRUN echo last", "RUN echo last\nCOPY a.txt /d/")),
  ],
};

const s: Group = {
  name: "S. scratch",
  dockerfile: "FROM scratch\nCOPY a.txt /\nCOPY b.txt /\n",
  files: { "a.txt": "a\n", "b.txt": "b\n" },
  rows: [row("nothing", "-"), withOptions("platform", "-", { platform: "linux/arm64" }), row("LABEL", "-", after("LABEL a=b"))],
};

const p: Group = {
  name: "P. a directory of a stage",
  dockerfile: `FROM busybox:1.36 AS s\nRUN : p && mkdir -p /o/e && echo x > /o/f\n${from}RUN : z p\nCOPY --from=s /o /x\nRUN echo done\n`,
  files: {},
  rows: [
    row("nothing", "-"),
    row("re-run, the same", "s:2RUN", replace(": p &&", ": p2 &&")),
    row("own mode", "s:2RUN stage-1:3COPY stage-1:4RUN", replace("/o/f\n", "/o/f && chmod 700 /o\n")),
    row("a subdirectory's mode", "s:2RUN stage-1:3COPY stage-1:4RUN", replace("/o/f\n", "/o/f && chmod 700 /o/e\n")),
    row("empty subdirectory", "s:2RUN stage-1:3COPY stage-1:4RUN", replace("/o/f\n", "/o/f && mkdir /o/z\n")),
    row("hard link", "s:2RUN stage-1:3COPY stage-1:4RUN", replace("/o/f\n", "/o/f && ln /o/f /o/h\n")),
    row("copy instead", "s:2RUN", replace("/o/f\n", "/o/f && cp -p /o/f /o/h\n")),
  ],
};

const onb: Group = {
  name: "O. ONBUILD",
  base: { "spec/onb": "FROM busybox:1.36\nRUN echo onb > /onb\nONBUILD COPY a.txt /a\nONBUILD RUN echo onb\n" },
  dockerfile: "FROM spec/onb\nCOPY b.txt /b\nRUN echo last\n",
  files: { "a.txt": "a\n", "b.txt": "b\n" },
  rows: [row("nothing", "-"), withFiles("the trigger's file", "2COPY 3RUN 4COPY 5RUN", { "a.txt": "A\n" })],
};

const shared: Group = {
  name: "one input for the root and a source",
  dockerfile:
    "FROM busybox:1.36 AS base\nRUN mkdir /a /b; echo a > /a/f; echo b > /b/f\nRUN echo 1 > /z\nFROM base\nRUN --mount=type=bind,from=base,source=/a,target=/m cat /m/f\nCOPY --from=base /a/f /x\n",
  files: {},
  rows: [
    row("nothing", "-"),
    row("the base re-runs, all files the same: the mount's step is cached", "base:3RUN", replace("echo 1", "echo  1")),
    row("a file elsewhere differs", "base:3RUN stage-1:1RUN stage-1:2COPY", replace("echo 1", "echo 2")),
    withOptions("the base is forced", "base:2RUN base:3RUN", { noCacheFilter: ["base"] }),
  ],
};

const sharedCopy: Group = {
  name: "COPY --from of the stage it stands on: only the name counts",
  dockerfile: "FROM busybox:1.36 AS base\nRUN mkdir /a /b; echo a > /a/f; echo b > /b/f\nFROM base\nCOPY --from=base /a/f /x\nRUN cat /x\n",
  files: {},
  rows: [
    row("another file of the same name", "-", replace("/a/f /x", "/b/f /x")),
    row("the base re-runs", "base:2RUN stage-1:1COPY stage-1:2RUN", replace("mkdir /a", "mkdir  /a")),
    row("missing", "ERROR: stage-1:1COPY skipped stage-1:2RUN", replace("/a/f /x", "/nope /x")),
  ],
};

export const groups: readonly Group[] = [
  a,
  b,
  b2,
  b3,
  b4,
  b5,
  b6,
  c,
  c2,
  d,
  d2,
  e,
  e2,
  e3,
  f,
  f2,
  f3,
  f4,
  g,
  h,
  l,
  n,
  s,
  p,
  onb,
  shared,
  sharedCopy,
];
