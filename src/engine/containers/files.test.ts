import { beforeEach, describe, expect, it } from "vitest";
import { file, symlink } from "../filesystem/build.ts";
import { writeTar } from "../filesystem/tar.ts";
import { readTar } from "../filesystem/untar.ts";
import { failure, sh, TestEngine } from "./testing.ts";

let engine: TestEngine;
beforeEach(() => {
  engine = new TestEngine();
});

const run = async (script: string, host = {}, config = {}) => (await engine.runToEnd(sh(script), { host, config })).output;
const tarOf = (entries: Record<string, Parameters<typeof writeTar>[0][number]["node"]>) =>
  writeTar(Object.entries(entries).map(([path, node]) => ({ path, kind: "added", ...(node && { node }), size: 0, hidden: 0 })));

describe("a container's own files", () => {
  it("are a layer over the image that diff tells of", async () => {
    await engine.runToEnd(
      sh("touch /etc/x; rm /etc/group; chmod 700 /tmp; mkdir -p /opt/a/b; echo hi >/opt/a/b/c; cat /etc/hosts >/dev/null"),
      {
        name: "dd",
        config: { WorkingDir: "/made/up" },
        host: { Binds: ["vol:/data"] },
      },
    );
    expect((await engine.containerChanges("dd"))?.map(({ Kind, Path }) => `${"CAD"[Kind]} ${Path}`)).toEqual([
      "A /data",
      "C /etc",
      "D /etc/group",
      "A /etc/x",
      "A /made",
      "A /made/up",
      "A /opt",
      "A /opt/a",
      "A /opt/a/b",
      "A /opt/a/b/c",
      "C /tmp",
    ]);
    await engine.run(["twait"], { name: "none" });
    expect(await engine.containerChanges("none")).toBe(null);
    // What came and went again has left a directory with another time, which is no change.
    await engine.run(sh("touch /tmp/f; rm /tmp/f; twait"), { name: "gone" });
    expect(await engine.containerChanges("gone")).toBe(null);
  });

  it("last while it is stopped, and are another container's not at all", async () => {
    await engine.runToEnd(sh("cat /n 2>/dev/null; echo 1 >> /n"), { name: "cc" });
    await engine.containerStart("cc");
    await engine.containerWait("cc");
    expect(await engine.containerArchiveStat("cc", "/n")).toMatchObject({ name: "n", size: 4 });
    expect(await run("cat /n")).toContain("No such file or directory");
  });

  it("become an image", async () => {
    await engine.runToEnd(sh("echo new > /etc/new; rm /etc/group"), { name: "cc", config: { Env: ["A=1"] } });
    const { Id } = await engine.containerCommit("cc", {
      repo: "snap",
      tag: "1",
      comment: "msg",
      author: "me",
      changes: ['CMD ["cat", "/etc/new"]', "ENV B=2"],
    });
    const image = engine.store.get("snap:1");
    expect(image.id).toBe(Id);
    expect(image.config).toMatchObject({ Cmd: ["cat", "/etc/new"], Env: ["A=1", "B=2"] });
    expect(image.layers).toHaveLength(2);
    expect(image.history.at(-1)).toMatchObject({ comment: "msg", createdBy: "sh -c echo new > /etc/new; rm /etc/group" });
    expect((await engine.runToEnd([], { image: "snap:1" })).output).toBe("new\n");
    expect((await engine.runToEnd(["ls", "/etc/group"], { image: "snap:1" })).code).not.toBe(0);
    expect(await failure(engine.containerCommit("cc", { changes: ["RUN foo"] }))).toBe("400 RUN is not a valid change command");
  });

  it("are all exported", async () => {
    await engine.runToEnd(sh("echo x > /mine"), { name: "cc", host: { Binds: ["vol:/data"] } });
    const names = readTar(await engine.containerExport("cc")).map(({ path }) => path);
    expect(names).toEqual(expect.arrayContaining(["mine", ".dockerenv", "etc/hosts", "bin/busybox"]));
  });
});

describe("mounts", () => {
  it("keep a volume's files from one container to the next, and copy the image's into an empty one", async () => {
    engine.addImage("data", { Cmd: ["ls", "/srv/data"], Volumes: { "/srv/data": {} } }, (tree) => {
      tree.writeFile("/srv/data/seed", "s", { parents: true, uid: 5, gid: 6 });
      tree.chown("/srv/data", 5, 6);
      tree.chmod("/srv/data", 0o750);
    });
    const first = await engine.runToEnd(sh("touch /srv/data/a; ls /srv/data"), { image: "data", host: { Binds: ["vol:/srv/data"] } });
    expect(first.output).toBe("a\nseed\n");
    expect(
      (await engine.runToEnd(sh("rm /srv/data/seed; ls -ld /srv/data | cut -c1-10"), { image: "data", host: { Binds: ["vol:/srv/data"] } }))
        .output,
    ).toBe("drwxr-x---\n");
    expect((await engine.runToEnd([], { image: "data", host: { Binds: ["vol:/srv/data"] } })).output).toBe("a\n");
    expect((await engine.runToEnd([], { image: "data", host: { Binds: ["other:/srv/data:nocopy"] } })).output).toBe("");
    expect((await engine.runToEnd([], { image: "data", name: "anon" })).output).toBe("seed\n");
    const [mount] = (await engine.containerInspect("anon")).Mounts;
    expect(mount).toMatchObject({ Type: "volume", Destination: "/srv/data", Driver: "local", Mode: "", RW: true });
    expect(mount?.Name).toMatch(/^[0-9a-f]{64}$/);
  });

  it("bind the host's folders both ways, and make those that are missing", async () => {
    const { disk } = engine.machine;
    expect(await run("cat /w/hello.txt; echo from-inside > /w/new", { Binds: ["/home/dev/workspace:/w"] })).toBe("hello\n");
    expect(disk.readText("/home/dev/workspace/new")).toBe("from-inside\n");
    expect(await run("ls /n | wc -l", { Binds: ["/home/dev/nope:/n"] })).toBe("0\n");
    expect(disk.attributes("/home/dev/nope")).toMatchObject({ kind: "directory", uid: 0 });
    expect(await run("touch /w/x", { Binds: ["/home/dev/workspace:/w:ro"] })).toContain("Read-only file system");
    expect(await run("cat /hello", { Binds: ["/home/dev/workspace/hello.txt:/hello"] })).toBe("hello\n");
  });

  it("nest, and hide what is under them", async () => {
    await run("echo v > /data/file; mkdir /data/sub; echo hidden > /data/sub/x", { Binds: ["outer:/data"] });
    expect(await run("ls /data /data/sub", { Binds: ["outer:/data", "/home/dev/workspace:/data/sub"] })).toBe(
      "/data:\nfile\nsub\n\n/data/sub:\nhello.txt\n",
    );
    expect(await run("cat /data/sub/x", { Binds: ["outer:/data"] })).toBe("hidden\n");
  });

  it("give memory no larger than asked for", async () => {
    const { code, output } = await engine.runToEnd(sh("dd if=/dev/zero of=/t/x bs=1M count=2; ls -ld /t | cut -c1-10"), {
      host: { Tmpfs: { "/t": "size=1m,mode=711" } },
    });
    expect(code).toBe(0);
    expect(output).toContain("No space left on device");
    expect(output).toContain("drwx--x--x");
    expect(await failure(engine.run(["true"], { host: { Tmpfs: { "/t": "foo" } } }))).toBe('400 invalid tmpfs option ["foo"]');
  });

  it("are refused in the daemon's words", async () => {
    const bind = (...Binds: string[]) => failure(engine.run(["true"], { host: { Binds } }));
    expect(await bind("/abs:/x:badmode")).toBe("400 invalid mode: badmode");
    expect(await bind("ct:/x:ro,rw")).toBe("400 invalid mode: ro,rw");
    expect(await bind("v:/x:ro,z")).toBe("400 create v: volume name is too short, names should be at least two alphanumeric characters");
    expect(await bind("a b:/x")).toContain('create a b: "a b" includes invalid characters for a local volume name');
    expect(await bind("/:/")).toBe(
      `400 invalid volume specification: '/:/': invalid mount config for type "bind": invalid specification: destination can't be '/'`,
    );
    expect(await bind("abc:b")).toBe(
      `400 invalid volume specification: 'abc:b': invalid mount config for type "volume": invalid mount path: 'b' mount path must be absolute`,
    );
    expect(await bind("one:/d", "two:/d")).toBe("400 Duplicate mount point: /d");
    const mount = (Type: string, rest = {}) => failure(engine.run(["true"], { host: { Mounts: [{ Type, Target: "/m", ...rest }] } }));
    expect(await mount("nosuch")).toBe('400 invalid mount config for type "nosuch": mount type unknown');
    expect(await mount("bind", { Source: "/nosuch" })).toBe(
      '400 invalid mount config for type "bind": bind source path does not exist: /nosuch',
    );
    expect(await mount("bind")).toBe('400 invalid mount config for type "bind": field Source must not be empty');
    expect(await mount("volume", { ReadOnly: true })).toBe(
      '400 invalid mount config for type "volume": must not set ReadOnly mode when using anonymous volumes',
    );
    expect(await failure(engine.run(["true"], { name: "ff", host: { Binds: ["/home/dev/workspace/hello.txt:/etc"] } }))).toContain(
      'error mounting "/home/dev/workspace/hello.txt" to rootfs at "/etc": mount /home/dev/workspace/hello.txt:/etc (via /proc/self/fd/6), flags: 0x5000: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)?',
    );
    expect((await engine.containerInspect("ff")).State.ExitCode).toBe(127);
  });

  it("at a place that is not absolute are seen below /, and let nothing be copied", async () => {
    await engine.run(["twait"], { name: "drive", config: { Volumes: { "x:/data": {} } } });
    expect((await engine.containerInspect("drive")).Mounts[0]?.Destination).toBe("x:/data");
    expect((await engine.exec("drive", sh("ls /x:"))).output).toBe("data\n");
    expect(await failure(engine.containerArchiveGet("drive", "/etc/passwd"))).toBe(
      "500 make destination relative: Rel: can't make x:/data relative to /",
    );
  });

  it("in memory are nothing that is copied", async () => {
    await engine.run(["twait"], { name: "mem", host: { Tmpfs: { "/t": "" }, Binds: ["vol:/data"] } });
    await engine.exec("mem", sh("echo 1 > /t/x; echo 2 > /data/y"));
    expect(await failure(engine.containerArchiveGet("mem", "/t/x"))).toBe("404 Could not find the file /t/x in container mem");
    expect(await failure(engine.containerArchiveGet("mem", "/proc/version"))).toContain("404 Could not find the file");
    expect((await engine.containerArchiveGet("mem", "/data/y")).stat.size).toBe(2);
    expect((await engine.containerArchiveGet("mem", "/etc/hosts")).stat.size).toBeGreaterThan(100);
    expect(await failure(engine.containerArchiveGet("mem", ""))).toBe("400 bad parameter: pathcannot be empty");
  });

  it("in memory are refused what the kernel can't read, and hold no more files than they are told", async () => {
    const tmpfs = (options: string) => failure(engine.run(["true"], { host: { Tmpfs: { "/t": options } } }));
    for (const wrong of ["mode=abc", "uid=-5", "nr_inodes=x", "size=12q"])
      expect(await tmpfs(wrong)).toContain(`mount tmpfs:/t (via /proc/self/fd/6), flags: 0xe, data: ${wrong}: invalid argument`);
    expect(await tmpfs("colour=red")).toBe('400 invalid tmpfs option ["colour" "red"]');
    expect(await run("touch /t/1 /t/2 /t/3; ls /t | wc -l", { Tmpfs: { "/t": "nr_inodes=3" } })).toMatch(/No space left on device\n2\n$/);
  });

  it("of a file system that the kernel does not know fail when they are mounted", async () => {
    await engine.volumeCreate({ Name: "share", DriverOpts: { type: "nfs", device: ":/x", o: "addr=10.0.0.1,ro" } });
    expect(await failure(engine.run(["true"], { host: { Binds: ["share:/n"] } }))).toContain(
      "failed to mount local volume: mount :/x:/var/lib/docker/volumes/share/_data, flags: 0x1, data: addr=10.0.0.1: no such device",
    );
  });

  it("come from another container too", async () => {
    await engine.run(["twait"], { name: "donor", host: { Binds: ["vol:/data"] } });
    await engine.exec("donor", sh("echo 1 > /data/x"));
    expect(await run("cat /data/x; touch /data/y", { VolumesFrom: ["donor:ro"] })).toMatch(/^1\n.*Read-only file system\n$/);
    expect(await failure(engine.run(["true"], { host: { VolumesFrom: ["nosuch"] } }))).toBe("400 No such container: nosuch");
  });

  it("leave a read-only root nothing to write to but themselves", async () => {
    const output = await run("touch /x; echo a > /etc/hosts; touch /dev/shm/x && touch /t/x && echo ok", {
      ReadonlyRootfs: true,
      Tmpfs: { "/t": "" },
    });
    expect(output).toMatch(/Read-only file system[\s\S]*Read-only file system[\s\S]*ok\n$/);
  });

  it("survive rm -rf / in a privileged container with the host in it", async () => {
    await engine.runToEnd(sh("rm -rf / 2>/dev/null; true"), { name: "boom", host: { Privileged: true, Binds: ["/tmp:/host"] } });
    expect((await engine.containerInspect("boom")).State.Status).toBe("exited");
    expect((await engine.runToEnd(sh("echo alive"))).output).toBe("alive\n");
    expect(engine.machine.disk.readText("/home/dev/workspace/hello.txt")).toBe("hello\n");
  });
});

describe("volumes", () => {
  it("are made, found, in use, and removed", async () => {
    expect(await engine.volumeCreate({ Name: "pgdata" })).toEqual({
      CreatedAt: "2026-01-05T09:00:00Z",
      Driver: "local",
      Labels: null,
      Mountpoint: "/var/lib/docker/volumes/pgdata/_data",
      Name: "pgdata",
      Options: null,
      Scope: "local",
    });
    expect(await failure(engine.volumeCreate({ Name: "xx", Driver: "foo" }))).toBe(
      '404 create xx: error looking up volume plugin foo: plugin "foo" not found',
    );
    expect(await failure(engine.volumeCreate({ Name: "xx", DriverOpts: { foo: "bar" } }))).toBe('400 create xx: invalid option: "foo"');
    expect(await failure(engine.volumeInspect("nosuch"))).toBe("404 get nosuch: no such volume");
    const id = await engine.run(["true"], { name: "user", host: { Binds: ["pgdata:/d"] } });
    expect(await failure(engine.volumeRemove("pgdata", { force: true }))).toBe(`409 remove pgdata: volume is in use - [${id}]`);
    expect((await engine.volumeList({ dangling: ["true"] })).Volumes).toEqual([]);
    await engine.containerWait("user");
    await engine.containerRemove("user", { volumes: true });
    expect((await engine.volumeList({ dangling: ["true"] })).Volumes.map(({ Name }) => Name)).toEqual(["pgdata"]);
    await engine.volumeCreate();
    expect((await engine.volumePrune()).VolumesDeleted).toHaveLength(1);
    expect((await engine.volumePrune({ all: ["true"] })).VolumesDeleted).toEqual(["pgdata"]);
    await engine.volumeRemove("nosuch", { force: true });
  });

  it("holds a hundred thousand files", async () => {
    await engine.volumeCreate({ Name: "many" });
    const { tree } = engine.daemon.volumes.get("many");
    for (let count = 0; count < 100_000; count++) tree.writeFile(`/f${count}`, "x");
    expect(await run("ls /data | wc -l; touch /data/one-more; ls /data | wc -l", { Binds: ["many:/data"] })).toBe("100000\n100001\n");
  }, 20_000);
});

describe("cp", () => {
  beforeEach(async () => {
    await engine.run(["twait"], { name: "srv", host: { Binds: ["vol:/data", "/home/dev/workspace:/ro:ro"] } });
  });

  it("takes files and folders out", async () => {
    await engine.exec("srv", sh("mkdir -p /d/e; echo 1 > /d/e/f; echo 2 > /data/v; ln -s /d/e/f /link"));
    const names = async (path: string) => readTar((await engine.containerArchiveGet("srv", path)).archive).map(({ path: name }) => name);
    expect(await names("/d")).toEqual(["d", "d/e", "d/e/f"]);
    // Below `./`, as tar has it.
    expect(await names("/d/.")).toEqual(["", "e", "e/f"]);
    expect(await names("/data/v")).toEqual(["v"]);
    expect(await engine.containerArchiveStat("srv", "/link")).toMatchObject({ name: "link", linkTarget: "/d/e/f" });
    expect(await failure(engine.containerArchiveGet("srv", "/nosuch"))).toBe("404 Could not find the file /nosuch in container srv");
    await engine.containerKill("srv");
    expect(await names("/data/v")).toEqual(["v"]);
  });

  it("puts files in, and obeys what may not be written", async () => {
    await engine.containerArchivePut("srv", "/data", tarOf({ new: file("n", { uid: 7 }) }));
    expect((await engine.exec("srv", ["cat", "/data/new"])).output).toBe("n");
    expect(await failure(engine.containerArchivePut("srv", "/ro", tarOf({ new: file("n") })))).toBe(
      "400 mounted volume is marked read-only",
    );
    expect(await failure(engine.containerArchivePut("srv", "/etc/passwd", tarOf({ new: file("n") })))).toBe(
      "400 extraction point is not a directory",
    );
    expect(await failure(engine.containerArchivePut("srv", "/nosuch", tarOf({ new: file("n") })))).toBe(
      "404 Could not find the file /nosuch in container srv",
    );
    expect(await failure(engine.containerArchivePut("srv", "/tmp", new TextEncoder().encode("hi\n")))).toBe("500 unexpected EOF");
  });

  it("does not let a hostile archive out", async () => {
    const evil = tarOf({ "aa/evil": file("e") });
    const text = new TextDecoder("latin1").decode(evil).replace("aa/evil", "../evil");
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    let sum = 0;
    for (let at = 0; at < 512; at++) sum += at >= 148 && at < 156 ? 32 : (bytes[at] as number);
    bytes.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
    expect(await failure(engine.containerArchivePut("srv", "/data", bytes))).toMatch(/^500 .*\.\.\/evil/);
    const through = tarOf({ out: symlink("/home/dev"), "out/pwned": file("p") });
    await failure(engine.containerArchivePut("srv", "/data", through));
    expect(engine.machine.disk.exists("/home/dev/pwned")).toBe(false);
    const lies = tarOf({ big: file("x") });
    lies.set(new TextEncoder().encode("77777777777"), 124);
    expect(await failure(engine.containerArchivePut("srv", "/data", lies))).toMatch(/^500 /);
  });
});
