import { describe, expect, it } from "vitest";
import type { HostConfig } from "../api.ts";
import { file } from "../filesystem/build.ts";
import { hostDeviceDirectory } from "../programs/system-files.ts";
import { failure, TestEngine } from "./testing.ts";

async function run(script: string, host: HostConfig = {}): Promise<{ output: string; code: number }> {
  const engine = new TestEngine();
  engine.machine.disk.put("/dev", hostDeviceDirectory());
  engine.machine.disk.put("/plain", file("text"));
  const { output, code } = await engine.runToEnd(["sh", "-c", script], { host });
  return { output, code };
}
const output = async (script: string, host: HostConfig = {}): Promise<string> => (await run(script, host)).output;

describe("special files", () => {
  it("are made with mknod, and lead to what their numbers say", async () => {
    expect(await output("mknod /n c 1 3; echo lost > /n; wc -c < /n; mknod /z c 1 5; head -c 2 /z | wc -c; stat -c '%F %t %T' /z")).toBe(
      "0\n2\ncharacter special file 1 5\n",
    );
    expect(await output("mknod /b b 8 1; ls -l /b | tr -s ' ' | cut -d' ' -f1,5,6; test -b /b && echo block; cat /b")).toBe(
      "brw-r--r-- 8, 1\nblock\ncat: can't open '/b': Operation not permitted\n",
    );
  });

  it("are the host's under another name with --device, and all of the host's with --privileged", async () => {
    const Devices = [{ PathOnHost: "/dev/null", PathInContainer: "/dev/void", CgroupPermissions: "rwm" }];
    expect(await output("ls -l /dev/void | cut -c1-10; echo lost > /dev/void && wc -c < /dev/void", { Devices })).toBe("crw-rw-rw-\n0\n");
    const plain = [{ PathOnHost: "/plain", PathInContainer: "/dev/x", CgroupPermissions: "rwm" }];
    expect(await failure(run("true", { Devices: plain }))).toContain("not a device node");
  });
});

describe("mounts by hand", () => {
  it("shows a folder at another place, without what is mounted below it", async () => {
    const script = "echo x > /etc/x; mount --bind /etc /tmp && cat /tmp/x && ls /tmp | grep -c hosts; umount /tmp && ls /tmp";
    expect(await output(script, { Privileged: true })).toBe("x\n1\n");
    expect(await output("mkdir /m; mount --rbind /dev /m && ls -d /m/pts && mount | grep -c ' /m/shm '", { Privileged: true })).toBe(
      "/m/pts\n1\n",
    );
  });

  it("of file systems that there are not is refused in the kernel's words", async () => {
    expect(await run("mount -t nosuch x /tmp", { Privileged: true })).toEqual({
      output: "mount: mounting x on /tmp failed: No such device\n",
      code: 255,
    });
  });
});

describe("what lies where", () => {
  it("a read-only file system is read-only before it is anybody's", async () => {
    const host = { ReadonlyRootfs: true, CapDrop: ["ALL"] };
    expect(await output("chown 1 /etc/passwd; chmod 600 /etc/passwd", host)).toBe(
      "chown: /etc/passwd: Read-only file system\nchmod: /etc/passwd: Read-only file system\n",
    );
  });

  it("nobody outside answers for a loopback that is down", async () => {
    const script = "ip link set lo down; ping -c 1 -W 1 -q 127.0.0.1 | grep -c '0 packets received'";
    expect(await output(script, { CapAdd: ["NET_ADMIN"] })).toBe("1\n");
  });
});

describe("settings of the kernel", () => {
  it.each([
    ["net.ipv4.nosuch", "1", "open /proc/sys/net/ipv4/nosuch: no such file or directory"],
    ["net.ipv4.ip_forward", "abc", "write /proc/sys/net/ipv4/ip_forward: invalid argument"],
    ["net.core.somaxconn", "-1", "write /proc/sys/net/core/somaxconn: invalid argument"],
    ["net.ipv4.ip_local_port_range", "9 8", "write /proc/sys/net/ipv4/ip_local_port_range: invalid argument"],
  ])("%s=%s is refused before anything runs", async (name, value, words) => {
    expect(await failure(run("true", { Sysctls: { [name]: value } }))).toContain(`error during container init: ${words}`);
  });

  it("are taken where they exist", async () => {
    const Sysctls = { "net.ipv4.icmp_echo_ignore_all": "1", "net.ipv4.conf.all.forwarding": "0", "kernel.msgmax": "70000" };
    expect(await output("cat /proc/sys/net/ipv4/icmp_echo_ignore_all /proc/sys/kernel/msgmax", { Sysctls })).toBe("1\n70000\n");
  });
});

describe("addresses by hand", () => {
  it("come beside the one an interface has, and go again", async () => {
    const script =
      "ip addr add 10.0.0.1/24 dev eth0; ip addr add 10.0.0.1/24 dev eth0; ip -o -4 addr show eth0 | wc -l; ip route | grep -c ^10; ping -qc1 10.0.0.1 > /dev/null && echo mine; ip addr del 10.0.0.1/24 dev eth0; ip -o -4 addr show eth0 | wc -l";
    expect(await output(script, { CapAdd: ["NET_ADMIN"] })).toBe("ip: RTNETLINK answers: File exists\n2\n1\nmine\n1\n");
  });
});

describe("processor time", () => {
  it("is what a shell's loop uses, and ends with --ulimit cpu", async () => {
    expect((await run("while :; do :; done", { Ulimits: [{ Name: "cpu", Soft: 1, Hard: 1 }] })).code).toBe(137);
    expect((await run("sh -c 'while :; do :; done'; echo $?", { Ulimits: [{ Name: "cpu", Soft: 1, Hard: 5 }] })).output).toContain("152");
  }, 60_000);
});
