import { beforeAll, describe, expect, it } from "vitest";
import { fromPaths } from "../engine/filesystem/build.ts";
import { createLab } from "../headless/lab.ts";
import type { LabSession } from "./session.ts";

const signal = new AbortController().signal;
let lab: LabSession;
const run = (line: string) => lab.exec(line, { stdout: () => {}, stderr: () => {} });

describe("browse", () => {
  beforeAll(async () => {
    lab = createLab(fromPaths({}));
    await run("docker run -d -p 8080:80 --name web nginx:alpine");
    await run("docker run -d -p 8081:9 alpine:3.20 sleep infinity");
    await run(`docker run -d -p 8082:7 alpine:3.20 sh -c "printf 'ahoy\\\\n\\\\n' | nc -l -p 7"`);
    await run("docker exec web sh -c 'head -c 600000 /dev/zero | tr \"\\0\" x > /usr/share/nginx/html/long.txt'");
    await run("sleep 3");
  }, 60_000);

  it("gives the head and the body of a page", async () => {
    const page = await lab.browse(8080, "/", signal);
    expect(page).toMatchObject({ kind: "answer", status: 200, statusLine: "HTTP/1.1 200 OK", cut: false });
    expect(page.kind === "answer" && page.body).toContain("<title>Welcome to nginx!</title>");
    expect(page.kind === "answer" && page.headers).toContainEqual(["Content-Type", "text/html"]);
    expect(await lab.browse(8080, "/no such page", signal)).toMatchObject({ kind: "answer", status: 404 });
  });

  it("shows the beginning of a page that is too long", async () => {
    const page = await lab.browse(8080, "/long.txt", signal);
    expect(page).toMatchObject({ kind: "answer", cut: true });
    expect(page.kind === "answer" && page.body.length).toBe(512 * 1024);
  });

  it("says in a sentence why there is none", async () => {
    expect(await lab.browse(4000, "/", signal)).toEqual({
      kind: "none",
      why: "Connection refused: nothing listens on port 4000 of the host.",
    });
    expect((await lab.browse(8081, "/", signal)).kind).toBe("none");
    expect(await lab.browse(8082, "/", signal)).toEqual({ kind: "none", why: "What listens on port 8082 does not speak HTTP." });
  });
});
