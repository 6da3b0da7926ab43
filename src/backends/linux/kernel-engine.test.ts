import { expect, test } from "vitest";
import { gatherNamespaces } from "../../views/namespaces.ts";
import type { Engine } from "../../engine/api.ts";
import { kernelEngine } from "./kernel-engine.ts";

const kinds = ["cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"];
const process = (pid: number, parent: number, inside: readonly number[], args: string, own: readonly string[], cgroup: string) =>
  [
    `process ${pid}`,
    `Name:\t${args.split(" ")[0]}`,
    "State:\tS (sleeping)",
    `PPid:\t${parent}`,
    "Uid:\t0\t0\t0\t0",
    "VmRSS:\t     500 kB",
    `NSpid:\t${[pid, ...inside].join("\t")}`,
    `args ${args} `,
    `0::${cgroup}`,
    ...kinds.map((kind) => `lrwxrwxrwx 1 root root 0 Nov 21 11:42 ${kind} -> ${kind}:[${own.includes(kind) ? 4026532300 : 4026531835}]`),
  ].join("\n");

const survey = [
  "kernel 6.1.0\nhostname host\ncpus 1\nmemory 95000000",
  process(1, 0, [], "/bin/busybox sh /bin/boot", [], "/host"),
  process(90, 1, [], "unshare -m -u -i -n -p -f sh", ["mnt", "uts", "ipc", "net"], "/box"),
  process(91, 90, [1], "sh", ["mnt", "uts", "ipc", "net", "pid"], "/box"),
  process(95, 91, [4], "sleep 100", ["mnt", "uts", "ipc", "net", "pid"], "/box"),
  "cgroup /box\nmemory.current:409600\nmemory.max:33554432\npids.current:3\npids.max:20",
].join("\n");

test("a process that is number 1 of its own namespace is a room, with what is in there and the meters of its group", async () => {
  const asked: string[] = [];
  const engine = kernelEngine(async (script) => {
    asked.push(script);
    if (script.startsWith("\ncd /proc")) return { exitCode: 0, output: survey };
    if (script.endsWith(" hostname")) return { exitCode: 0, output: "box\n" };
    return { exitCode: 0, output: script.startsWith("nsenter") ? "PID USER COMMAND\n1 root sh\n" : "PID USER COMMAND\n91 root sh\n" };
  });
  const view = await gatherNamespaces(engine as Engine, { question: "ps" });
  expect(view.rooms).toHaveLength(1);
  expect(view.rooms[0]).toMatchObject({
    name: "box",
    hostname: "box",
    status: "running",
    meters: { memory: { used: 409600, limit: 33554432 }, pids: { used: 3, limit: 20 } },
  });
  expect(view.rooms[0]?.processes.map(({ pid, pidInside }) => [pid, pidInside])).toEqual([
    [91, 1],
    [95, 4],
  ]);
  expect(view.host.processes.map(({ pid }) => pid)).toEqual([1, 90]);
  expect(view.inside?.lines[1]).toMatchObject({ text: "1 root sh", other: "91" });
  expect(asked.filter((script) => script.startsWith("\ncd /proc"))).toHaveLength(1);
});
