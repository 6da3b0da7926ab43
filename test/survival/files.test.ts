/** Files that are too many, or gone. */
import { describe, expect, it } from "vitest";
import { survivor } from "./lab.ts";

describe("a volume of 100,000 files", () => {
  it("can be filled, counted, listed and removed", async () => {
    const run = survivor();
    const fill = "cd /data; for d in 0 1 2 3 4 5 6 7 8 9; do mkdir d$d; cd d$d; for i in $(seq 1 10000); do : > f$i; done; cd ..; done";
    await run(`docker run --rm -v many:/data alpine sh -c '${fill}'`);
    expect((await run("docker run --rm -v many:/data alpine sh -c 'find /data -type f | wc -l; ls /data/d3 | tail -1'")).text).toBe(
      "100000\nf9999\n",
    );
    expect((await run("docker run --rm -v many:/data alpine rm -r /data/d1; docker volume rm many")).text).toBe("many\n");
  }, 60_000);
});

describe("rm -rf /", () => {
  it("breaks a privileged container, and nothing else", async () => {
    const run = survivor();
    await run("docker pull -q alpine");
    const { code, text } = await run("docker run --name broken --privileged alpine sh -c 'rm -rf / 2>/dev/null; echo still; ls /'");
    expect(code).toBe(127);
    expect(text).toContain("still\nsh: ls: not found\n");
    expect((await run("docker run --rm alpine sh -c 'cat /proc/self/comm; ls /sys/fs/cgroup | wc -l'")).text).toMatch(/^cat\n\d\d\n$/);
    expect((await run("docker start -a broken; docker rm broken; ls /home")).text).toContain("broken\ndev\n");
  });

  it.each(["docker run --rm -v /:/host alpine rm -rf /host", "sudo rm -rf --no-preserve-root /"])(
    "%s: the host is set up anew",
    async (line) => {
      const run = survivor({ keep: new Uint8Array(1) });
      await run("docker run -d --name other --restart always alpine sleep 100000");
      expect((await run(line)).text).toContain("drydock: files that the host cannot do without were removed; it was set up anew");
      expect((await run("pwd; ls; echo new > file; cat file; docker run --rm alpine echo ok")).text).toBe("/home/dev/workspace\nnew\nok\n");
      await run("docker restart -t 0 other");
      expect((await run("docker rm -f other")).text).toBe("other\n");
    },
  );
});

describe("-v /:/host", () => {
  it("shows the host as it is, volumes and processes too", async () => {
    const run = survivor({ keep: new TextEncoder().encode("mine\n") });
    await run("docker run --rm -v vol:/d alpine sh -c 'echo hello > /d/f'");
    const seen = "cat /host/home/dev/workspace/keep /host/var/lib/docker/volumes/vol/_data/f /host/proc/1/comm";
    expect((await run(`docker run --rm -v /:/host alpine ${seen}`)).text).toBe("mine\nhello\nsystemd\n");
    await run("sudo sh -c 'echo more >> /var/lib/docker/volumes/vol/_data/f'");
    expect((await run("docker run --rm -v vol:/d alpine cat /d/f")).text).toBe("hello\nmore\n");
    expect((await run("ls /var/lib/docker")).text).toContain("Permission denied");
  });
});

describe("a file that says it is bigger than any memory", () => {
  it("can be made, listed and removed; reading it fails", async () => {
    const run = survivor();
    const script = "truncate -s 10T f; stat -c %s f; cat f; cp f g && rm f g && echo gone";
    expect((await run(`docker run --rm alpine sh -c '${script}'`)).text).toContain("10995116277760\ngone\n");
  });
});
