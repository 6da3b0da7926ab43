import { expect, it } from "vitest";
import type { AuthConfig } from "../../../engine/api.ts";
import { WorkingTree } from "../../../engine/filesystem/working-tree.ts";
import { TransferDisplay } from "../../progress/transfer.ts";
import { fakeEngine, run } from "../../testing.ts";

const env = { HOME: "/home/dev" };

function engine() {
  const asked: AuthConfig[] = [];
  return Object.assign(fakeEngine(), {
    asked,
    async registryLogin(auth: AuthConfig) {
      asked.push(auth);
      return { Status: "Login Succeeded", IdentityToken: "" };
    },
  });
}

it("logs in, keeps the name in the client's file, uses it again, and forgets it", async () => {
  const disk = new WorkingTree();
  const registry = engine();
  const login = await run(registry, ["login", "-u", "me", "--password-stdin"], { disk, env, stdin: "schön\n" });
  expect([login.code, login.stdout]).toEqual([0, "Login Succeeded\n"]);
  expect(Object.keys(JSON.parse(disk.readText("/home/dev/.docker/config.json")).auths)).toEqual(["https://index.docker.io/v1/"]);
  await run(registry, ["login"], { disk, env });
  expect(registry.asked.map(({ username, password }) => `${username}:${password}`)).toEqual(["me:schön", "me:schön"]);
  await run(registry, ["logout"], { disk, env });
  expect(JSON.parse(disk.readText("/home/dev/.docker/config.json"))).toEqual({ auths: {} });
});

it("goes on when the file is no JSON", async () => {
  const disk = new WorkingTree();
  disk.writeFile("/home/dev/.docker/config.json", "{", { parents: true });
  expect(await run(engine(), ["login", "localhost:5000", "-u", "a", "-p", "b"], { disk, env })).toMatchObject({ code: 0 });
  expect(JSON.parse(disk.readText("/home/dev/.docker/config.json"))).toEqual({ auths: { "localhost:5000": { auth: "YTpi" } } });
});

it.each([
  [["login"], "Error: Cannot perform an interactive login from a non TTY device\n"],
  [["login", "--password-stdin"], "the --password-stdin option requires --username to be set\n"],
  [["push", "-a", "x:1"], "tag can't be used with --all-tags/-a\n"],
  [["push", "--platform", "nope", "x"], 'Invalid platform nope"nope": unknown operating system or architecture: invalid argument\n'],
  [["pull", "-a", "x:1"], "tag can't be used with --all-tags/-a\n"],
])("%j", async (argv, stderr) => {
  expect(await run(engine(), argv, { env })).toMatchObject({ code: 1, stderr });
});

it("writes over the lines of layers on a terminal, as the real client does", () => {
  let shown = "";
  const display = new TransferDisplay({ terminal: { columns: 120, rows: 24 } }, "stdout", (text) => {
    shown += text;
  });
  display.show({ id: "2", status: "Pulling from tty" });
  display.show({ id: "df88", status: "Already exists", live: true });
  display.show({ id: "8911", status: "Pulling fs layer", live: true });
  display.show({ id: "8911", status: "Downloading", live: true, current: 36_410, total: 3_003_000 });
  display.show({ id: "df88", status: "Pull complete", live: true });
  display.show({ status: "Digest: sha256:6f" });
  expect(shown).toBe(
    `2: Pulling from tty\n\n\x1b[1A\x1b[2K\rdf88: Already exists \r\x1b[1B\n\x1b[1A\x1b[2K\r8911: Pulling fs layer \r\x1b[1B` +
      `\x1b[1A\x1b[2K\r8911: Downloading [>${" ".repeat(50)}]  36.41kB/3.003MB\r\x1b[1B\x1b[2A\x1b[2K\rdf88: Pull complete \r\x1b[2BDigest: sha256:6f\n`,
  );
});
