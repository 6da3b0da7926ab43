import { expect, it } from "vitest";
import { EngineError } from "../../../engine/api.ts";
import { WorkingTree } from "../../../engine/filesystem/working-tree.ts";
import { fakeEngine, run } from "../../testing.ts";

const env = { HOME: "/home/dev" };
const noImages = Object.assign(fakeEngine(), {
  imageInspect: async () => {
    throw new EngineError(404, "No such image");
  },
});

it("logs in, keeps the name in the client's file, and forgets it", async () => {
  const disk = new WorkingTree();
  const login = await run(fakeEngine(), ["login", "-u", "me", "--password-stdin"], { disk, env, stdin: "made-up\n" });
  expect([login.code, login.stdout]).toEqual([0, "Login Succeeded\n"]);
  const kept = JSON.parse(disk.readText("/home/dev/.docker/config.json"));
  expect(atob(kept.auths["https://index.docker.io/v1/"].auth)).toBe("me:made-up");
  await run(fakeEngine(), ["logout"], { disk, env });
  expect(JSON.parse(disk.readText("/home/dev/.docker/config.json"))).toEqual({ auths: {} });
});

it.each([
  [["login"], "Error: Cannot perform an interactive login from a non TTY device\n"],
  [["login", "--password-stdin"], "the --password-stdin option requires --username to be set\n"],
  [["push", "-a", "x:1"], "tag can't be used with --all-tags/-a\n"],
  [["push", "nope"], "An image does not exist locally with the tag: nope\n"],
  [["search", "--limit", "200", "x"], "Error response from daemon: limit 200 is outside the range of [1, 100]\n"],
  [["search", "--filter", "foo=1", "x"], "Error response from daemon: invalid filter 'foo'\n"],
])("%j", async (argv, stderr) => {
  expect(await run(noImages, argv, { env })).toMatchObject({ code: 1, stderr });
});
