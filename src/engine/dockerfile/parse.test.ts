import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DockerfileError, type Dockerfile, type Instruction } from "./ast.ts";
import { expandWord } from "./expand.ts";
import { isScript } from "./instructions/run.ts";
import { lintDockerfile } from "./lint.ts";
import { resolveMount } from "./mount.ts";
import { parseDockerfile, parseTrigger } from "./parse.ts";

interface Message {
  text: string;
  error: string | null;
  lines: number[];
  warnings: string[];
}
const messages: Message[] = JSON.parse(readFileSync(new URL("./fixtures/messages.json", import.meta.url), "utf8")).cases;

/** What parsing, linting and then expanding every word makes of a text. */
function outcome(text: string): Omit<Message, "text"> {
  const line = (w: { rule: string; message: string; range: { startLine: number } }) =>
    `${w.rule}: ${w.message} (line ${w.range.startLine})`;
  let warnings: string[] = [];
  try {
    const dockerfile = parseDockerfile(text);
    warnings = lintDockerfile(dockerfile).map(line);
    resolve(dockerfile);
    return { error: null, lines: [], warnings: warnings.sort() };
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    const lines = [];
    for (let n = error.range?.startLine ?? 1; n <= (error.range?.endLine ?? 0); n++) lines.push(n);
    if (error.warnings.length > 0) warnings = error.warnings.map(line);
    return { error: error.message, lines, warnings: warnings.sort() };
  }
}

/** Does what the builder does with words, in a stage where nothing but PATH and empty values are set. */
function resolve({ stages, directives }: Dockerfile): void {
  const env = new Map([["PATH", "/bin"]]);
  const expand = (word: string) => expandWord(word, env, { escape: directives.escape });
  for (const instruction of stages.flatMap((stage) => stage.instructions)) {
    try {
      const words = wordsOf(instruction).map(expand);
      if (instruction.kind === "ENV") for (let i = 0; i < words.length; i += 2) env.set(words[i] as string, words[i + 1] as string);
      if (instruction.kind === "RUN") for (const mount of instruction.mounts) resolveMount(mount, expand);
    } catch (error) {
      if (!(error instanceof DockerfileError)) throw error;
      throw new DockerfileError(error.message, instruction.range);
    }
  }
}

function wordsOf(instruction: Instruction): string[] {
  switch (instruction.kind) {
    case "ENV":
      return instruction.pairs.flatMap(({ key, value = "" }) => [key, value]);
    case "WORKDIR":
      return [instruction.path];
    case "COPY":
      return [...instruction.sources, instruction.destination];
    default:
      return [];
  }
}

/** Mistakes that only the builder finds: about images, stages, ports, signals, targets of mounts. */
const others =
  /^(invalid (containerPort|port|signal|stage|chmod|mount target)|base name|failed to parse stage name|variable expansion is not|source can't|docker\.io)/;

describe("messages of a real engine", () => {
  for (const { text, ...expected } of messages) {
    it(JSON.stringify(text.replace("FROM alpine:3.20\n", "… ")), () => {
      const seen = outcome(text);
      if (expected.error !== null && others.test(expected.error)) expect(seen.error).toBeNull();
      else expect(seen).toEqual({ ...expected, warnings: expected.warnings.sort() });
    });
  }
});

function only(text: string): Instruction {
  const [instruction] = parseDockerfile(`FROM x\n${text}`).stages[0]?.instructions ?? [];
  if (!instruction) throw new Error("no instruction");
  return instruction;
}

describe("lines", () => {
  it("joins continuations without touching blanks, and drops comments among them", () => {
    const run = only("  run a \\\n  # comment \\\n   b \\  \n\tc\n");
    expect(run).toMatchObject({ text: "RUN a    b \tc", command: { form: "shell", text: "a    b \tc" } });
    expect(run.range).toEqual({ startLine: 2, startColumn: 2, endLine: 5, endColumn: 2 });
  });
  it("takes a doubled escape character for a letter", () => {
    expect(only("RUN a \\\\\nRUN b\n").text).toBe("RUN a \\\\");
  });
  it("knows the backtick as escape character", () => {
    const { stages } = parseDockerfile("# escape=`\nFROM x\nRUN a `\n  b\\\n");
    expect(stages[0]?.instructions[0]?.text).toBe("RUN a   b\\");
  });
  it("accepts CRLF, a BOM and a continuation at the end of the file", () => {
    const { stages } = parseDockerfile("\ufeff# syntax=x\r\nFROM x\r\nRUN a \\\r\n b\r\nRUN c \\");
    expect(stages[0]?.instructions.map(({ text }) => text)).toEqual(["RUN a  b", "RUN c"]);
  });
  it("keeps inner spacing and changes the keyword's case alone", () => {
    expect(only("run    echo one\n").text).toBe("RUN    echo one");
  });
  it("reads directives below a shebang, but for escape", () => {
    const { directives } = parseDockerfile("#!/usr/bin/env x\n# Syntax = docker/dockerfile:1\n# check = skip=A,B;error=true\nFROM x\n");
    expect(directives).toEqual({ escape: "\\", check: { skip: ["A", "B"], error: true } });
  });
  it("refuses lines that BuildKit's buffer cannot hold", () => {
    const error = (text: string) => outcome(text).error;
    expect(error(`FROM x\nRUN ${"y".repeat(65531)}\n`)).toBeNull();
    expect(error(`FROM x\nRUN ${"y".repeat(65532)}\n`)).toBe("dockerfile line greater than max allowed size of 65535");
    expect(error(`FROM x\nRUN ${"é".repeat(32766)}\n`)).toBe("dockerfile line greater than max allowed size of 65535");
  });
});

describe("instructions", () => {
  it("here-documents", () => {
    const run = only("RUN <<-'EOF'\n\t\techo a\n\techo b\n\tEOF\n");
    expect(run).toMatchObject({
      text: "RUN <<-'EOF' (echo a...)",
      heredocs: [{ name: "EOF", quoted: true, stripTabs: true, body: "echo a\necho b\n" }],
    });
    expect(run.kind === "RUN" && isScript(run)).toBe(true);
    const complex = only("RUN cat <<A <<B > /x\n1\nA\n2\nB\n");
    expect(complex).toMatchObject({ text: "RUN cat <<A <<B > /x", heredocs: [{ body: "1\n" }, { body: "2\n" }] });
    expect(complex.kind === "RUN" && isScript(complex)).toBe(false);
    expect(only("COPY --chmod=600 <<A b <<C /d/\nx\nA\nC\n")).toMatchObject({
      sources: ["b"],
      heredocs: [
        { name: "A", body: "x\n" },
        { name: "C", body: "" },
      ],
      destination: "/d/",
    });
    expect(only("ONBUILD RUN <<A\nx\nA\n")).toMatchObject({ trigger: "RUN <<A\nx\nA" });
  });
  it("JSON form, and its fall-back to the shell form", () => {
    expect(only('CMD ["a", "b c"]')).toMatchObject({ command: { form: "exec", words: ["a", "b c"] } });
    expect(only("CMD ['a', 'b']")).toMatchObject({ command: { form: "shell", text: "['a', 'b']" } });
    expect(only('RUN ["echo","x"] && echo y')).toMatchObject({ command: { form: "shell" } });
    expect(only('COPY ["a b", "/c d/"]')).toMatchObject({ sources: ["a b"], destination: "/c d/" });
    expect(only("ENTRYPOINT []")).toMatchObject({ command: { form: "exec", words: [] } });
  });
  it("flags", () => {
    expect(only("COPY --from=b --chown=1:2 --link a b")).toMatchObject({ from: "b", chown: "1:2", link: true });
    expect(only("RUN --network=none --mount=type=cache,target=/a --mount=id=b x")).toMatchObject({
      network: "none",
      mounts: [
        {
          options: [
            { key: "type", value: "cache" },
            { key: "target", value: "/a" },
          ],
        },
        { raw: "id=b" },
      ],
      command: { text: "x" },
    });
    expect(only("HEALTHCHECK --interval=1m30s --retries=3 CMD curl x")).toMatchObject({
      interval: 9e10,
      retries: 3,
      command: { form: "shell", text: "curl x" },
    });
    expect(only("HEALTHCHECK none")).not.toHaveProperty("command");
  });
  it("variables keep their quotes until they are expanded", () => {
    expect(only(`ENV A="x y" B='z' C=d\\ e`)).toMatchObject({
      legacy: false,
      pairs: [
        { key: "A", value: '"x y"' },
        { key: "B", value: "'z'" },
        { key: "C", value: "d\\ e" },
      ],
    });
    expect(only("ENV A  x  y ")).toMatchObject({ legacy: true, pairs: [{ key: "A", value: "x  y" }] });
    expect(only("ARG A=1 B")).toMatchObject({ args: [{ key: "A", value: "1" }, { key: "B" }] });
  });
  it("stages", () => {
    const { globalArgs, stages } = parseDockerfile("ARG V=1\nFROM --platform=$P a:$V AS Build\nRUN x\nFROM build\n");
    expect(globalArgs).toHaveLength(1);
    expect(stages).toMatchObject([
      { index: 0, name: "build", from: { image: "a:$V", platform: "$P", as: { name: "Build" } } },
      { index: 1 },
    ]);
    expect(stages[1]).not.toHaveProperty("name");
  });
  it("triggers", () => {
    expect(parseTrigger("COPY a /b")).toMatchObject({ kind: "COPY", sources: ["a"] });
    expect(() => parseTrigger("FOO x")).toThrow("unknown instruction: FOO");
  });
});

/** Nothing but DockerfileError, whatever the text. */
function survives(text: string): void {
  try {
    lintDockerfile(parseDockerfile(text), { allStages: true });
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
  }
}

describe("any text", () => {
  const seed = messages
    .map(({ text }) => text)
    .join("\n")
    .replaceAll("FROM alpine:3.20\n", "");
  it("random characters", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 400 }), survives), { numRuns: 300 });
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => survives(`FROM x\nENV A=${text}\nRUN ${text}`)),
      { numRuns: 300 },
    );
  });
  it("Dockerfiles with pieces cut out and moved", () => {
    const cut = fc.tuple(fc.nat(seed.length), fc.nat(60), fc.nat(seed.length));
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 12 }), (cuts) =>
        survives(`FROM x\n${cuts.map(([at, length]) => seed.slice(at, at + length)).join("")}`),
      ),
      { numRuns: 500 },
    );
  });
  it("marks lines that exist", () => {
    fc.assert(
      fc.property(fc.nat(seed.length), fc.nat(300), (at, length) => {
        const text = `FROM x\n${seed.slice(at, at + length)}`;
        const count = text.split("\n").length;
        const ranges = [];
        try {
          const { stages, warnings } = parseDockerfile(text);
          ranges.push(
            ...warnings.map(({ range }) => range),
            ...stages.flatMap(({ instructions }) => instructions.map(({ range }) => range)),
          );
        } catch (error) {
          if (error instanceof DockerfileError && error.range) ranges.push(error.range);
        }
        for (const { startLine, endLine } of ranges) expect(startLine >= 1 && startLine <= endLine && endLine <= count).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
  const big = 5 << 20;
  const line = 'RUN --mount=type=cache,target=/x echo "$A" && ls ${B:-c} \\\n';
  for (const [name, text] of Object.entries({
    "one instruction": `FROM x\n${line.repeat(big / line.length)}`,
    instructions: `FROM x\n${"COPY --from=a $A/b /c\n".repeat(big / 22)}`,
    comments: "# c\n".repeat(big / 4),
    blanks: `FROM x\n${" ".repeat(60_000).concat("\n").repeat(80)}`,
    "open substitutions": `FROM x\nENV A=${"${a:-".repeat(12_000)}\n`,
    "one long value": `FROM x\nENV A=${"${a:-\\\n".repeat(700_000)}\n`,
    "here-documents": `FROM x\n${"RUN <<A\nx\nA\n".repeat(big / 12)}`,
    "an open here-document": `FROM x\nRUN <<A\n${"x\n".repeat(big / 2)}`,
    brackets: `FROM x\nRUN ${"[".repeat(60_000)}\n`,
    quotes: `FROM x\n${`ENV A=${"'\"".repeat(30_000)}\n`.repeat(80)}`,
    stars: `FROM x\nENV V=${"a".repeat(30_000)}\nENV A=\${V//${"*a".repeat(40)}b/c} B=\${V##${"*a".repeat(40)}b}\n`,
    newlines: "\n".repeat(big),
    "one long line": "x".repeat(big),
  })) {
    it(`5 MB of ${name}`, () => {
      // Its own time, not the machine's: a second or so alone, more among other tests. What is not linear takes minutes.
      const start = process.cpuUsage();
      survives(text);
      const { user, system } = process.cpuUsage(start);
      expect((user + system) / 1e6).toBeLessThan(6);
    });
  }
});
