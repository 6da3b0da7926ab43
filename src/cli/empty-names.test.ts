import { expect, it } from "vitest";
import type { Engine } from "../engine/api.ts";
import { refusingEmptyNames } from "./empty-names.ts";

const engine = refusingEmptyNames({
  containerStop: async (name: string) => name,
  networkConnect: async (network: string, container: string) => `${network} ${container}`,
  volumeRemove: async (name: string) => name,
  imageRemove: async (name: string) => name,
} as unknown as Engine);

it("says what has no name, without asking the engine", async () => {
  await expect(engine.containerStop("")).rejects.toThrow("invalid container name or ID: value is empty");
  await expect(engine.volumeRemove(" ")).rejects.toThrow("invalid volume name or ID: value is empty");
  await expect(engine.networkConnect("", "web")).rejects.toThrow("invalid network name or ID: value is empty");
  await expect(engine.networkConnect("shop", "")).rejects.toThrow("invalid container name or ID: value is empty");
});

it("hands everything else on", async () => {
  expect(await engine.containerStop("web")).toBe("web");
  expect(await engine.networkConnect("shop", "web")).toBe("shop web");
  expect(await engine.imageRemove("")).toBe("");
});
