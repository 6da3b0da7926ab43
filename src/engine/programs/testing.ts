/** What the tests of shells and tools share: small roots made of every tool there is, and a run in one. */
import { virtualClock } from "../clocks.ts";
import type { RunRequest, RunResult } from "../build/solve/solver-hooks.ts";
import type { DirectoryNode } from "../filesystem/node.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import { isStartError, resolveProgram } from "../kernel/exec.ts";
import { createMachine } from "../kernel/machine.ts";
import { appletNames, coreutils } from "./coreutils/index.ts";
import { encodeExecutable } from "./executable.ts";
import { deviceDirectory } from "./system-files.ts";
import { createStepRunner, type StepRunnerOptions } from "./run-step.ts";

export const searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** A root with busybox as Alpine has it, or GNU tools, dash as /bin/sh and bash as Debian has them. */
export function testRoot(kind: "busybox" | "gnu"): WorkingTree {
  const tree = new WorkingTree(undefined, { now: () => Date.UTC(2025, 0, 2, 3, 4, 5) });
  for (const path of ["/bin", "/usr/bin", "/etc", "/root", "/home/dev", "/work"]) tree.mkdir(path, { recursive: true });
  tree.mkdir("/tmp", { mode: 0o1777 });
  tree.chown("/home/dev", 1000, 1000);
  tree.writeFile("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\ndev:x:1000:1000::/home/dev:/bin/bash\n");
  tree.writeFile("/etc/group", "root:x:0:\nstaff:x:50:dev\ndev:x:1000:\n");
  if (kind === "busybox") {
    tree.writeFile("/bin/busybox", encodeExecutable({ program: "busybox" }), { mode: 0o755 });
    for (const name of ["sh", "ash", ...appletNames()]) tree.symlink("/bin/busybox", `/bin/${name}`);
    return tree;
  }
  for (const applet of appletNames())
    tree.writeFile(`/usr/bin/${applet}`, encodeExecutable({ program: "coreutils", data: { applet } }), { mode: 0o755 });
  tree.writeFile("/bin/sh", encodeExecutable({ program: "dash" }), { mode: 0o755 });
  tree.writeFile("/bin/bash", encodeExecutable({ program: "bash" }), { mode: 0o755 });
  return tree;
}

export interface Ran extends RunResult {
  /** Both streams, in order. */
  readonly output: string;
  /** The root after the step. */
  readonly tree: WorkingTree;
}

export async function runStep(
  root: DirectoryNode,
  argv: readonly string[],
  request: Partial<RunRequest> = {},
  options: StepRunnerOptions = {},
): Promise<Ran> {
  let output = "";
  const write = (text: string): void => {
    output += text;
  };
  const result = await createStepRunner(coreutils, { maxCommands: 100_000, ...options })({
    root,
    argv,
    env: new Map([
      ["PATH", searchPath],
      ["HOME", "/root"],
    ]),
    cwd: "/work",
    uid: 0,
    gid: 0,
    network: "default",
    hostname: "buildkitsandbox",
    mounts: [],
    clock: virtualClock(),
    signal: new AbortController().signal,
    stdout: write,
    stderr: write,
    ...request,
  });
  return { ...result, output, tree: new WorkingTree(result.root) };
}

/** One case recorded from a real shell: Debian 12's bash 5.2 and dash 0.5.12, BusyBox 1.35. */
export interface RecordedCase {
  readonly shell: "bash" | "dash" | "ash";
  readonly script: string;
  readonly output: string;
  readonly exitCode: number;
}

/** The files the recorded cases were run beside. */
export function recordedRoot(shell: RecordedCase["shell"]): WorkingTree {
  const tree = testRoot(shell === "ash" ? "busybox" : "gnu");
  tree.mkdir("/work/d");
  tree.mkdir("/work/d/e");
  const files = { f: "one\ntwo\nthree\n", g: "b 2\na 1\nc 3\n", "d/x": "x\n", "q s": "a b" };
  for (const [name, text] of Object.entries(files)) tree.writeFile(`/work/${name}`, text);
  tree.symlink("f", "/work/l");
  return tree;
}

/** Without what differs between two machines: where programs live, which quotes a locale has. */
export function comparable(output: string): string {
  return output
    .replace(/[‘’`]/g, "'")
    .replace(/\/usr\/bin\/|\/bin\//g, "")
    .replace(/^ash: /gm, "sh: ")
    .trimEnd();
}

/** Runs a program on a machine of its own, where it is not PID 1. */
export async function runOnMachine(
  root: WorkingTree,
  argv: readonly string[],
  cwd = "/work",
): Promise<{ output: string; exitCode: number }> {
  let output = "";
  const write = (text: string): void => {
    output += text;
  };
  root.put("/dev", deviceDirectory());
  const machine = createMachine({ clock: virtualClock(), registry: coreutils, disk: root });
  const env = new Map([
    ["PATH", searchPath],
    ["HOME", "/root"],
  ]);
  const image = resolveProgram(root, argv, searchPath, cwd);
  if (isStartError(image)) throw new Error(`${argv[0]}: ${image.kind}`);
  const task = machine.start({ argv, env, cwd, stdout: write, stderr: write }, image);
  const { code } = await task.exited;
  if (task.scope.failure) throw task.scope.failure;
  return { output, exitCode: code };
}
