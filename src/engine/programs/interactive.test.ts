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
