/**
 * Whoever runs what `node` is told to run has to do the same for the container around it. The same cases for the lab's own node
 * and for a real one in a box, over message ports as in the page. The box is a stand-in of this machine's Node: a real
 * WebContainer comes from its vendor's servers, and could not be booted where these tests run.
 */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { directory, fromPaths } from "../../engine/filesystem/build.ts";
import type { NodeRuntime } from "../../engine/programs/node/runtime.ts";
import { createLab } from "../../headless/lab.ts";
import { type LineResult, runLine } from "../../headless/run-lines.ts";
import type { LabSession } from "../../shell/session.ts";
import { ScaledClock } from "../worker/scaled-clock.ts";
import { boxOver, lend } from "./page-box.ts";
import { realNodeBehind } from "./real-node.ts";
import { LocalContainer } from "./testing.ts";

const owner = { uid: 1000, gid: 1000 };

interface Bench {
  readonly session: LabSession;
  say(line: string): Promise<LineResult>;
}

async function bench(files: Readonly<Record<string, string>>, node: NodeRuntime | undefined): Promise<Bench> {
  const session = createLab(Object.keys(files).length > 0 ? fromPaths(files, owner) : directory({}, owner), new ScaledClock());
  session.host.node = node;
  await runLine(session, "docker pull -q node:22-alpine");
  return { session, say: (line) => runLine(session, line) };
}

const run = `docker run --rm -v "$PWD:/srv" -w /srv node:22-alpine`;
/** Asks until somebody answers: a server takes its time to start. */
const ask = "for i in $(seq 60); do curl -sf localhost:38417 && break; sleep 1; done";
const server = `
const http = require("http");
let count = 0;
http.createServer((request, response) => {
  let body = "";
  request.on("data", (part) => { body += part; });
  request.on("end", () => response.end(request.method + " " + request.url + " " + body + " " + ++count + "\\n"));
}).listen(38417, () => console.log("listening"));
`;

let container: LocalContainer | undefined;
afterEach(() => {
  container?.teardown();
  container = undefined;
});

async function realNode(): Promise<NodeRuntime> {
  container = await LocalContainer.boot({ workdirName: "drydock" });
  return realNodeBehind(lend(boxOver(container)));
}

describe.each([
  { name: "the lab's own node", open: async (): Promise<NodeRuntime | undefined> => undefined },
  { name: "a real node in a box", open: realNode },
])("$name", ({ open }) => {
  let node: NodeRuntime | undefined;
  beforeEach(async () => {
    node = await open();
  });

  it("prints what a program prints, and ends as it ends", async () => {
    const { say } = await bench({ "app.js": "console.log('hello', process.argv[2], process.env.WHO); process.exitCode = 3;" }, node);
    expect(await say(`${run.replace("run", "run -e WHO=me")} node app.js there`)).toMatchObject({
      stdout: "hello there me\n",
      exitCode: 3,
    });
    expect(await say(`${run} node -e 'console.log(1 + 1)'`)).toMatchObject({ stdout: "2\n", exitCode: 0 });
    expect(await say(`${run} node -p '"a".repeat(3)'`)).toMatchObject({ stdout: "aaa\n", exitCode: 0 });
  });

  it("ends with 1 on an error that nothing caught, and says where it was", async () => {
    const { say } = await bench({ "app.js": "const boom = () => { throw new Error('boom'); };\nboom();\n" }, node);
    const { exitCode, stdout, stderr } = await say(`${run} node app.js`);
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toMatch(/app\.js:1\n[\s\S]*Error: boom\n {4}at boom \(.*\/srv\/app\.js:1:\d+\)/);
  });

  it("reads the app's files, and what it writes is in the container", async () => {
    const files = {
      "package.json": '{"name":"a","type":"module"}',
      "src/app.js":
        "import { readFileSync, writeFileSync, mkdirSync, unlinkSync } from 'node:fs';\nimport { x } from './x.js';\nmkdirSync('out');\nwriteFileSync('out/made', readFileSync('data.txt', 'utf8') + x);\nunlinkSync('old');\n",
      "src/x.js": "export const x = 4;\n",
      "data.txt": "read ",
      old: "",
    };
    const { say } = await bench(files, node);
    expect(await say(`${run} node src/app.js`)).toMatchObject({ stdout: "", stderr: "", exitCode: 0 });
    expect(await say("cat out/made; ls old")).toMatchObject({ stdout: "read 4", exitCode: 2 });
  });

  it("serves the lab's network: the host, other containers, one request after the other, bodies too", async () => {
    const { say } = await bench({ "server.js": server }, node);
    await say(`${run.replace("--rm", "-d --name web -p 38417:38417")} node server.js`);
    expect((await say(ask)).stdout).toBe("GET /  1\n");
    const body = "x".repeat(5000);
    expect((await say(`curl -s -d ${body} localhost:38417/y?z`)).stdout).toBe(`POST /y?z ${body} 2\n`);
    expect((await say("docker run --rm --network container:web alpine:3.20 wget -qO- localhost:38417")).stdout).toBe("GET /  3\n");
    expect((await say("docker logs web")).stdout).toBe("listening\n");
  });

  it("is gone when its container is stopped, port and all", async () => {
    const { say } = await bench({ "server.js": server }, node);
    await say(`${run.replace("--rm", "-d --name web -p 38417:38417")} node server.js`);
    await say(ask);
    await say("docker kill web");
    expect((await say("docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' web")).stdout).toBe("exited 137\n");
    expect((await say("curl -s localhost:38417")).exitCode).not.toBe(0);
    await say("docker start web");
    expect((await say(ask)).stdout).toBe("GET /  1\n");
  });

  it("runs beside itself in one container: a health check asks the server", async () => {
    const { say } = await bench({ "server.js": server }, node);
    await say(`${run.replace("--rm", "-d --name web -p 38417:38417")} node server.js`);
    await say(ask);
    const check = "fetch('http://localhost:38417').then((answer) => console.log(answer.status))";
    expect(await say(`docker exec web node -e "${check}"`)).toMatchObject({ stdout: "200\n", exitCode: 0 });
  });
});

describe("a real node in a box, and where it ends", () => {
  it("installs real packages for the stand-ins that the image has", async () => {
    const files = {
      "package.json": '{"dependencies":{"cowsay":"*"}}',
      "app.js": "console.log(require('cowsay'))",
      "node_modules/cowsay/x": "",
    };
    const { say } = await bench(files, await realNode());
    expect(await say(`${run} node app.js`)).toMatchObject({ stdout: "the real cowsay\n", exitCode: 0 });
    expect((await say("ls node_modules/cowsay")).stdout).toBe("x\n");
  });

  it("leaves to the lab's own node, and says so, what it cannot run: its packages are not to be had", async () => {
    const files = { "package.json": '{"dependencies":{"not-there":"*"}}', "app.js": "console.log('ran')", "node_modules/x": "" };
    const { say } = await bench(files, await realNode());
    expect(await say(`${run} node app.js`)).toMatchObject({
      stdout: "ran\n",
      stderr:
        "drydock: the lab's own node runs this, not the real one: its packages could not be installed (npm error 404 not-there is not in this registry)\n",
    });
  });

  it("… a second container's programs, while the first one's are there", async () => {
    const { say } = await bench({ "server.js": server, "app.js": "console.log('ran')" }, await realNode());
    await say(`${run.replace("--rm", "-d --name web -p 38417:38417")} node server.js`);
    await say(ask);
    const second = await say(`${run} node app.js`);
    expect(second).toMatchObject({ stdout: "ran\n", exitCode: 0 });
    expect(second.stderr).toContain("another container's program is there");
    await say("docker rm -f web");
    expect(await say(`${run} node app.js`)).toMatchObject({ stdout: "ran\n", stderr: "" });
  });

  it("… and everything once the box is gone", async () => {
    const { say } = await bench({ "app.js": "console.log('ran')" }, await realNode());
    container?.teardown();
    container = undefined;
    const { stdout, stderr } = await say(`${run} node app.js`);
    expect(stdout).toBe("ran\n");
    expect(stderr).toMatch(/^drydock: the lab's own node runs this, not the real one: it does not answer \(/);
  });
});
