import { describe, expect, test } from "vitest";
import { makeSession, terminal, type } from "./testing.ts";

describe("history", () => {
  test("lines, `history`, and !! at a terminal", async () => {
    const session = makeSession();
    await type(session, "echo one");
    await type(session, "echo one");
    expect(await type(session, "!! two", { terminal })).toBe("echo one two\none two\n");
    expect(await type(session, "echo !$", { terminal })).toBe("echo two\ntwo\n");
    expect(await type(session, "!nope", { terminal })).toBe("bash: !nope: event not found\n[1]");
    expect(session.history).toEqual(["echo one", "echo one two", "echo two"]);
    expect(await type(session, "history 2")).toBe("    3  echo two\n    4  history 2\n");
  });

  test("without a terminal ! is plain, as in a script", async () => {
    expect(await type(makeSession(), 'echo "hi!!"')).toBe("hi!!\n");
  });
});

describe("isIncomplete", () => {
  test.each([
    'echo "a',
    "echo 'a",
    "if true",
    "for i in 1; do",
    "f() {",
    "(",
    "echo $(",
    "cat <<EOF\ntext",
    "echo a \\",
    "echo a |",
    "true &&",
    "false ||",
    "case x in",
    "while true; do\necho",
  ])("more must follow %j", (line) => {
    expect(makeSession().isIncomplete(line)).toBe(true);
  });
  test.each([
    "",
    "echo a",
    "echo 'a\\'",
    "cat <<EOF\ntext\nEOF\n",
    "echo )",
    "fi",
    "echo a &",
    'echo "a\nb"',
    "if true; then echo; fi",
    "echo 'a |'",
    "<script>",
  ])("%j is whole", (line) => {
    expect(makeSession().isIncomplete(line)).toBe(false);
  });
});

describe("completion", () => {
  const files = { "app.py": "", "src/main.go": "", "with space.txt": "", "it's": "", ".hidden": "" };
  async function candidates(line: string): Promise<string[]> {
    const completion = await makeSession(files).complete(line, line.length);
    return completion.candidates.map(({ text }) => text);
  }

  test.each([
    ["cat a", ["app.py"]],
    ["cat src/", ["src/main.go"]],
    ["cd ", ["src/"]],
    ["cat with", ["with\\ space.txt"]],
    ["cat 'with", ["'with space.txt"]],
    ["cat it", ["it\\'s"]],
    ["cat .h", [".hidden"]],
    ["echo x > a", ["app.py"]],
    ["sha256s", ["sha256sum"]],
    ["ls | sha256s", ["sha256sum"]],
    ["x=1 sha256s", ["sha256sum"]],
    ["echo $HOM", ["$HOME"]],
    ["cat ~/work", ["~/workspace/"]],
    ["docker rmi a", ["app:1"]],
    ["docker build --no-cache-f", ["--no-cache-filter"]],
    ["docker hist", ["history"]],
  ])("%s", async (line, expected) => {
    expect(await candidates(line)).toEqual(expected);
  });

  test("a completed name is read back as the file it names", async () => {
    const names = ["a b", "it's", 'q"q', "<script>", "🚢", "$x", "*", "new\nline", "#c", "back\\slash"];
    const session = makeSession(Object.fromEntries(names.map((name, index) => [`n${index}${name}`, `${index}`])));
    for (const [index] of names.entries()) {
      const line = `cat n${index}`;
      const { from, to, candidates: found } = await session.complete(line, line.length);
      expect(found).toHaveLength(1);
      expect(await type(session, line.slice(0, from) + found[0]?.text + line.slice(to))).toBe(`${index}`);
    }
  });
});
