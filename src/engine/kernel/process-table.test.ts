import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { virtualClock } from "../clocks.ts";
import type { Cgroup } from "./cgroups.ts";
import { TooManyTasks } from "./cgroups.ts";
import { createMachine, type Machine } from "./machine.ts";
import { setMemory } from "./memory.ts";
import type { PidNamespace } from "./namespaces.ts";
import { NoMemoryForFork } from "./process-table.ts";
import { endedBy, type SignalName } from "./signals.ts";
import type { Task } from "./task.ts";

const machineOf = (): Machine => createMachine({ clock: virtualClock(), registry: new Map() });

/** A task of its own, in namespaces of its own when `isolated`. */
function start(machine: Machine, parent: Task = machine.init, isolated = false): Task {
  const namespaces = isolated ? machine.namespaces.derive(parent.namespaces, ["pid", "uts", "net"]) : undefined;
  return machine.processes.fork(parent, namespaces ? { namespaces } : {});
}

describe("the process table", () => {
  it("gives a task a pid in every namespace above it", () => {
    const machine = machineOf();
    const outer = start(machine, machine.init, true);
    const inner = start(machine, outer, true);
    const child = start(machine, inner);
    expect([...child.pids.values()]).toEqual([2, 3, 4]);
    expect(child.pidIn(machine.initial.pid)).toBe(child.pid);
    expect(inner.isInit).toBe(true);
    expect(inner.parentPidIn(inner.namespaces.pid)).toBe(0);
    expect(inner.parentPidIn(outer.namespaces.pid)).toBe(1);
    expect(outer.namespaces.pid.tasks.get(3)).toBe(child);
    expect(machine.initial.uts.inode).toBe(4026531838);
    expect(child.namespaces.uts.name).toMatch(/^uts:\[40265\d{5}\]$/);
  });

  it("keeps a zombie until its parent waits", async () => {
    const machine = machineOf();
    const parent = start(machine);
    const child = start(machine, parent);
    machine.processes.exit(child, { code: 3 });
    expect(child.state).toBe("Z");
    expect(machine.processes.get(child.pid)).toBe(child);
    expect(await machine.processes.wait(child)).toEqual({ code: 3 });
    expect(machine.processes.get(child.pid)).toBeUndefined();
  });

  it("hands orphans to PID 1 of their namespace, which may never wait for them", () => {
    const machine = machineOf();
    const one = start(machine, machine.init, true);
    const middle = start(machine, one);
    const leaf = start(machine, middle);
    machine.processes.exit(middle, { code: 0 });
    expect(leaf.parent).toBe(one);
    machine.processes.exit(leaf, { code: 0 });
    expect([middle.state, leaf.state]).toEqual(["Z", "Z"]);
    expect(machine.processes.in(one.namespaces.pid)).toEqual([one, middle, leaf]);
    one.reapsAll = true;
    const another = start(machine, start(machine, one));
    machine.processes.exit(another.parent as Task, { code: 0 });
    machine.processes.exit(another, { code: 0 });
    expect(machine.processes.get(another.pid)).toBeUndefined();
  });

  it("ends everything in a namespace with its PID 1", () => {
    const machine = machineOf();
    const one = start(machine, machine.init, true);
    const deep = start(machine, start(machine, one), true);
    const joined = machine.processes.fork(machine.init, { namespaces: one.namespaces });
    machine.processes.exit(one, { code: 0 });
    expect([deep.status, joined.status]).toEqual([endedBy("KILL"), endedBy("KILL")]);
    expect(one.namespaces.pid.tasks.size).toBe(0);
    expect(() => machine.processes.fork(machine.init, { namespaces: one.namespaces })).toThrow(NoMemoryForFork);
  });

  it("calls a namespace empty when its last member has left", () => {
    const machine = machineOf();
    const one = start(machine, machine.init, true);
    let empty = 0;
    one.namespaces.net.onEmpty = () => empty++;
    const other = start(machine, one);
    machine.processes.exit(other, { code: 0 });
    expect(empty).toBe(0);
    machine.processes.exit(one, { code: 0 });
    expect(empty).toBe(1);
  });
});

describe("signals", () => {
  it.each<[SignalName, boolean]>([
    ["TERM", false],
    ["INT", false],
    ["PIPE", false],
    ["KILL", true],
  ])("PID 1 without a handler, sent %s from outside, ends: %s", (signal, ends) => {
    const machine = machineOf();
    const one = start(machine, machine.init, true);
    machine.processes.kill(one, signal, machine.init);
    expect(one.status !== undefined).toBe(ends);
  });

  it("PID 1 can't be killed from inside", () => {
    const machine = machineOf();
    const one = start(machine, machine.init, true);
    const child = start(machine, one);
    for (const signal of ["KILL", "STOP", "TERM"] as const) machine.processes.kill(one, signal, child);
    expect([one.status, one.state]).toEqual([undefined, "S"]);
    let heard = "";
    one.signals.set("TERM", (name) => {
      heard += name;
    });
    machine.processes.kill(one, "TERM", child);
    expect(heard).toBe("TERM");
  });

  it("holds back what comes while it is stopped, but for KILL", () => {
    const machine = machineOf();
    const task = start(machine);
    machine.processes.kill(task, "STOP");
    machine.processes.kill(task, "TERM");
    expect(task.state).toBe("T");
    machine.processes.kill(task, "CONT");
    expect(task.status).toEqual(endedBy("TERM"));
    const other = start(machine);
    machine.processes.kill(other, "TSTP");
    machine.processes.kill(other, "KILL");
    expect(other.status).toEqual({ code: 137, signal: "KILL" });
  });

  it("opens the gate when it goes on, or is thawed", async () => {
    const machine = machineOf();
    const group = machine.cgroups.descend("a/b");
    const task = machine.processes.fork(machine.init, { cgroup: group });
    let passed = "";
    machine.cgroups.descend("a").freeze(true);
    const waiting = task.gate()?.then(() => {
      passed += "thawed";
    });
    expect(task.state).toBe("D");
    machine.cgroups.descend("a").freeze(false);
    await waiting;
    expect(passed).toBe("thawed");
    expect(task.gate()).toBeUndefined();
  });

  it("a child is born ignoring what its parent ignores, and nothing else", () => {
    const machine = machineOf();
    const parent = start(machine);
    parent.signals.set("HUP", "ignore");
    parent.signals.set("TERM", () => {});
    const child = start(machine, parent);
    expect([child.signals.disposition("HUP"), child.signals.disposition("TERM")]).toEqual(["ignore", "default"]);
  });
});

describe("control groups", () => {
  it("kill the biggest when there is too much memory", () => {
    const machine = machineOf();
    const group = machine.cgroups.descend("docker/x");
    group.limits.memoryMax = 100;
    const [small, big] = [50, 51].map(() => machine.processes.fork(machine.init, { cgroup: group })) as [Task, Task];
    setMemory(big, 60);
    setMemory(small, 45);
    expect([small.status, big.status]).toEqual([undefined, { code: 137, signal: "KILL", oomKilled: true }]);
    expect(group.memory).toMatchObject({ current: 45, oomKill: 1 });
    expect(machine.cgroups.memory.current).toBe(45);
  });

  it("refuse more processes than pids.max", () => {
    const machine = machineOf();
    const group = machine.cgroups.descend("few");
    group.limits.pidsMax = 2;
    const first = machine.processes.fork(machine.init, { cgroup: group });
    machine.processes.fork(first);
    expect(() => machine.processes.fork(first)).toThrow(TooManyTasks);
    expect(group.pids).toEqual({ current: 2, peak: 2, max: 1 });
  });

  it("stretch what is computed beyond the quota", () => {
    const machine = machineOf();
    const group = machine.cgroups.descend("slow");
    group.limits.cpuQuota = 50_000;
    expect(group.useProcessor(100)).toBe(200);
    expect(group.cpu.usage).toBe(100_000);
    expect(group.cpu.throttled).toBe(100_000);
  });

  it("show a path from where a namespace begins", () => {
    const machine = machineOf();
    const inside = machine.cgroups.descend("docker/abc");
    expect(inside.pathFrom(inside)).toBe("/");
    expect(inside.descend("sub").pathFrom(inside)).toBe("/sub");
    expect(machine.cgroups.descend("user").pathFrom(inside)).toBe("/../../user");
    expect(inside.pathFrom(machine.cgroups)).toBe("/docker/abc");
  });
});

describe("whatever happens", () => {
  const step = fc.record({
    act: fc.constantFrom("fork", "isolate", "exit", "reap", "kill", "memory", "move", "stop", "reaper"),
    who: fc.nat(),
    amount: fc.nat(1000),
  });

  it("no task is without a parent, no pid is given twice, and the groups count right", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const machine = machineOf();
        const groups: Cgroup[] = ["a", "a/b", "c"].map((path) => machine.cgroups.descend(path));
        (groups[0] as Cgroup).limits.memoryMax = 3000;
        (groups[2] as Cgroup).limits.pidsMax = 3;
        for (const { act, who, amount } of steps) {
          const all = machine.processes.all();
          const task = all[who % all.length] as Task;
          if (act === "exit" && task !== machine.init) machine.processes.exit(task, { code: amount % 256 });
          if (act === "kill" && task !== machine.init) machine.processes.kill(task, "KILL", all[amount % all.length] as Task);
          if (act === "stop") machine.processes.kill(task, amount % 2 === 0 ? "STOP" : "CONT");
          if (act === "reap") for (const child of [...task.children]) machine.processes.reap(child);
          if (task.status) continue;
          if (act === "memory") setMemory(task, amount);
          if (act === "reaper") task.subreaper = true;
          if (act === "move" && task !== machine.init) task.moveTo(groups[amount % 3] as Cgroup);
          if (act !== "fork" && act !== "isolate") continue;
          try {
            start(machine, task, act === "isolate");
          } catch (error) {
            expect(error instanceof TooManyTasks || error instanceof NoMemoryForFork).toBe(true);
          }
        }
        check(machine);
      }),
      { numRuns: 300 },
    );
  });

  function check(machine: Machine): void {
    const all = machine.processes.all();
    const namespaces = new Set<PidNamespace>();
    for (const task of all) {
      if (task === machine.init) expect(task.parent).toBeUndefined();
      else {
        expect(task.parent && machine.processes.get(task.parent.pid)).toBe(task.parent);
        expect(task.parent?.children.has(task)).toBe(true);
        if (task.status) expect(task.parent?.reapsAll).toBe(false);
        expect(task.parent?.status).toBeUndefined();
      }
      for (const [namespace, pid] of task.pids) {
        namespaces.add(namespace);
        expect(namespace.tasks.get(pid)).toBe(task);
      }
      if (task.namespaces.pid.dead) expect(task.status).toBeDefined();
      expect(task.namespaces.uts.members.has(task)).toBe(task.status === undefined);
    }
    for (const namespace of namespaces) {
      for (const [pid, task] of namespace.tasks) expect(task.pidIn(namespace)).toBe(pid);
      if (namespace !== machine.initial.pid) expect(namespace.init).toBeDefined();
    }
    const count = (group: Cgroup): [number, number] => {
      const tasks = [...group.allTasks()];
      return [tasks.length, tasks.reduce((sum, task) => sum + task.memory, 0)];
    };
    for (const group of [machine.cgroups, ...["a", "a/b", "c"].map((path) => machine.cgroups.descend(path))]) {
      expect([group.pids.current, group.memory.current]).toEqual(count(group));
    }
  }
});
