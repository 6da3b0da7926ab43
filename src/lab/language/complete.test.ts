import { describe, expect, it } from "vitest";
import { type CompletionSources, complete } from "./complete.ts";

const sources: CompletionSources = {
  imageNames: async () => ["python:3.12", "node:22"],
  workspaceFiles: () => ["app.py", "src/main.go", "src/lib/x.go", "my file.txt"],
};

/** Completions at the bar. */
async function at(marked: string) {
  const before = marked.slice(0, marked.indexOf("|")).split("\n");
  return complete(marked.replace("|", ""), before.length - 1, (before.at(-1) as string).length, sources);
}
const labels = async (marked: string) => (await at(marked)).items.map(({ label }) => label);

describe("complete", () => {
  it("instructions at the beginning, in the case of what is typed", async () => {
    expect(await labels("FROM a\n|")).toContain("HEALTHCHECK");
    const { items, replaces } = await at("FROM a\n  cop|");
    expect(replaces).toBe(3);
    expect(items.find(({ label }) => label === "copy")?.insert).toBe("copy ${1:source} ${2:destination}");
    expect(await labels("FROM a\nONBUILD RU|")).toContain("RUN");
  });
  it("flags of the instruction that are not there yet", async () => {
    expect(await labels("FROM a\nCOPY --link --|")).toEqual(["--from", "--chown", "--chmod", "--exclude"]);
    expect(await labels("FROM a\nRUN a \\\n  && b\nHEALTHCHECK --|")).toContain("--interval");
  });
  it("stages and images after FROM and --from=", async () => {
    expect(await labels("FROM a AS one\nFROM |")).toEqual(["one", "python:3.12", "node:22", "scratch"]);
    expect(await at("FROM python:|")).toMatchObject({ replaces: 7 });
    expect(await labels("FROM a AS one\nFROM b\nCOPY --from=|")).toEqual(["one", "python:3.12", "node:22"]);
    expect(await labels("FROM a |")).toEqual(["AS"]);
  });
  it("files of the workspace, folder by folder", async () => {
    expect(await labels("FROM a\nCOPY |")).toEqual(["app.py", "src/"]);
    expect(await labels("FROM a\nCOPY app.py ./src/|")).toEqual(["./src/lib/", "./src/main.go"]);
    expect(await labels("FROM a\nADD \\\n  # first\n  |")).toEqual(["app.py", "src/"]);
    expect(await labels("FROM a\nCOPY --from=x |")).toEqual([]);
  });
  it("variables of the stage", async () => {
    const text = "ARG V=1\nFROM a AS base\nENV A=x \\\n  B='y z'\nARG C\nFROM base\nARG V\n";
    expect(await labels(`${text}WORKDIR $|`)).toEqual(["$A", "$C", "$V", "$PATH"]);
    expect(await at(`${text}WORKDIR /\${V|`)).toMatchObject({
      replaces: 3,
      items: [{ insert: "${A}" }, { insert: "${C}" }, { insert: "${V}", detail: "ARG 1" }, {}],
    });
    expect(await labels("ARG V=1\nFROM a:$|")).toEqual(["$V", "$PATH"]);
  });
  it("options of a mount", async () => {
    expect(await labels("FROM a\nRUN --mount=type=|")).toEqual(["cache", "bind", "secret", "tmpfs", "ssh"]);
    expect(await labels("FROM a\nRUN --mount=type=cache,|")).toContain("target");
    expect(await labels("FROM a AS b\nRUN --mount=type=bind,from=|")).toEqual(["b"]);
  });
  it("nothing in comments and here-documents", async () => {
    expect(await labels("# FROM |")).toEqual([]);
    expect(await labels("FROM a\nRUN <<EOF\nCOPY |\nEOF\n")).toEqual([]);
    expect(await labels("FROM a\nRUN <<EOF\nx\nEOF\n|")).toContain("RUN");
  });
});
