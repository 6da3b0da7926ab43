/** dockerode, a client of another make, on the lab's API. */
import { PassThrough, type Readable } from "node:stream";
import Docker from "dockerode";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { file } from "../../src/engine/filesystem/build.ts";
import { writeTar } from "../../src/engine/filesystem/tar.ts";
import { readTar } from "../../src/engine/filesystem/untar.ts";
import { startDaemon, type TestDaemon } from "../../src/daemon/testing.ts";

let daemon: TestDaemon;
let docker: Docker;

beforeAll(async () => {
  daemon = await startDaemon();
  docker = new Docker({ socketPath: daemon.socketPath });
});
afterAll(async () => {
  expect(daemon.faults).toEqual([]);
  await daemon.close();
});

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const part of stream) text += part.toString();
  return text;
}

/** The two streams of a connection with frames. */
async function demultiplexed(stream: NodeJS.ReadableStream): Promise<{ stdout: string; stderr: string }> {
  const out = new PassThrough();
  const err = new PassThrough();
  docker.modem.demuxStream(stream, out, err);
  stream.on("end", () => {
    out.end();
    err.end();
  });
  const [stdout, stderr] = await Promise.all([textOf(out), textOf(err)]);
  return { stdout, stderr };
}

function tarOf(files: Readonly<Record<string, string>>): Buffer {
  return Buffer.from(
    writeTar(Object.entries(files).map(([path, text]) => ({ path, kind: "added", node: file(text), size: text.length, hidden: 0 }))),
  );
}

async function bytesOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts);
}

describe("dockerode", () => {
  it("asks for what there is", async () => {
    expect((await docker.ping()).toString()).toBe("OK");
    expect((await docker.version()).ApiVersion).toBe("1.51");
    expect((await docker.info()).OSType).toBe("linux");
    expect((await docker.listImages()).flatMap(({ RepoTags }) => RepoTags)).toContain("alpine:3.20");
  });

  it("pulls, and hears of each layer", async () => {
    const stream = await docker.pull("redis:7-alpine");
    const messages = await new Promise<{ status: string; id?: string }[]>((resolve, reject) =>
      docker.modem.followProgress(stream, (error: Error | null, all: { status: string }[]) => (error ? reject(error) : resolve(all))),
    );
    expect(messages[0]).toMatchObject({ id: "7-alpine", status: "Pulling from library/redis" });
    expect(messages.some(({ status }) => status === "Downloading")).toBe(true);
    expect(messages.at(-1)?.status).toBe("Status: Downloaded newer image for redis:7-alpine");
  });

  it("creates, attaches, starts and waits", async () => {
    const container = await docker.createContainer({
      Image: "alpine:3.20",
      Cmd: ["sh", "-c", "cat; echo done >&2"],
      OpenStdin: true,
      StdinOnce: true,
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
    });
    const stream = await container.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true });
    const output = demultiplexed(stream);
    await container.start();
    stream.end("typed\n");
    expect(await output).toEqual({ stdout: "typed\n", stderr: "done\n" });
    expect(await container.wait()).toEqual({ StatusCode: 0 });
    const logs = await demultiplexed(await container.logs({ stdout: true, stderr: true, follow: true }));
    expect(logs).toEqual({ stdout: "typed\n", stderr: "done\n" });
    await container.remove();
    await expect(container.inspect()).rejects.toMatchObject({ statusCode: 404, json: { message: `No such container: ${container.id}` } });
  });

  describe("a container that runs", () => {
    let container: Docker.Container;
    beforeAll(async () => {
      container = await docker.createContainer({ name: "box", Image: "alpine:3.20", Cmd: ["sleep", "1000"] });
      await container.start();
    });
    afterAll(() => container.remove({ force: true }));

    it.each([
      ["taken over", true],
      ["as a plain answer", false],
    ])("executes, its streams %s", async (_, hijack) => {
      const exec = await container.exec({ Cmd: ["sh", "-c", "echo out; echo err >&2; exit 3"], AttachStdout: true, AttachStderr: true });
      expect(await demultiplexed(await exec.start({ hijack }))).toEqual({ stdout: "out\n", stderr: "err\n" });
      expect(await exec.inspect()).toMatchObject({ ExitCode: 3, Running: false });
    });

    it("types at an exec's terminal", async () => {
      const exec = await container.exec({
        Cmd: ["sh", "-c", "read line; stty size; echo got $line"],
        Tty: true,
        AttachStdin: true,
        AttachStdout: true,
      });
      const stream = await exec.start({ hijack: true, stdin: true, Tty: true });
      const output = textOf(stream);
      await exec.resize({ h: 10, w: 40 });
      stream.write("hello\r");
      expect(await output).toBe("hello\r\n10 40\r\ngot hello\r\n");
    });

    it("puts and gets archives", async () => {
      await container.putArchive(tarOf({ "made/by-hand": "content\n" }), { path: "/tmp" });
      const entries = readTar(await bytesOf(await container.getArchive({ path: "/tmp/made" })));
      expect(entries.map(({ path }) => path)).toEqual(["made", "made/by-hand"]);
      await expect(container.putArchive(Buffer.from("no tar".repeat(200)), { path: "/tmp" })).rejects.toMatchObject({ statusCode: 500 });
      await expect(container.getArchive({ path: "/nonesuch" })).rejects.toMatchObject({ statusCode: 404 });
    });

    it("tells what it uses, what runs in it, and what has changed", async () => {
      expect(await container.stats({ stream: false })).toMatchObject({ pids_stats: { current: 1 } });
      expect((await container.top()).Processes).toHaveLength(1);
      expect(await container.changes()).toContainEqual({ Path: "/tmp/made", Kind: 1 });
    });

    it("hears of events as they happen", async () => {
      const events = (await docker.getEvents({ filters: { container: ["box"], event: ["pause", "unpause"] } })) as Readable;
      const heard = new Promise<string[]>((resolve) => {
        const actions: string[] = [];
        events.on("data", (line: Buffer) => {
          for (const text of line.toString().trim().split("\n")) actions.push(JSON.parse(text).Action);
          if (actions.length === 2) resolve(actions);
        });
      });
      await container.pause();
      await container.unpause();
      expect(await heard).toEqual(["pause", "unpause"]);
      events.destroy();
    });
  });

  it("builds with either builder", async () => {
    for (const version of ["1", "2"] as const) {
      const context = tarOf({ Dockerfile: "FROM alpine:3.20\nCOPY greeting /\nRUN cat /greeting\n", greeting: `hello ${version}\n` });
      const stream = await docker.buildImage(context as never, { t: `built:${version}`, version });
      const text = await textOf(stream);
      expect(text).not.toContain("error");
      if (version === "1") expect(text).toContain('{"stream":"hello 1\\n"}');
      const [output, container] = await docker.run(`built:${version}`, ["cat", "/greeting"], new PassThrough());
      expect(output).toEqual({ StatusCode: 0 });
      await container.remove();
    }
  });

  it("makes networks and volumes", async () => {
    const network = await docker.createNetwork({ Name: "made", Labels: { a: "b" } });
    expect(await network.inspect()).toMatchObject({ Name: "made", Driver: "bridge", Labels: { a: "b" } });
    await network.remove();
    await docker.createVolume({ Name: "kept" });
    expect(await docker.getVolume("kept").inspect()).toMatchObject({ Name: "kept", Driver: "local" });
    expect((await docker.listVolumes()).Volumes.map(({ Name }) => Name)).toEqual(["kept"]);
    expect(await docker.pruneVolumes({ filters: { all: ["true"] } })).toMatchObject({ VolumesDeleted: ["kept"] });
  });
});
