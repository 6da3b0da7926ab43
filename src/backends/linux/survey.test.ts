import { expect, test } from "vitest";
import { readSurvey } from "./survey.ts";

const links = (pid: number) =>
  ["cgroup", "ipc", "mnt", "net", "pid", "pid_for_children", "time", "time_for_children", "user", "uts"]
    .map(
      (kind) =>
        `lrwxrwxrwx    1 root     root             0 Nov 21 11:42 ${kind} -> ${kind.replace("_for_children", "")}:[${kind === "pid" ? pid : 4026531835}]`,
    )
    .join("\n");

const survey = `kernel 6.1.0-50-686
hostname host
cpus 1
memory 95000000
process 1
Name:\tboot
State:\tS (sleeping)
PPid:\t0
Uid:\t0\t0\t0\t0
VmRSS:\t     500 kB
NSpid:\t1
args /bin/busybox sh /bin/boot 
0::/host
${links(4026531836)}
process 80
Name:\tagent
State:\tS (sleeping)
PPid:\t1
Uid:\t0\t0\t0\t0
VmRSS:\t     400 kB
NSpid:\t80
args /bin/busybox sh /bin/agent 
0::/host
${links(4026531836)}
process 95
Name:\tsh
State:\tR (running)
PPid:\t80
Uid:\t0\t0\t0\t0
NSpid:\t95
args sh 
0::/host
${links(4026531836)}
process 90
Name:\tsh
State:\tS (sleeping)
PPid:\t1
Uid:\t1000\t1000\t1000\t1000
VmRSS:\t     600 kB
NSpid:\t90\t1
args sh -l 
0::/box
${links(4026532300)}
cgroup /box
memory.current:409600
memory.max:33554432
memory.events:low 0
memory.events:high 0
memory.events:max 3
memory.events:oom 1
memory.events:oom_kill 2
pids.current:1
pids.max:max
pids.events:max 4
cpu.max:50000 100000
cpu.weight:100
cpu.stat:usage_usec 40000
cpu.stat:nr_throttled 7
`;

test("processes, walls and groups are read; who asks is left out", () => {
  const machine = readSurvey(survey);
  expect(machine).toMatchObject({ hostname: "host", kernel: "6.1.0-50-686", cpus: 1, memory: 95_000_000 });
  expect(machine.processes.map(({ pid }) => pid)).toEqual([1, 90]);
  expect(machine.processes[1]).toMatchObject({
    parent: 1,
    pids: [90, 1],
    uid: 1000,
    state: "S",
    command: "sh -l",
    memory: 614400,
    cgroup: "/box",
  });
  expect(machine.processes[1]?.namespaces.pid).toBe(4026532300);
  expect(machine.namespaces.pid).toBe(4026531836);
  expect(machine.cgroups).toEqual([
    {
      path: "/box",
      memory: { current: 409600, max: 33554432, oomKills: 2 },
      pids: { current: 1, refused: 4 },
      cpu: { max: 0.5, weight: 100, throttledPeriods: 7 },
    },
  ]);
});

test("a process that went away while it was read is no process", () => {
  expect(readSurvey("kernel 6.1\nprocess 7\nName:\tsh\n").processes).toEqual([]);
});
