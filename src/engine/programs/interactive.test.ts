import { describe, expect, it } from "vitest";
import { virtualClock } from "../clocks.ts";
import { isStartError, resolveProgram } from "../kernel/exec.ts";
import { createMachine } from "../kernel/machine.ts";
import { coreutils } from "./coreutils/index.ts";
import { deviceDirectory } from "./system-files.ts";
import { searchPath, testRoot } from "./testing.ts";

/** Types at a shell on a terminal; gives all that the screen showed, and how the shell ended. */
async function typed(kind: "busybox" | "gnu", argv: readonly string[], keys: readonly string[]) {
  const root = testRoot(kind);
  root.put("/dev", deviceDirectory());
  const machine = createMachine({ clock: virtualClock(), registry: coreutils, disk: root, hostname: "box" });
  const image = resolveProgram(root, argv, searchPath, "/");
  if (isStartError(image)) throw new Error(image.kind);
  const terminal = machine.openTerminal(new Set());
  let screen = "";
  terminal.output = (text) => {
    screen += text;
  };
  const env = new Map([
    ["PATH", searchPath],
    ["HOME", "/root"],
  ]);
  const task = machine.start({ argv, env, cwd: "/work", terminal }, image);
  for (const key of keys) {
    await new Promise((resolve) => setTimeout(resolve, 15));
    terminal.type(key);
  }
  const { code } = await task.exited;
  return { screen: screen.replaceAll("\r\n", "\n"), code };
}

describe("a shell at a terminal", () => {
  it.each([
    ["gnu", "/bin/bash", "root@box:/work# ", "exit\n"],
    ["gnu", "/bin/sh", "# ", "\n"],
    ["busybox", "/bin/sh", "/work # ", "\n"],
  ] as const)("%s %s has a prompt, runs lines and ends at ^D", async (kind, path, prompt, end) => {
    const { screen, code } = await typed(kind, [path], ["echo hi\r", "false\r", "\x04"]);
    expect(screen).toBe(`${prompt}echo hi\nhi\n${prompt}false\n${prompt}${end}`);
    expect(code).toBe(1);
  });

  it("edits the line as the terminal does", async () => {
    const { screen } = await typed("busybox", ["/bin/sh"], ["ecko\x7f\x7fho a\r", "exit 3\r"]);
    expect(screen).toBe("/work # ecko\b \b\b \bho a\na\n/work # exit 3\n");
  });

  it("^C ends what runs, and drops what was typed", async () => {
    const { screen, code } = await typed("gnu", ["/bin/bash"], ["sleep 1000000000\r", "\x03", "echo $?\r", "half\x03", "exit\r"]);
    expect(screen).toContain("^C\n");
    expect(screen).toContain("echo $?\n130\n");
    expect(screen).toContain("half^C\n");
    expect(code).toBe(130);
  });

  it("waits for the rest of an unfinished line", async () => {
    const { screen } = await typed("gnu", ["/bin/bash"], ["for i in 1 2\r", "do echo $i; done\r", "exit\r"]);
    expect(screen).toContain("> do echo $i; done\n1\n2\n");
  });
});

/** What was printed by the commands alone: no prompts, no echo. */
async function printed(kind: "busybox" | "gnu", keys: readonly string[]): Promise<string[]> {
  const { screen } = await typed(kind, [kind === "gnu" ? "/bin/bash" : "/bin/sh"], [...keys, "exit\r"]);
  return screen.split("\n").filter((line) => line !== "" && !/[#$] /.test(line));
}

describe.each(["busybox", "gnu"] as const)("%s edits lines itself", (kind) => {
  it.each([
    ["left and right", ["echo bc\x1b[D\x1b[Da\x1b[C\x1b[Cd\r"], ["abcd"]],
    ["home and end, by key and by letter", ["ho b\x1b[Hec\x01\x05c\x1b[F!\r"], ["bc!"]],
    ["^K and ^U, and ^Y", ["echo abc\x02\x02\x0b\x05z\x15echo \x19\r"], ["echo az"]],
    ["^W and Delete", ["echo one two\x17three\x01\x1b[3~\x1b[3~ec\r"], ["one three"]],
    [
      "the line before, and the one before that",
      ["echo one\r", "echo two\r", "\x1b[A\x1b[A\r", "\x10\x10\x0e!\r"],
      ["one", "two", "one", "one!"],
    ],
    ["a search backwards", ["echo apple\r", "echo pear\r", "\x12app\r"], ["apple", "pear", "apple"]],
    ["^C drops the line, ^D in it takes a character", ["echo no\x03", "echo yes\x01\x06\x06\x06\x06\x06x\x04\r"], ["xes"]],
    ["Tab completes commands and files", ["echo hi > longname\r", "cat lon\t\r", "realpa\t/wo\tlong\t\r"], ["hi", "/work/longname"]],
  ])("%s", async (_, keys, lines) => {
    expect((await printed(kind, keys as string[])).slice(0, lines.length)).toEqual(lines);
  });

  it("stops, lists, goes on and kills jobs", async () => {
    const keys = ["cat\r", "\x1a", "jobs\r", "kill %1\r", "jobs\r", "cat\r", "\x1a", "fg\r", "back\r", "\x03", "echo $?\r"];
    const lines = await printed(kind, keys);
    expect(lines.filter((line) => line.includes("Stopped")).length).toBeGreaterThanOrEqual(2);
    expect(lines.find((line) => line.startsWith("^Z"))).toBe("^Z");
    expect(lines.some((line) => line.includes("Terminated"))).toBe(true);
    expect(lines).toContain("back");
    expect(lines).toContain("130");
  });

  it("hides what read -s is given, and takes counted characters at once", async () => {
    const { screen } = await typed(
      kind,
      [kind === "gnu" ? "/bin/bash" : "/bin/sh"],
      ["read -s x\r", "secret\r", "read -n1 y\r", "z", "echo $x $y\r", "exit\r"],
    );
    expect(screen.match(/secret/g)).toHaveLength(1);
    expect(screen).toContain("\nsecret z\n");
  });

  it("draws what it must, where a line takes several rows", async () => {
    const long = "x".repeat(100);
    const { screen } = await typed(kind, [kind === "gnu" ? "/bin/bash" : "/bin/sh"], [`echo ${long}\x01\x1b[Cy\x7f\r`, "exit\r"]);
    expect(screen).toContain("\x1b[1A");
    expect(screen).toContain(`\n${long}\n`);
  });
});
