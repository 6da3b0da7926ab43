import { expect, test } from "vitest";
import { fromPaths } from "../filesystem/build.ts";
import { createLab } from "../../headless/lab.ts";

async function lab(...lines: readonly string[]) {
  const session = createLab(fromPaths({}));
  for (const line of lines) {
    const { exitCode } = await session.exec(line, { stdout: () => {}, stderr: () => {} });
    expect(exitCode, line).toBe(0);
  }
  return session;
}

test("a process is known by its number on the host and by those in the namespaces below", async () => {
  const { engine } = await lab("docker run -d --name web -m 64m --cpus 0.5 --pids-limit 20 nginx:alpine");
  const { processes, namespaces, cgroups } = await engine.machineInspect();
  const { State, Id } = await engine.containerInspect("web");
  const first = processes.find(({ pid }) => pid === State.Pid);
  expect(first?.pids).toEqual([State.Pid, 1]);
  expect(first?.cgroup).toContain(Id);
  expect(first?.namespaces.net).not.toBe(namespaces.net);
  expect(first?.namespaces.time).toBe(namespaces.time);
  expect(processes[0]?.pids).toEqual([1]);
  const group = cgroups.find(({ path }) => path.includes(Id));
  expect(group).toMatchObject({ memory: { max: 64 * 1024 ** 2, oomKills: 0 }, pids: { max: 20 }, cpu: { max: 0.5 } });
});

test("the host's programs answer where another process is, and nobody sees them", async () => {
  const { engine } = await lab("docker run -d --name box --hostname inside alpine:3.20 sleep infinity");
  const { Pid } = (await engine.containerInspect("box")).State;
  const before = await engine.machineInspect();
  expect((await engine.machineRun(["hostname"], Pid)).output).toBe("inside\n");
  expect((await engine.machineRun(["hostname"], 1)).output).toBe("drydock\n");
  const { output } = await engine.machineRun(["ps", "-eo", "pid,args"], Pid);
  expect(output.trim().split("\n").slice(1)).toEqual(["      1 sleep infinity"]);
  expect(await engine.machineInspect()).toEqual(before);
  await expect(engine.machineRun(["id"], 99_999)).rejects.toThrow("no such process: 99999");
  expect((await engine.machineRun(["no-such-program"], Pid)).exitCode).toBe(127);
});

test("a look does not move the numbers that the next process gets", async () => {
  const looked = await lab("docker run -d --name one alpine:3.20 sleep infinity");
  await looked.engine.machineRun(["ps", "-e"], 1);
  await looked.exec("docker run -d --name two alpine:3.20 sleep infinity", { stdout: () => {}, stderr: () => {} });
  const plain = await lab("docker run -d --name one alpine:3.20 sleep infinity", "docker run -d --name two alpine:3.20 sleep infinity");
  const pidOf = async (engine: typeof plain.engine) => (await engine.containerInspect("two")).State.Pid;
  expect(await pidOf(looked.engine)).toBe(await pidOf(plain.engine));
});
