import { beforeEach, describe, expect, it } from "vitest";
import { collect, failure, sh, TestEngine } from "./testing.ts";

let engine: TestEngine;
beforeEach(() => {
  engine = new TestEngine();
});

const stateOf = async (name: string) => (await engine.containerInspect(name)).State;
const ids = (text: string): string => text.replace(/[0-9a-f]{64}/g, "<id>");
const pass = (ms: number): Promise<void> => engine.clock.sleep(ms);
const actions = async (): Promise<string[]> => {
  const told: string[] = [];
  for await (const { Type, Action } of await engine.events({ since: 0, until: engine.clock.now() })) told.push(`${Type} ${Action}`);
  return told;
};

describe("the life of a container", () => {
  it("runs a command to its end", async () => {
    const { id, code, output } = await engine.runToEnd(sh("echo one; echo two >&2; exit 4"));
    expect({ code, output }).toEqual({ code: 4, output: "one\ntwo\n" });
    expect(await stateOf(id)).toMatchObject({ Status: "exited", Running: false, ExitCode: 4, Pid: 0, Error: "" });
    expect(await collect(await engine.containerLogs(id))).toBe("one\ntwo\n");
    expect(await collect(await engine.containerLogs(id, { stderr: false }))).toBe("one\n");
  });

  it("is created, runs, is paused, stops and goes", async () => {
    const id = (await engine.containerCreate({ name: "cc", Config: { Image: "alpine:3.20", Cmd: ["twait"] } })).Id;
    const status = async () => (await engine.containerList({ all: true }))[0]?.Status;
    expect(await status()).toBe("Created");
    expect(await engine.containerStart("cc")).toBe(true);
    expect(await engine.containerStart("cc")).toBe(false);
    expect(await stateOf("cc")).toMatchObject({ Status: "running", Running: true, ExitCode: 0 });
    expect((await stateOf("cc")).Pid).toBeGreaterThan(1);
    await pass(3000);
    expect(await status()).toBe("Up 3 seconds");
    await engine.containerPause("cc");
    expect(await status()).toBe("Up 3 seconds (Paused)");
    expect(await failure(engine.containerPause("cc"))).toBe(`409 Container ${id} is already paused`);
    expect(await failure(engine.containerStart("cc"))).toBe("409 cannot start a paused container, try unpause instead");
    expect(await failure(engine.containerRemove("cc"))).toBe(
      '409 cannot remove container "cc": container is paused and must be unpaused first',
    );
    expect(await failure(engine.execCreate("cc", { Cmd: ["true"] }))).toBe("409 Container cc is paused, unpause the container before exec");
    await engine.containerUnpause("cc");
    expect(await failure(engine.containerUnpause("cc"))).toBe(`500 Container ${id} is not paused`);
    expect(await failure(engine.containerRemove("cc"))).toBe(
      '409 cannot remove container "cc": container is running: stop the container before removing or force remove',
    );
    const before = engine.clock.now();
    expect(await engine.containerStop("cc")).toBe(true);
    expect(engine.clock.now() - before).toBe(10_000);
    expect(await engine.containerStop("cc")).toBe(false);
    expect(await status()).toBe("Exited (137) Less than a second ago");
    await engine.containerStart("cc");
    expect(await stateOf("cc")).toMatchObject({ Running: true, ExitCode: 0 });
    await engine.containerKill("cc");
    expect(await failure(engine.containerKill("cc"))).toBe(`409 cannot kill container: cc: container ${id} is not running`);
    await engine.containerRemove("cc");
    expect(await failure(engine.containerInspect("cc"))).toBe("404 No such container: cc");
  });

  it("asks the process to stop, and takes the answer for the exit code", async () => {
    await engine.run(sh("trap 'echo bye; exit 3' TERM; while true; do sleep 1; done"), { name: "cc" });
    await pass(500);
    const before = engine.clock.now();
    await engine.containerStop("cc");
    expect(engine.clock.now() - before).toBeLessThan(2000);
    expect((await stateOf("cc")).ExitCode).toBe(3);
    expect(await collect(await engine.containerLogs("cc"))).toBe("bye\n");
  });

  it("takes the stop signal and the time of the container, or those of the call", async () => {
    await engine.run(sh("trap 'exit 7' USR1; while true; do sleep 1; done"), { name: "cc", config: { StopSignal: "SIGUSR1" } });
    await pass(100);
    await engine.containerStop("cc");
    expect((await stateOf("cc")).ExitCode).toBe(7);
    await engine.run(["twait"], { name: "dd", config: { StopTimeout: 2 } });
    let before = engine.clock.now();
    await engine.containerStop("dd");
    expect(engine.clock.now() - before).toBe(2000);
    await engine.containerStart("dd");
    before = engine.clock.now();
    await engine.containerStop("dd", { timeout: 0 });
    expect(engine.clock.now() - before).toBe(0);
  });

  it("ends with 128 and the number of a signal", async () => {
    expect((await engine.runToEnd(sh("kill -TERM $$; sleep 1; exit 5"))).code).toBe(5);
    const id = await engine.run(sh("sleep 100 & wait"));
    await engine.containerKill(id, "SIGKILL");
    expect((await stateOf(id)).ExitCode).toBe(137);
    expect(await failure(engine.containerKill(id, "FOO"))).toBe(`400 cannot kill container: ${id}: invalid signal: FOO`);
    expect(await failure(engine.containerKill(id, "99"))).toBe(
      `400 cannot kill container: ${id}: the linux daemon does not support signal 99`,
    );
  });

  it("tells why a program can't be started", async () => {
    const run = (cmd: readonly string[]) => engine.run(cmd, { name: "cc" });
    const words =
      "400 failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ";
    const tried: Record<string, [string, number]> = {
      nosuch: ['exec: "nosuch": executable file not found in $PATH: unknown', 127],
      "/etc/passwd": ['exec: "/etc/passwd": permission denied: unknown', 126],
      "/bin/nosuch": ['exec: "/bin/nosuch": stat /bin/nosuch: no such file or directory: unknown', 127],
      "/etc": ['exec: "/etc": permission denied: unknown', 126],
    };
    for (const [cmd, [reason, code]] of Object.entries(tried)) {
      expect(await failure(run([cmd]))).toBe(words + reason);
      expect(await stateOf("cc")).toMatchObject({
        Status: "created",
        ExitCode: code,
        Error: words.slice(4) + reason,
        StartedAt: "0001-01-01T00:00:00Z",
      });
      await engine.containerRemove("cc");
    }
  });

  it("lets a script without an interpreter speak for itself", async () => {
    engine.addImage("scripts", { Cmd: ["/a.sh"] }, (tree) => {
      tree.writeFile("/a.sh", "#!/nosuch\n", { mode: 0o755 });
      tree.writeFile("/b.sh", "garbage", { mode: 0o755 });
    });
    expect(await engine.runToEnd([], { image: "scripts" })).toMatchObject({ code: 1, output: "exec /a.sh: no such file or directory\n" });
    expect(await engine.runToEnd(["/b.sh"], { image: "scripts" })).toMatchObject({ code: 1, output: "exec /b.sh: exec format error\n" });
  });

  it("removes itself when told to, with its anonymous volumes", async () => {
    const { id, code } = await engine.runToEnd(sh("exit 2"), { host: { AutoRemove: true }, config: { Volumes: { "/data": {} } } });
    expect(code).toBe(2);
    expect(await failure(engine.containerInspect(id))).toContain("404");
    expect((await engine.volumeList()).Volumes).toEqual([]);
    expect(await failure(engine.run(["nosuch"], { name: "xx", host: { AutoRemove: true } }))).toContain("executable file not found");
    expect(await failure(engine.containerInspect("xx"))).toContain("404");
  });

  it("has a name, given or made up, and no two the same", async () => {
    const id = await engine.run(["true"], { name: "srv" });
    expect(await failure(engine.run(["true"], { name: "srv" }))).toBe(
      `409 Conflict. The container name "/srv" is already in use by container "${id}". You have to remove (or rename) that container to be able to reuse that name.`,
    );
    expect(await failure(engine.run(["true"], { name: "bad/name" }))).toBe(
      "400 Invalid container name (bad/name), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed",
    );
    const other = await engine.run(["true"]);
    expect((await engine.containerInspect(other)).Name).toMatch(/^\/[a-z]+_[a-z]+$/);
    expect(await failure(engine.containerRename("srv", "srv"))).toBe("400 Renaming a container with the same name as its current name");
    await engine.containerRename("srv", "web");
    expect((await engine.containerInspect(id.slice(0, 6))).Name).toBe("/web");
    await engine.run(["true"], { name: "srv" });
  });

  it("tells of a second removal at work", async () => {
    await engine.runToEnd(["true"], { name: "made" });
    const [first, second] = await Promise.all([failure(engine.containerRemove("made")), failure(engine.containerRemove("made"))]);
    expect([first, second]).toEqual(["nothing", "409 removal of container made is already in progress"]);
  });

  it("waits for an end, the next end, or the removal", async () => {
    await engine.run(sh("sleep 5; exit 6"), { name: "cc" });
    expect(await engine.containerWait("cc")).toEqual({ StatusCode: 6 });
    expect(await engine.containerWait("cc")).toEqual({ StatusCode: 6 });
    const removed = engine.containerWait("cc", "removed");
    await engine.containerRemove("cc");
    expect(await removed).toEqual({ StatusCode: 6 });
  });
});

it("looks at the settings again when it is started, not when it is restarted", async () => {
  await engine.containerCreate({
    name: "cc",
    Config: { Image: "alpine:3.20", Cmd: ["twait"] },
    HostConfig: { Memory: 256 * 1024 ** 2, MemorySwap: 512 * 1024 ** 2 },
  });
  await engine.containerStart("cc");
  await engine.containerUpdate("cc", { MemoryReservation: 512 * 1024 ** 2 });
  await engine.containerRestart("cc", { timeout: 0 });
  expect((await stateOf("cc")).Running).toBe(true);
  await engine.containerStop("cc", { timeout: 0 });
  expect(await failure(engine.containerStart("cc"))).toMatch(/^400 Minimum memory limit can not be less than memory reservation limit/);
});

describe("restart policies", () => {
  it("starts again and again, later each time, until it is stopped", async () => {
    await engine.run(sh("sleep 0.1; exit 1"), { name: "flap", host: { RestartPolicy: { Name: "always", MaximumRetryCount: 0 } } });
    await pass(4000);
    const { RestartCount } = await engine.containerInspect("flap");
    expect(RestartCount).toBe(6);
    expect((await engine.containerList())[0]?.Status).toMatch(/^Restarting \(1\) /);
    expect(await failure(engine.execCreate("flap", { Cmd: ["true"] }))).toMatch(
      /^409 Container \w+ is restarting, wait until the container is running$/,
    );
    await engine.containerStop("flap");
    expect(await stateOf("flap")).toMatchObject({ Status: "exited", ExitCode: 1, Restarting: false });
    await pass(600_000);
    expect((await stateOf("flap")).Status).toBe("exited");
    expect(await failure(engine.containerUpdate("flap", { RestartPolicy: { Name: "no" } }))).toBe("nothing");
  });

  it("gives up after so many failures, and does not mind success", async () => {
    await engine.run(sh("exit 1"), { name: "ff", host: { RestartPolicy: { Name: "on-failure", MaximumRetryCount: 3 } } });
    await pass(60_000);
    expect(await engine.containerInspect("ff")).toMatchObject({ RestartCount: 3, State: { Status: "exited", ExitCode: 1 } });
    await engine.run(["true"], { name: "gg", host: { RestartPolicy: { Name: "on-failure", MaximumRetryCount: 0 } } });
    await pass(60_000);
    expect(await engine.containerInspect("gg")).toMatchObject({ RestartCount: 0, State: { Status: "exited" } });
  });

  it("refuses policies that are none", async () => {
    const tryPolicy = (Name: string, MaximumRetryCount = 0) =>
      failure(engine.run(["true"], { host: { RestartPolicy: { Name, MaximumRetryCount } } }));
    expect(await tryPolicy("sometimes")).toBe(
      "400 invalid restart policy: unknown policy 'sometimes'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'",
    );
    expect(await tryPolicy("no", 3)).toBe("400 invalid restart policy: maximum retry count can only be used with 'on-failure'");
    expect(await tryPolicy("on-failure", -1)).toBe("400 invalid restart policy: maximum retry count cannot be negative");
  });

  it("survives a thousand that crash", async () => {
    const host = { RestartPolicy: { Name: "always", MaximumRetryCount: 0 }, NetworkMode: "none" } as const;
    await Promise.all(Array.from({ length: 1000 }, () => engine.run(["false"], { host })));
    await pass(1000);
    expect((await engine.containerList()).length).toBe(1000);
    for (const { Id } of await engine.containerList()) await engine.containerRemove(Id, { force: true });
    expect(await engine.containerList({ all: true })).toEqual([]);
  }, 60_000);
});

describe("exec", () => {
  it("runs beside the first process", async () => {
    await engine.run(["twait"], { name: "srv", config: { Env: ["A=1"], Hostname: "h1" } });
    expect(await engine.exec("srv", sh("echo $A $B $HOSTNAME; hostname"), { Env: ["B=2"] })).toEqual({ code: 0, output: "1 2 h1\nh1\n" });
    expect(await engine.exec("srv", sh("exit 9"))).toEqual({ code: 9, output: "" });
    expect((await engine.exec("srv", ["id"], { User: "nobody" })).output).toBe("uid=65534(nobody) gid=65534 groups=65534\n");
    expect((await engine.exec("srv", ["pwd"], { WorkingDir: "/tmp" })).output).toBe("/tmp\n");
    expect(await failure(engine.execCreate("srv", { Cmd: ["id"], User: "ghost" }))).toBe(
      "400 unable to find user ghost: no matching entries in passwd file",
    );
    expect(await failure(engine.execCreate("srv", { Cmd: ["id"], User: "root:nogrp" }))).toBe(
      "400 unable to find group nogrp: no matching entries in group file",
    );
  });

  it("says on the stream what it could not start", async () => {
    await engine.run(["twait"], { name: "srv" });
    expect(await engine.exec("srv", ["nosuchprogram"])).toEqual({
      code: 127,
      output:
        'OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuchprogram": executable file not found in $PATH: unknown\r\n',
    });
    expect((await engine.exec("srv", ["/etc/passwd"])).code).toBe(126);
    const { Id } = await engine.execCreate("srv", { Cmd: ["nosuch"] });
    expect(await failure(engine.execStart(Id, { Detach: true }))).toContain("executable file not found in $PATH");
  });

  it("ends with the container", async () => {
    await engine.run(["twait"], { name: "srv" });
    const running = engine.exec("srv", ["sleep", "100"]);
    await pass(100);
    await engine.containerKill("srv");
    expect(await running).toEqual({ code: 137, output: "" });
    expect(ids(await failure(engine.execCreate("srv", { Cmd: ["true"] })))).toBe("409 container <id> is not running");
  });
});

describe("events", () => {
  it("come in the daemon's order", async () => {
    await engine.run(sh("sleep 1"), { name: "aa" });
    await pass(2000);
    expect(await actions()).toEqual(["container create", "network connect", "container start", "network disconnect", "container die"]);
    await engine.containerStart("aa");
    await engine.containerStop("aa", { timeout: 0 });
    await engine.containerRemove("aa");
    expect((await actions()).slice(5)).toEqual([
      "network connect",
      "container start",
      "container kill",
      "container kill",
      "network disconnect",
      "container stop",
      "container die",
      "container destroy",
    ]);
  });

  it("tell of volumes that are mounted to run and to copy", async () => {
    await engine.runToEnd(["true"], { name: "vv", host: { Binds: ["data:/data:ro"] } });
    await engine.containerArchiveGet("vv", "/etc/hosts");
    const told: string[] = [];
    for await (const { Action, Actor } of await engine.events({ filters: { type: ["volume"] }, since: 0, until: engine.clock.now() }))
      told.push(`${Action} ${Actor.ID} ${Actor.Attributes.destination ?? ""} ${Actor.Attributes["read/write"] ?? ""}`.trimEnd());
    expect(told).toEqual(["create data", "mount data /data false", "unmount data", "mount data /data false", "unmount data"]);
  });

  it("can be followed and filtered", async () => {
    const over = new AbortController();
    const heard: string[] = [];
    const listening = (async () => {
      const filters = { type: ["container"], event: ["start", "die"], label: ["x=1"] };
      for await (const event of await engine.events({ filters, signal: over.signal }))
        heard.push(`${event.Action} ${event.Actor.Attributes.name} ${event.Actor.Attributes.exitCode ?? ""}`);
    })();
    await engine.runToEnd(sh("exit 3"), { name: "aa", config: { Labels: { x: "1" } } });
    await engine.runToEnd(sh("exit 4"), { name: "bb" });
    over.abort();
    await listening;
    expect(heard).toEqual(["start aa ", "die aa 3"]);
  });
});

describe("health checks", () => {
  it("run on the clock and count", async () => {
    const second = 1_000_000_000;
    const Healthcheck = { Test: ["CMD-SHELL", "test -f /tmp/ok"], Interval: second, Timeout: second, Retries: 2 };
    await engine.run(["twait"], { name: "sick", config: { Healthcheck } });
    const status = async () => (await engine.containerList())[0]?.Status;
    expect(await status()).toBe("Up Less than a second (health: starting)");
    await pass(3000);
    expect(await status()).toBe("Up 3 seconds (unhealthy)");
    const { Health } = await stateOf("sick");
    expect(Health).toMatchObject({ Status: "unhealthy", FailingStreak: 2, Log: [{ ExitCode: 1, Output: "" }, { ExitCode: 1 }] });
    await engine.exec("sick", ["touch", "/tmp/ok"]);
    await pass(2000);
    expect(await status()).toBe("Up 5 seconds (healthy)");
    expect((await actions()).slice(3, 7)).toEqual([
      "container exec_create: /bin/sh -c test -f /tmp/ok",
      "container exec_start: /bin/sh -c test -f /tmp/ok",
      "container exec_die",
      "container exec_create: /bin/sh -c test -f /tmp/ok",
    ]);
  });

  it("end when they take too long", async () => {
    const second = 1_000_000_000;
    await engine.run(["twait"], {
      name: "slow",
      config: { Healthcheck: { Test: ["CMD", "sleep", "5"], Interval: second, Timeout: second } },
    });
    await pass(2500);
    expect((await stateOf("slow")).Health?.Log).toMatchObject([{ ExitCode: -1, Output: "Health check exceeded timeout (1s)" }]);
    expect(engine.machine.processes.all().map(({ comm }) => comm)).toEqual(["systemd", "twait"]);
  });

  it("are lenient while a container starts", async () => {
    const second = 1_000_000_000;
    const Healthcheck = { Test: ["CMD", "false"], Interval: 30 * second, Retries: 1, StartPeriod: 10 * second, StartInterval: second };
    await engine.run(["twait"], { name: "slow", config: { Healthcheck } });
    await pass(9500);
    expect((await stateOf("slow")).Health).toMatchObject({ Status: "starting", FailingStreak: 0 });
    await pass(1500);
    expect((await stateOf("slow")).Health).toMatchObject({ Status: "unhealthy", FailingStreak: 1 });
  });
});
