import { describe, expect, it } from "vitest";
import type { HostConfig } from "../api.ts";
import { TestEngine } from "./testing.ts";

async function output(script: string, host: HostConfig = {}, user?: string): Promise<string> {
  const engine = new TestEngine();
  return (await engine.runToEnd(["sh", "-c", script], { host, ...(user && { config: { User: user } }) })).output;
}

describe("what root may do in a container is a matter of capabilities", () => {
  it.each([
    ["CHOWN", "touch /a; chown 1000 /a", "chown: /a: Operation not permitted\n"],
    ["DAC_OVERRIDE", "echo a > /f; chmod 000 /f; cat /f", "cat: can't open '/f': Permission denied\n"],
    ["DAC_OVERRIDE", "echo a > /f; chmod 444 /f; echo b > /f", "sh: can't create /f: Permission denied\n"],
    ["FOWNER", "touch /f; chown 1000 /f; chmod 600 /f", "chmod: /f: Operation not permitted\n"],
    ["KILL", "su dev -s /bin/sh -c 'sleep 5' & sleep 0.2; kill $!", "sh: can't kill pid 6: Operation not permitted\n"],
    ["SETUID", "su nobody -s /bin/sh -c true", "su: setuid: Operation not permitted\n"],
    ["SETGID", "su nobody -s /bin/sh -c true", "su: can't set groups: Operation not permitted\n"],
    ["SYS_CHROOT", "chroot / true", "chroot: can't change root directory to '/': Operation not permitted\n"],
    ["MKNOD", "mknod /n c 1 3", "mknod: /n: Operation not permitted\n"],
    ["NET_RAW", "ping -q -c1 127.0.0.1", "PING 127.0.0.1 (127.0.0.1): 56 data bytes\nping: permission denied (are you root?)\n"],
  ] as const)("without %s: %s", async (capability, script, refused) => {
    expect(await output(script, { CapDrop: [capability] })).toBe(refused);
    expect(await output(script)).not.toContain("ermi");
  });

  it.each([
    ["SYS_ADMIN", "hostname foo", "hostname: sethostname: Operation not permitted\n"],
    ["SYS_ADMIN", "unshare -u true", "unshare: unshare(0x4000000): Operation not permitted\n"],
    ["SYS_ADMIN", "unshare -U true", "unshare: unshare(0x10000000): Operation not permitted\n"],
    ["NET_ADMIN", "ip link set lo down", "ip: SIOCSIFFLAGS: Operation not permitted\n"],
    ["SYSLOG", "dmesg > /dev/null", "dmesg: klogctl: Operation not permitted\n"],
    ["SYS_RESOURCE", "ulimit -n 2000000", "sh: error setting limit: Operation not permitted\n"],
  ] as const)("only with %s: %s", async (capability, script, refused) => {
    expect(await output(script)).toBe(refused);
    expect(await output(script, { CapAdd: [capability] })).toBe("");
    expect(await output(script, { Privileged: true })).toBe("");
  });

  it("a set-user-id program acts for its owner, unless new privileges are ruled out", async () => {
    const engine = new TestEngine();
    engine.addImage("suid", {}, (tree) => {
      tree.writeFile("/bin/who", tree.readFile("/bin/busybox"), { mode: 0o755 });
      tree.writeFile("/id", tree.readFile("/bin/busybox"), { mode: 0o4755 });
    });
    const identity = async (host: HostConfig): Promise<string> =>
      (await engine.runToEnd(["/id"], { image: "suid", host, config: { User: "1000" } })).output;
    expect(await identity({})).toContain("uid=1000(dev) gid=1000(dev) euid=0(root)");
    expect(await identity({ SecurityOpt: ["no-new-privileges"] })).not.toContain("euid");
  });
});

describe("resource limits", () => {
  it("are what --ulimit says, and hold", async () => {
    const Ulimits = [{ Name: "nofile", Soft: 4, Hard: 8 }];
    expect(await output("ulimit -n; ulimit -Hn; ulimit -n 8; ulimit -n; ulimit -n 9", { Ulimits })).toBe(
      "4\n8\n8\nsh: error setting limit: Operation not permitted\n",
    );
    expect(await output("exec 3>/tmp/a; exec 4>/tmp/b; echo never", { Ulimits })).toContain("Too many open files");
    expect(await output("grep 'open files' /proc/self/limits", { Ulimits })).toMatch(/^Max open files +4 +8 +files/);
  });

  it("on processes count a user's on the whole machine, and never root's", async () => {
    const Ulimits = [{ Name: "nproc", Soft: 2, Hard: 2 }];
    expect(await output("sleep 1 & sleep 1 & sleep 1", { Ulimits }, "1000")).toContain("can't fork: Resource temporarily unavailable");
    expect(await output("sleep 1 & sleep 1 & sleep 1", { Ulimits })).toBe("");
  });
});

describe("settings of the kernel", () => {
  it("are the container's own where they belong to a namespace", async () => {
    const Sysctls = { "net.core.somaxconn": "777", "kernel.shmmax": "123456" };
    const read = "cat /proc/sys/net/core/somaxconn /proc/sys/kernel/shmmax";
    expect(await output(read, { Sysctls })).toBe("777\n123456\n");
    expect(await output(read)).toBe("4096\n18446744073692774399\n");
    expect(await output("true", { Sysctls, NetworkMode: "host" }).catch(String)).toContain(
      'runc create failed: sysctl "net.core.somaxconn" not allowed in host network namespace',
    );
  });

  it("can be set from a privileged container alone", async () => {
    const script = "sysctl -w net.core.somaxconn=5; sysctl -n net.core.somaxconn";
    expect(await output(script)).toBe("sysctl: error setting key 'net.core.somaxconn': Read-only file system\n4096\n");
    expect(await output(script, { Privileged: true })).toBe("net.core.somaxconn = 5\n5\n");
  });
});

describe("/sys/fs/cgroup", () => {
  it("takes new limits from the machine's root, and makes groups", async () => {
    const engine = new TestEngine();
    const root = { Privileged: true, CgroupnsMode: "host", PidMode: "host" } as const;
    const script =
      "mkdir /sys/fs/cgroup/demo; echo 20M > /sys/fs/cgroup/demo/memory.max; echo $$ > /sys/fs/cgroup/demo/cgroup.procs; cat /proc/self/cgroup; cat /sys/fs/cgroup/demo/memory.max; tmemory 64; echo $?";
    expect((await engine.runToEnd(["sh", "-c", script], { host: root })).output).toMatch(/^0::\/demo\n20971520\n(Killed\n)?137\n$/);
    const refused = "mkdir /sys/fs/cgroup/x";
    expect((await engine.runToEnd(["sh", "-c", refused])).output).toContain("Read-only file system");
  });
});
