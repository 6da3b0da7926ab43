import { describe, expect, it } from "vitest";
import { fromPaths } from "../engine/filesystem/build.ts";
import { createLab } from "../headless/lab.ts";
import type { LabSession } from "../shell/session.ts";
import { beginLab } from "./begin.ts";
import type { Check, Probe } from "./exercise.ts";
import { grade } from "./grade.ts";
import { readResponse, readWget } from "./http.ts";

async function labAfter(...lines: string[]): Promise<LabSession> {
  const lab = createLab(fromPaths({ "site/index.html": "first" }));
  for (const line of lines) await lab.exec(line, { stdout: () => {}, stderr: () => {} });
  return lab;
}
const outputOf = async (lab: LabSession, line: string): Promise<string> => {
  let out = "";
  await lab.exec(line, { stdout: (text) => (out += text), stderr: () => {} });
  return out.trim();
};
/** Runs one check and gives what it found out. */
async function probe<T>(lab: LabSession, look: (lab: Probe) => Promise<T>): Promise<T> {
  let found: { value: T } | undefined;
  const check: Check = {
    id: "look",
    title: "It looks",
    async run(copy) {
      found = { value: await look(copy) };
      return copy.pass();
    },
  };
  const [report] = await grade({ task: "Look.", checks: [check], hints: [] }, lab);
  if (!found) throw new Error(report?.message ?? "The check did not run.");
  return found.value;
}

describe("a copy with containers", () => {
  it("has what runs running, with the pid it had, and leaves the learner's alone", async () => {
    const lab = await labAfter(
      "docker run -d --name idle alpine:3.20 sleep infinity",
      "docker run -d --name web -p 8080:80 nginx:alpine",
      "sleep 3",
    );
    const pid = await outputOf(lab, "docker inspect -f '{{.State.Pid}}' web");
    const seen = await probe(lab, async (copy) => {
      const web = await copy.container("web");
      const before = { pid: web?.state.Pid, published: web?.published, names: (await copy.containers()).map(({ name }) => name) };
      const page = await copy.request("http://localhost:8080/");
      const inside = await web?.request("http://localhost/nothing");
      await copy.docker("rm", "-f", "web");
      return {
        ...before,
        page: page.status,
        inside: inside?.status,
        after: await copy.container("web"),
        gone: await copy.request("http://localhost:8080/"),
      };
    });
    expect(seen).toMatchObject({
      ...{ pid: Number(pid), published: [{ hostIp: "0.0.0.0", hostPort: 8080, port: "80/tcp" }], names: ["idle", "web"] },
      ...{ page: 200, inside: 404, after: undefined, gone: { ok: false, status: 0 } },
    });
    expect(seen.gone.error).toMatch(/^curl: \(7\)/);
    expect(await outputOf(lab, "docker ps -q | wc -l")).toBe("2");
  });

  it("sees edits of the copy's workspace through bind mounts", async () => {
    const lab = await labAfter('docker run -d --name web -v "$PWD"/site:/usr/share/nginx/html nginx:alpine');
    const body = await probe(lab, async (copy) => {
      copy.write("site/index.html", "second");
      return (await (await copy.container("web"))?.request("http://localhost/"))?.body;
    });
    expect(body).toBe("second");
    expect(await outputOf(lab, "cat site/index.html")).toBe("first");
  });

  it("tells namespaces apart, and runs commands as any user", async () => {
    const lab = await labAfter(
      "docker run -d --name a1 alpine:3.20 sleep infinity",
      "docker run -d --name b1 --network container:a1 alpine:3.20 sleep infinity",
    );
    const seen = await probe(lab, async (copy) => {
      const [a, b] = await copy.containers();
      if (!a || !b) throw new Error("not there");
      return {
        net: (await a.namespace("net")) === (await b.namespace("net")),
        mnt: (await a.namespace("mnt")) === (await b.namespace("mnt")),
        form: await a.namespace("uts"),
        user: (await b.exec(["id", "-u"], { user: "1000" })).stdout.trim(),
        shell: (await b.exec("echo 'a  b' | wc -c")).stdout.trim(),
      };
    });
    expect(seen).toMatchObject({ net: true, mnt: false, user: "1000", shell: "5" });
    expect(seen.form).toMatch(/^uts:\[\d+\]$/);
  });

  it("keeps how containers ended, and what they wrote", async () => {
    const lab = await labAfter(
      "docker run --name hog -m 32m alpine:3.20 dd if=/dev/zero of=/dev/null bs=64M count=1",
      "docker run --name said alpine:3.20 echo ahoy",
    );
    const seen = await probe(lab, async (copy) => {
      const [hog, said] = await copy.containers();
      return [hog?.state.OOMKilled, hog?.state.ExitCode, await said?.logs(), hog?.isRunning, await hog?.namespace("net")];
    });
    expect(seen).toEqual([true, 137, "ahoy\n", false, ""]);
  });

  it("is a host of the same name", async () => {
    expect(await probe(await labAfter("sudo hostname other"), async (copy) => (await copy.exec("hostname")).stdout)).toBe("other\n");
  });
});

describe("beginLab", () => {
  const exercise = (...begin: string[]) => ({ task: "Go.", checks: [], hints: [], begin });

  it("runs its lines without showing them in the history", async () => {
    const lab = await labAfter();
    await beginLab(exercise("docker run -d --name web nginx:alpine"), lab);
    expect(await outputOf(lab, "docker ps --format '{{.Names}}'")).toBe("web");
    expect(lab.history).toEqual(["docker ps --format '{{.Names}}'"]);
  });

  it("names the line that fails", async () => {
    await expect(beginLab(exercise("true", "ls /nowhere"), await labAfter())).rejects.toThrow(
      "the exercise “Go.”: `ls /nowhere` of `begin` ended with 2: ls: cannot access '/nowhere': No such file or directory",
    );
  });
});

describe("answers over HTTP", () => {
  const said = (stdout: string, stderr = "", exitCode = 0) => ({ stdout, stderr, exitCode });

  it("are read off curl", () => {
    expect(readResponse(said("HTTP/1.1 502 Bad Gateway\r\nA: b\r\n\r\n<p>no</p>\n"))).toEqual({
      ok: true,
      status: 502,
      body: "<p>no</p>\n",
      error: "",
    });
    expect(readResponse(said("", "curl: (7) Failed to connect\n", 7))).toEqual({
      ok: false,
      status: 0,
      body: "",
      error: "curl: (7) Failed to connect",
    });
  });

  it("are read off wget", () => {
    expect(readWget(said("page", "  HTTP/1.1 200 OK\n  A: b\n"))).toEqual({ ok: true, status: 200, body: "page", error: "" });
    expect(readWget(said("", "wget: server returned error: HTTP/1.1 404 Not Found\n", 1))).toMatchObject({ ok: true, status: 404 });
    expect(readWget(said("", "wget: bad address 'db'\n", 1))).toEqual({ ok: false, status: 0, body: "", error: "wget: bad address 'db'" });
  });
});
