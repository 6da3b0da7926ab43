import { beforeEach, describe, expect, it } from "vitest";
import { namespaceKinds } from "../kernel/namespaces.ts";
import { collect, failure, sh, TestEngine } from "./testing.ts";

let engine: TestEngine;
beforeEach(() => {
  engine = new TestEngine();
});

const tryHost = (host: object, config = {}) => failure(engine.run(["true"], { host, config }));
const init = (name: string) =>
  engine.daemon.containers.get(name).running?.init as NonNullable<ReturnType<typeof engine.daemon.containers.get>["running"]>["init"];
const own = (name: string) => namespaceKinds.filter((kind) => init(name).namespaces[kind] !== engine.machine.initial[kind]);

describe("isolation", () => {
  it("gives a container namespaces of its own, and an exec the same", async () => {
    await engine.run(["twait"], { name: "cc", config: { Hostname: "h1" } });
    expect(own("cc")).toEqual(["cgroup", "ipc", "mnt", "net", "pid", "uts"]);
    expect(init("cc").pidIn(init("cc").namespaces.pid)).toBe(1);
    expect((await engine.exec("cc", ["hostname"])).output).toBe("h1\n");
    await engine.run(["twait"], { name: "dd", host: { CgroupnsMode: "host" } });
    expect(own("dd")).not.toContain("cgroup");
  });

  it("shares what is asked for", async () => {
    await engine.run(["twait"], { name: "cc", host: { IpcMode: "shareable" } });
    await engine.run(["twait"], { name: "dd", host: { PidMode: "container:cc", IpcMode: "container:cc", NetworkMode: "container:cc" } });
    for (const kind of ["pid", "ipc", "net"] as const) expect(init("dd").namespaces[kind]).toBe(init("cc").namespaces[kind]);
    expect(init("dd").pidIn(init("cc").namespaces.pid)).toBe(6);
    await engine.exec("cc", sh("echo shared > /dev/shm/x"));
    expect((await engine.exec("dd", ["cat", "/dev/shm/x"])).output).toBe("shared\n");
    await engine.run(["twait"], { name: "hh", host: { PidMode: "host", IpcMode: "host", NetworkMode: "host", UTSMode: "host" } });
    expect(own("hh")).toEqual(["cgroup", "mnt"]);
    await engine.run(["twait"], { name: "pp" });
    const { id } = engine.daemon.containers.get("pp");
    expect(await tryHost({ IpcMode: "container:pp" })).toBe(
      `400 failed to join IPC namespace: container ${id}: non-shareable IPC (hint: use IpcMode:shareable for the donor container)`,
    );
    expect(await tryHost({ PidMode: "container:nosuch" })).toBe("500 No such container: nosuch");
  });

  it("takes everything in a pid namespace along with its PID 1", async () => {
    await engine.run(sh("sleep 1000 & sleep 1000 & sleep 2"), { name: "cc" });
    await engine.clock.sleep(3000);
    expect((await engine.containerInspect("cc")).State).toMatchObject({ Status: "exited", ExitCode: 0 });
    expect(engine.machine.processes.size).toBe(1);
  });

  it("has an init when asked for one, that hands signals on and leaves no zombies", async () => {
    await engine.run(sh("trap 'exit 5' TERM; sh -c 'sleep 1 & :'; while true; do sleep 0.5; done"), { name: "ii", host: { Init: true } });
    await engine.clock.sleep(5000);
    expect(init("ii").argv.slice(0, 3)).toEqual(["/sbin/docker-init", "--", "sh"]);
    expect(engine.machine.processes.in(init("ii").namespaces.pid).filter(({ state }) => state === "Z")).toEqual([]);
    await engine.containerStop("ii");
    expect((await engine.containerInspect("ii")).State.ExitCode).toBe(5);
    await engine.run(["sleep", "100"], { name: "jj", host: { Init: true } });
    const before = engine.clock.now();
    await engine.containerStop("jj");
    expect([engine.clock.now() - before, (await engine.containerInspect("jj")).State.ExitCode]).toEqual([0, 143]);
    expect((await engine.runToEnd(sh("exit 3"), { host: { Init: true } })).code).toBe(3);
  });

  it("does not let PID 1 be killed from inside", async () => {
    expect((await engine.runToEnd(sh("kill -9 $$; echo alive"))).output).toBe("alive\n");
  });

  it("knows users, groups and what they may not", async () => {
    const as = async (User: string, script: string, host = {}) => (await engine.runToEnd(sh(script), { config: { User }, host })).output;
    expect(await as("dev", "id -u; echo $HOME; touch /etc/x")).toMatch(/^1000\n\/home\/dev\n.*Permission denied\n$/);
    expect(await as("1234:5678", "id -u; id -g")).toBe("1234\n5678\n");
    expect(await as("dev", "id -G", { GroupAdd: ["50"] })).toContain("50");
    expect(await tryHost({}, { User: "ghost" })).toBe("400 unable to find user ghost: no matching entries in passwd file");
  });

  it("gives and takes capabilities", async () => {
    const effective = async (host: object) => {
      await engine.run(["twait"], { name: "cap", host });
      const set = [...init("cap").credentials.effective];
      await engine.containerRemove("cap", { force: true });
      return set;
    };
    expect(await effective({})).toHaveLength(14);
    expect(await effective({ CapAdd: ["NET_ADMIN"] })).toContain("NET_ADMIN");
    expect(await effective({ CapDrop: ["ALL"], CapAdd: ["CAP_NET_BIND_SERVICE"] })).toEqual(["NET_BIND_SERVICE"]);
    expect(await effective({ Privileged: true })).toHaveLength(41);
    expect(await tryHost({ CapAdd: ["FOO"] })).toBe('400 invalid CapAdd: unknown capability: "CAP_FOO"');
    await engine.run(["twait"], { name: "nnp", host: { SecurityOpt: ["no-new-privileges"] } });
    expect(init("nnp").credentials).toMatchObject({ noNewPrivileges: true, seccomp: 2 });
    expect(await tryHost({ SecurityOpt: ["foo=bar"] })).toBe('400 invalid --security-opt 2: "foo=bar"');
  });
});

describe("limits", () => {
  it("on memory: the one who takes too much is killed", async () => {
    const { id, code } = await engine.runToEnd(["tmemory", "64"], { host: { Memory: 16 * 1024 * 1024 } });
    expect(code).toBe(137);
    expect((await engine.containerInspect(id)).State).toMatchObject({ OOMKilled: true, ExitCode: 137 });
    expect((await engine.containerInspect(id)).HostConfig).toMatchObject({ Memory: 16_777_216, MemorySwap: 33_554_432 });
    expect((await engine.runToEnd(["tmemory", "8"], { host: { Memory: 16 * 1024 * 1024 } })).code).toBe(0);
  });

  it("on memory: a block of dd counts", async () => {
    const block = (megabytes: number) =>
      engine.runToEnd(["dd", "if=/dev/zero", "of=/dev/null", `bs=${megabytes}M`, "count=1"], { host: { Memory: 16 * 1024 * 1024 } });
    const { id, code } = await block(32);
    expect([code, (await engine.containerInspect(id)).State.OOMKilled]).toEqual([137, true]);
    expect((await block(8)).code).toBe(0);
  });

  it("on processes: a fork bomb does not get far", async () => {
    const script = "for i in 1 2 3 4 5 6 7 8 9; do sleep 100 & done; wait";
    await engine.run(sh(script), { name: "bomb", host: { PidsLimit: 5 } });
    await engine.clock.sleep(1000);
    expect(init("bomb")?.cgroup.pids.current ?? 0).toBeLessThanOrEqual(5);
    const stats = await engine.containerStats("bomb", { oneShot: true });
    expect(stats.pids_stats.limit ?? 5).toBe(5);
    await engine.containerRemove("bomb", { force: true });
    expect(engine.machine.processes.size).toBe(1);
  });

  it("can be changed while it runs", async () => {
    await engine.run(["twait"], { name: "cc", host: { Memory: 32 * 1024 * 1024 } });
    const { id } = engine.daemon.containers.get("cc");
    expect(await failure(engine.containerUpdate("cc", { Memory: 128 * 1024 * 1024 }))).toBe(
      `409 Cannot update container ${id}: Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time`,
    );
    await engine.containerUpdate("cc", { NanoCpus: 5e8, PidsLimit: 7 });
    expect(init("cc").cgroup.limits).toMatchObject({ cpuQuota: 50_000, pidsMax: 7, memoryMax: 32 * 1024 * 1024 });
    await engine.run(["twait"], { name: "dd" });
    expect(await failure(engine.containerUpdate("dd", { Memory: 64 * 1024 * 1024 }))).toContain(
      "Memory limit should be smaller than already set memoryswap limit",
    );
  });

  it("are refused in the daemon's words", async () => {
    expect(await tryHost({ Memory: 4 * 1024 * 1024 })).toBe("400 Minimum memory limit allowed is 6MB");
    expect(await tryHost({ NanoCpus: 100e9 })).toBe("400 range of CPUs is from 0.01 to 4.00, as there are only 4 CPUs available");
    expect(await tryHost({ CpuShares: -1 })).toBe("400 invalid CPU shares (-1): value must be a positive integer");
    expect(await tryHost({ CpusetCpus: "9" })).toBe("400 Requested CPUs are not available - requested 9, available: 0-3");
    expect(await tryHost({ CpuQuota: 10 })).toBe("400 CPU cfs quota can not be less than 1ms (i.e. 1000)");
    expect(await tryHost({ NanoCpus: 1e9, CpuQuota: 10_000 })).toBe("400 Conflicting options: Nano CPUs and CPU Quota cannot both be set");
    expect(await tryHost({ MemorySwap: 16 * 1024 ** 2 })).toBe(
      "400 You should always set the Memory limit when using Memoryswap limit, see usage",
    );
    expect(await tryHost({ OomScoreAdj: 2000 })).toBe("400 Invalid value 2000, range for oom score adj is [-1000, 1000]");
    expect(await tryHost({ IpcMode: "foo" })).toBe("400 invalid IPC mode: foo");
    expect(await tryHost({ Runtime: "foo" })).toBe("400 unknown or invalid runtime name: foo");
    expect(await tryHost({ LogConfig: { Type: "nosuch", Config: {} } })).toBe(
      '400 error looking up logging plugin nosuch: plugin "nosuch" not found',
    );
    expect(await tryHost({ LogConfig: { Type: "json-file", Config: { foo: "bar" } } })).toBe(
      "400 unknown log opt 'foo' for json-file log driver",
    );
    expect(await tryHost({}, { StopSignal: "FOO" })).toBe("400 invalid signal: FOO");
    expect(await tryHost({}, { WorkingDir: "rel" })).toBe("400 the working directory 'rel' is invalid, it needs to be an absolute path");
    expect(await tryHost({}, { WorkingDir: "/etc/passwd" })).toBe("500 Cannot mkdir: /etc/passwd is not a directory");
    expect(await tryHost({}, { Healthcheck: { Test: ["CMD", "true"], Interval: 1000 } })).toBe(
      "400 Interval in Healthcheck cannot be less than 1ms",
    );
    expect(await tryHost({ Links: ["nosuch"] })).toBe("400 could not get container for nosuch: No such container: nosuch");
    expect(await tryHost({ DeviceRequests: [{ Driver: "", Count: -1, Capabilities: [["gpu"]] }] })).toBe(
      '400 could not select device driver "" with capabilities: [[gpu]]',
    );
    expect(await tryHost({}, { Image: "nosuch" })).toBe("404 No such image: nosuch:latest");
    expect(await tryHost({}, { Entrypoint: [""], Cmd: [] })).toBe("400 no command specified");
  });
});

describe("looking", () => {
  it("lists newest first, filtered", async () => {
    await engine.run(["twait"], {
      name: "web",
      config: { Labels: { tier: "front" }, ExposedPorts: { "80/tcp": {} } },
      host: { Binds: ["vol:/data"] },
    });
    await engine.run(["twait"], { name: "worker", host: { NetworkMode: "none" } });
    await engine.runToEnd(sh("exit 4"), { name: "once" });
    const names = async (filters = {}, rest = {}) =>
      (await engine.containerList({ filters, ...rest })).map(({ Names }) => Names[0]?.slice(1));
    expect(await names()).toEqual(["worker", "web"]);
    expect(await names({}, { all: true })).toEqual(["once", "worker", "web"]);
    expect(await names({}, { limit: 2 })).toEqual(["once", "worker"]);
    expect(await names({ status: ["exited"] })).toEqual(["once"]);
    expect(await names({ exited: ["4"] }, { all: true })).toEqual(["once"]);
    expect(await names({ name: ["^w.b$"] })).toEqual(["web"]);
    expect(await names({ label: ["tier=front"] })).toEqual(["web"]);
    expect(await names({ label: ["tier=back"] })).toEqual([]);
    expect(await names({ volume: ["vol"] })).toEqual(["web"]);
    expect(await names({ volume: ["/data"] })).toEqual(["web"]);
    expect(await names({ network: ["none"] })).toEqual(["worker"]);
    expect(await names({ expose: ["80"] })).toEqual(["web"]);
    expect(await names({ since: ["web"] }, { all: true })).toEqual(["once", "worker"]);
    expect(await names({ before: ["worker"] })).toEqual(["web"]);
    expect(await names({ ancestor: ["alpine:3.20"] })).toEqual(["worker", "web"]);
    expect(await names({ ancestor: ["nosuch"] })).toEqual([]);
    const bad = (filters: Record<string, string[]>) => failure(engine.containerList({ filters }));
    expect(await bad({ nope: ["1"] })).toBe("400 invalid filter 'nope'");
    expect(await bad({ status: ["foo"] })).toBe(
      "400 invalid filter 'status=foo': invalid value for state (foo): must be one of created, running, paused, restarting, removing, exited, dead",
    );
    expect(await bad({ exited: ["x"] })).toBe(`400 invalid filter 'exited=x': strconv.Atoi: parsing "x": invalid syntax`);
    expect(await bad({ since: ["nosuch"] })).toBe("404 No such container: nosuch");
    expect((await engine.containerPrune()).ContainersDeleted).toHaveLength(1);
  });

  it("inspects with the fields of the API in their order", async () => {
    await engine.run(["twait"], { name: "web" });
    const shown = await engine.containerInspect("web");
    expect(Object.keys(shown)).toEqual(
      "Id,Created,Path,Args,State,Image,ResolvConfPath,HostnamePath,HostsPath,LogPath,Name,RestartCount,Driver,Platform,MountLabel,ProcessLabel,AppArmorProfile,ExecIDs,HostConfig,GraphDriver,Mounts,Config,NetworkSettings".split(
        ",",
      ),
    );
    expect(Object.keys(shown.HostConfig).slice(0, 12)).toEqual(
      "Binds,ContainerIDFile,LogConfig,NetworkMode,PortBindings,RestartPolicy,AutoRemove,VolumeDriver,VolumesFrom,ConsoleSize,Annotations,CapAdd".split(
        ",",
      ),
    );
    expect(shown.HostConfig).toMatchObject({
      NetworkMode: "bridge",
      IpcMode: "private",
      ShmSize: 67_108_864,
      Runtime: "runc",
      RestartPolicy: { Name: "no" },
    });
  });

  it("shows processes, by the host's pids", async () => {
    await engine.run(sh("sleep 100 & twait"), { name: "web" });
    await engine.clock.sleep(100);
    const top = await engine.containerTop("web");
    expect(top.Titles).toEqual(["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"]);
    expect(top.Processes.map((row) => row.at(-1)).sort()).toEqual(["sleep 100", "twait"]);
    expect((await engine.containerTop("web", "-o pid,args")).Titles).toEqual(["PID", "COMMAND"]);
    expect((await engine.containerTop("web", "aux")).Titles).toHaveLength(11);
    const titles = async (options: string) => (await engine.containerTop("web", options)).Titles.join(" ");
    expect(await titles("-e")).toBe("PID TTY TIME CMD");
    expect(await titles("-p 1")).toBe("PID TTY TIME CMD");
    expect(await titles("-T")).toBe("PID SPID TTY TIME CMD");
    expect(await titles("-ef --forest")).toBe("UID PID PPID C STIME TTY TIME CMD");
    expect(await titles("axo pid,comm")).toBe("PID COMMAND");
    expect(await titles("-aux")).toBe("USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND");
    expect(await titles("-eo pid,comm=WHAT")).toBe("PID WHAT");
    expect(await titles("-y -l")).toBe("S UID PID PPID C PRI NI RSS SZ WCHAN TTY TIME CMD");
  });

  it("lists of the processes what ps' options select, in their order", async () => {
    await engine.run(sh("sleep 100 & twait"), { name: "web" });
    await engine.clock.sleep(100);
    const listed = async (options: string) => (await engine.containerTop("web", options)).Processes.map((row) => row.at(-1));
    expect(await listed("-C sleep -o pid,comm")).toEqual(["sleep"]);
    expect(await listed("-p 1 -o pid,comm")).toEqual([]);
    expect(await listed("-o pid,args --sort=-pid")).toEqual((await listed("-o pid,args")).toReversed());
    expect((await listed("-ef --forest")).every((command) => command?.includes("\\_ "))).toBe(true);
    await expect(engine.containerTop("web", "-C nosuch")).rejects.toThrow("ps: exit status 1");
    await expect(engine.containerTop("web", "h")).rejects.toThrow("Couldn't find PID field in ps output");
  });

  it.each([
    ["-bad", "unsupported SysV option"],
    ["abc", "unsupported option (BSD syntax)"],
    ["nosuch", 'unknown user-defined format specifier "such"'],
    ["--nope", "unknown gnu long option"],
    ["pid", "process ID list syntax error"],
    ["-p 1,x", "process ID list syntax error"],
    ["12x", "process ID list syntax error"],
    ["-eo", "format specification must follow -o"],
    ["-o pid,nope", 'unknown user-defined format specifier "nope"'],
  ])("hands on what ps says of %s", async (options, message) => {
    await engine.run(sh("sleep 100"), { name: "web" });
    await expect(engine.containerTop("web", options)).rejects.toThrow(`ps: error: ${message}`);
  });
});

describe("streams", () => {
  it("carry input to a container that wants it", async () => {
    await engine.containerCreate({ name: "cat", Config: { Image: "alpine:3.20", Cmd: ["cat"], OpenStdin: true, StdinOnce: true } });
    const attached = await engine.containerAttach("cat", { stdin: true });
    const output = collect(attached.output);
    await engine.containerStart("cat");
    await attached.write("one\n");
    await attached.write("two\n");
    attached.closeInput();
    expect(await output).toBe("one\ntwo\n");
    expect(await attached.ended).toBe(false);
    expect(await engine.containerWait("cat")).toEqual({ StatusCode: 0 });
  });

  it("are left by the detach keys of a terminal", async () => {
    await engine.containerCreate({ name: "tty", Config: { Image: "alpine:3.20", Cmd: ["twait"], OpenStdin: true, Tty: true } });
    const attached = await engine.containerAttach("tty", { stdin: true });
    await engine.containerStart("tty");
    await attached.write("a\x10b\x10\x11");
    expect(await attached.ended).toBe(true);
    expect((await engine.containerInspect("tty")).State.Running).toBe(true);
  });

  it("are remembered with times, from the end or from a moment, and followed", async () => {
    await engine.run(sh("echo 1; sleep 10; echo 2; echo e >&2; sleep 10; printf 3"), { name: "cc" });
    const start = engine.clock.now();
    await engine.clock.sleep(12_000);
    const logs = async (options = {}) => collect(await engine.containerLogs("cc", options));
    expect(await logs()).toBe("1\n2\ne\n");
    expect(await logs({ tail: 1 })).toBe("e\n");
    expect(await logs({ tail: 0 })).toBe("");
    expect(await logs({ since: start + 5000 })).toBe("2\ne\n");
    expect(await logs({ until: start + 5000 })).toBe("1\n");
    expect(await logs({ timestamps: true, tail: 2, stderr: false })).toMatch(
      /^2026-01-05T09:00:00\.\d{9}Z 1\n2026-01-05T09:00:10\.\d{9}Z 2\n$/,
    );
    expect(await logs({ follow: true })).toBe("1\n2\ne\n3");
  });

  it("are bounded, and say so", async () => {
    await engine.run(sh("yes aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | head -n 40000; echo end"), { name: "yes" });
    await engine.containerWait("yes");
    const text = await collect(await engine.containerLogs("yes"));
    expect(text.length).toBeLessThan(1_100_000);
    expect(text.startsWith("drydock: the lab keeps the last 1 MB of a container's log; ")).toBe(true);
    expect(text.endsWith("end\n")).toBe(true);
  });
});
