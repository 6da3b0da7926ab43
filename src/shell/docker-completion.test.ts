import { expect, it } from "vitest";
import { fakeEngine } from "../cli/testing.ts";
import type { Engine } from "../engine/api.ts";
import { completeDocker } from "./docker-completion.ts";

const engine: Engine = Object.assign(fakeEngine(), {
  containerList: async () => [{ Names: ["/web"] }, { Names: ["/worker", "/other"] }],
  volumeList: async () => ({ Volumes: [{ Name: "pgdata" }], Warnings: null }),
  networkList: async () => [{ Name: "bridge" }, { Name: "backend" }],
} as unknown as Partial<Engine>);

it.each([
  ["stop", "w", ["web", "worker"]],
  ["container inspect", "", ["other", "web", "worker"]],
  ["volume rm", "", ["pgdata"]],
  ["network inspect", "ba", ["backend"]],
  ["network rm", "b", ["backend", "bridge"]],
])("docker %s %s", async (command, word, candidates) => {
  expect((await completeDocker(command.split(" "), word, engine)).candidates.map(({ text }) => text)).toEqual(candidates);
});
