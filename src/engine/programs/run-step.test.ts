import { describe, expect, test } from "vitest";
import { scaledClock, virtualClock } from "../clocks.ts";
import type { DirectoryNode } from "../filesystem/node.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import { encodeExecutable } from "./executable.ts";
import { runStep, testRoot } from "./testing.ts";

const sh = (script: string): string[] => ["/bin/sh", "-c", script];
const emptyDirectory: DirectoryNode = { kind: "directory", mode: 0o755, uid: 0, gid: 0, mtime: 0, entries: new Map() };

describe("starting", () => {
  test.each([
    ["nosuch", 'runc run failed: unable to start container process: exec: "nosuch": executable file not found in $PATH'],
    ["/bin/nope", 'runc run failed: unable to start container process: exec: "/bin/nope": stat /bin/nope: no such file or directory'],
    ["/work/data", 'runc run failed: unable to start container process: exec: "/work/data": permission denied'],
    ["/work", 'runc run failed: unable to start container process: exec: "/work": permission denied'],
    ["/work/script", "exec /work/script: exec format error"],
    ["/work/crlf", "exec /work/crlf: no such file or directory"],
    ["/work/dynamic", "exec /work/dynamic: no such file or directory"],
  ])("%s can't be", async (program, words) => {
    const root = testRoot("busybox");
    root.writeFile("/work/data", "text");
    root.writeFile("/work/script", "echo hi\n", { mode: 0o755 });
    root.writeFile("/work/crlf", "#!/bin/sh\r\necho hi\r\n", { mode: 0o755 });
    root.writeFile("/work/dynamic", encodeExecutable({ program: "busybox", loader: "/lib64/ld-linux-x86-64.so.2" }), { mode: 0o755 });
    const ran = await runStep(root.root, [program]);
    expect(ran.startError).toBe(words);
    expect(ran.exitCode).toBe(1);
  });

  test("without /bin/sh there is no shell", async () => {
    const root = testRoot("busybox");
    root.remove("/bin/sh");
    expect((await runStep(root.root, sh("true"))).startError).toContain('"/bin/sh": stat /bin/sh: no such file or directory');
  });

  test("a missing library is named by the loader", async () => {
    const root = testRoot("gnu");
    root.writeFile("/lib/ld.so", "", { parents: true });
    root.writeFile("/work/app", encodeExecutable({ program: "coreutils", loader: "/lib/ld.so", libraries: ["/lib/libssl.so.3"] }), {
      mode: 0o755,
    });
    const ran = await runStep(root.root, ["/work/app"]);
    expect(ran.output).toBe(
      "/work/app: error while loading shared libraries: libssl.so.3: cannot open shared object file: No such file or directory\n",
    );
    expect(ran.exitCode).toBe(127);
  });

  test("behaviour moves with the bytes", async () => {
    const root = testRoot("gnu");
    const ran = await runStep(root.root, sh("cp /usr/bin/ls /work/list && rm /usr/bin/ls && /work/list /home; ls"));
    expect(ran.output).toBe("dev\n/bin/sh: 1: ls: not found\n");
    expect(ran.exitCode).toBe(127);
  });
});

describe("endless work", () => {
  test("a loop is stopped by the limit, which says whose it is", async () => {
    const ran = await runStep(testRoot("busybox").root, sh("while true; do :; done"), {}, { maxCommands: 5000 });
    expect(ran.exitCode).toBe(137);
    expect(ran.output).toContain("drydock: stopped after 5,000 commands");
    expect(ran.output).toContain("a limit of the lab");
  });

  test("a loop that sleeps is stopped by simulated time", async () => {
    const ran = await runStep(testRoot("busybox").root, sh("while true; do sleep 600; done"), {}, { maxTime: 3_600_000 });
    expect(ran.exitCode).toBe(137);
    expect(ran.output).toContain("drydock: stopped after 1 hour of simulated time");
  });

  test("the event loop stays alive, so that a signal can end it", async () => {
    const controller = new AbortController();
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    setTimeout(() => controller.abort(new Error("^C")), 30);
    const running = runStep(testRoot("busybox").root, sh("while true; do :; done"), { signal: controller.signal }, { maxCommands: 1e9 });
    await expect(running).rejects.toThrow("^C");
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });

  test("a sleeping program ends at once when aborted", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("^C")), 5);
    const running = runStep(testRoot("busybox").root, sh("sleep 1000; echo never"), { signal: controller.signal, clock: scaledClock(1) });
    await expect(running).rejects.toThrow("^C");
  });

  test("recursion ends", async () => {
    const ran = await runStep(testRoot("gnu").root, ["/bin/bash", "-c", "f() { f; }; f"]);
    expect(ran.exitCode).not.toBe(0);
    expect(ran.output).toContain("nesting level exceeded");
  });

  test("what never stops writing ends with its reader", async () => {
    expect((await runStep(testRoot("gnu").root, sh("yes | head -n 1"))).output).toBe("y\n");
  });
});

describe("a redirection that fails", () => {
  test.each([
    ["gnu", ": > /none/x || true; echo on", 2, "/bin/sh: 1: cannot create /none/x: Directory nonexistent\n"],
    ["busybox", ": > /none/x || true; echo on", 1, "/bin/sh: can't create /none/x: nonexistent directory\n"],
    ["gnu", "export A=1 > /none/x; echo on", 2, "/bin/sh: 1: cannot create /none/x: Directory nonexistent\n"],
    ["gnu", "echo > /none/x || echo on", 0, "/bin/sh: 1: cannot create /none/x: Directory nonexistent\non\n"],
    ["gnu", "command : > /none/x || echo on", 0, "/bin/sh: 1: cannot create /none/x: Directory nonexistent\non\n"],
    ["gnu", "> /none/x || echo on", 0, "/bin/sh: 1: cannot create /none/x: Directory nonexistent\non\n"],
    ["gnu", "(: > /none/x) || echo on", 0, "/bin/sh: 1: cannot create /none/x: Directory nonexistent\non\n"],
  ] as const)("ends a script where it is a special builtin's: %s, %s", async (base, script, exitCode, output) => {
    const ran = await runStep(testRoot(base).root, sh(script));
    expect([ran.exitCode, ran.output]).toEqual([exitCode, output]);
  });
});

describe("users", () => {
  const dev = { uid: 1000, gid: 1000 };

  test("files belong to who makes them", async () => {
    const ran = await runStep(testRoot("gnu").root, sh("echo x > /tmp/f; mkdir /tmp/d; ln -s f /tmp/l"), dev);
    for (const name of ["f", "d", "l"]) expect(ran.tree.stat(`/tmp/${name}`, { follow: false })).toMatchObject(dev);
    expect(ran.tree.stat("/tmp/f").mode).toBe(0o644);
  });

  test.each([
    ["touch /work/x", "touch: cannot touch '/work/x': Permission denied\n"],
    ["echo x > /etc/passwd", "/bin/sh: 1: cannot create /etc/passwd: Permission denied\n"],
    ["cat /root/secret", "cat: /root/secret: Permission denied\n"],
    ["ls /root", "ls: cannot open directory '/root': Permission denied\n"],
    ["rm /etc/passwd", "rm: cannot remove '/etc/passwd': Permission denied\n"],
    ["chmod 777 /etc/passwd", "chmod: changing permissions of '/etc/passwd': Operation not permitted\n"],
    ["chown dev /etc/passwd", "chown: changing ownership of '/etc/passwd': Operation not permitted\n"],
    ["mv /etc/passwd /tmp/p", "mv: cannot move '/etc/passwd' to '/tmp/p': Permission denied\n"],
  ])("dev may not: %s", async (script, output) => {
    const root = testRoot("gnu");
    root.chmod("/root", 0o700);
    root.writeFile("/root/secret", "s");
    const before = root.stat("/etc");
    const ran = await runStep(root.root, sh(script), dev);
    expect(ran.output).toBe(output);
    expect(ran.exitCode).not.toBe(0);
    expect(ran.tree.stat("/etc/passwd")).toBe(before.kind === "directory" ? before.entries.get("passwd") : undefined);
  });

  test("a new user can be made and worked as", async () => {
    const ran = await runStep(
      testRoot("busybox").root,
      sh("addgroup -S app && adduser -S -G app app && id app && su app -s /bin/sh -c 'whoami'"),
    );
    expect(ran.output).toBe("uid=100(app) gid=100(app) groups=100(app)\napp\n");
  });
});

describe("mounts", () => {
  test("devices work and never reach the layer", async () => {
    const root = testRoot("gnu");
    const ran = await runStep(
      root.root,
      sh(
        "echo gone > /dev/null; echo err > /dev/stderr; cat /dev/null; head -c 2 /dev/zero | od -An -tx1 >/dev/null; test -c /dev/null && echo char",
      ),
    );
    expect(ran.output).toBe("err\nchar\n");
    expect(ran.tree.readdir("/")).toEqual(["bin", "dev", "etc", "home", "proc", "root", "sys", "tmp", "usr", "work"]);
    expect(ran.tree.readdir("/dev")).toEqual([]);
    expect(ran.tree.readdir("/etc")).toEqual(["group", "passwd"]);
  });

  test("a step that does nothing leaves the root as it was, once the mount points are there", async () => {
    const first = await runStep(testRoot("gnu").root, sh("true"));
    const second = await runStep(first.root, sh("cat /etc/hosts; ls /proc > /dev/null"));
    expect(second.tree.stat("/etc")).toEqual(first.tree.stat("/etc"));
    expect(second.tree.stat("/").mtime).toBe(first.tree.stat("/").mtime);
  });

  test("a cache keeps its files, and its mount point is gone from the layer", async () => {
    const mounts = [{ target: "/var/cache/x", node: emptyDirectory, readOnly: false, keep: "key" }];
    const ran = await runStep(testRoot("gnu").root, sh("echo hit > /var/cache/x/f"), { mounts });
    expect(new WorkingTree(ran.kept.get("key") as DirectoryNode).readText("/f")).toBe("hit\n");
    expect(ran.tree.exists("/var")).toBe(false);
  });

  test("a bind mount can be read and not written", async () => {
    const source = new WorkingTree();
    source.writeFile("/a", "from the context\n");
    const ran = await runStep(testRoot("gnu").root, sh("cat /ctx/a; touch /ctx/b"), {
      mounts: [{ target: "/ctx", node: source.root, readOnly: true }],
    });
    expect(ran.output).toBe("from the context\ntouch: cannot touch '/ctx/b': Read-only file system\n");
    expect(ran.tree.exists("/ctx")).toBe(false);
  });
});

describe("names nobody expects", () => {
  const names = [`it's "quoted"`, "<script>alert(1)<script>", "🚢 ship", "two\nlines", "-rf", "*", "a\\b", " "];

  test.each(names)("%j is listed, copied, found and removed", async (name) => {
    const root = testRoot("gnu");
    root.mkdir("/work/in");
    root.writeFile(`/work/in/${name}`, "content\n");
    const script = 'for f in in/*; do cp -- "$f" "/work/copy"; cat "$f"; done; find in -type f | wc -l; rm -- "$f"; ls in';
    const ran = await runStep(root.root, ["/bin/bash", "-c", script]);
    expect(ran.output).toBe(`content\n${name.split("\n").length}\n`);
    expect(ran.tree.readText("/work/copy")).toBe("content\n");
    expect(ran.tree.readdir("/work/in")).toEqual([]);
  });

  test("any bytes pass through pipes and files unharmed", async () => {
    const bytes = Uint8Array.from({ length: 512 }, (_, index) => (index * 7) & 0xff);
    const root = testRoot("gnu");
    root.writeFile("/work/bin", bytes);
    const ran = await runStep(
      root.root,
      sh(
        "cat bin | cat > copy; gzip -c bin | gunzip > back; tar cf - bin | tar xf - -C /tmp; tee t < bin > /dev/null; base64 -w 9 bin | base64 -d > b",
      ),
    );
    expect(ran.output).toBe("");
    for (const path of ["/work/copy", "/work/back", "/tmp/bin", "/work/t", "/work/b"]) expect(ran.tree.readFile(path)).toEqual(bytes);
  });
});

test.each([
  ["gnu", 10240],
  ["busybox", 2048],
] as const)("an archive of %s's tar is as long as its own", async (flavour, size) => {
  const ran = await runStep(testRoot(flavour).root, sh("echo hi > q; tar cf q.tar q"));
  expect(ran.tree.readFile("/work/q.tar")).toHaveLength(size);
});

test("output arrives as it is made", async () => {
  const clock = virtualClock();
  const seen: [string, number][] = [];
  const start = clock.now();
  const stdout = (text: string): void => void seen.push([text, clock.now() - start]);
  await runStep(testRoot("gnu").root, sh("echo one; sleep 5; echo two"), { clock, stdout });
  expect(seen).toEqual([
    ["one\n", 0],
    ["two\n", 5000],
  ]);
});
