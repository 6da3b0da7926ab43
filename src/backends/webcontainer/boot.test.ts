import type { WebContainer } from "@webcontainer/api";
import { afterEach, expect, it, vi } from "vitest";
import { boot, type BootWorld, type CannotBoot } from "./boot.ts";

afterEach(() => void vi.useRealTimers());

const never = new Promise<WebContainer>(() => {});
const world = (some: Partial<BootWorld>, booting: Promise<WebContainer> = never): BootWorld => ({
  isIsolated: true,
  canIsolate: true,
  isSecure: true,
  isOnline: true,
  load: async () => ({ WebContainer: { boot: () => booting } }),
  patience: 45_000,
  ...some,
});
const why = (some: Partial<BootWorld>): Promise<string> => boot(world(some)).then(String, (error: CannotBoot) => error.message);

it("says in a sentence what stands in the way, before anything is fetched", async () => {
  const load = vi.fn();
  expect(await why({ isOnline: false, load })).toContain("There is no network");
  expect(await why({ isIsolated: false, load })).toContain("two headers");
  expect(await why({ isIsolated: false, isSecure: false, load })).toContain("over https alone");
  expect(await why({ isIsolated: false, canIsolate: false, isSecure: false, load })).toContain("This browser");
  expect(load).not.toHaveBeenCalled();
});

it("says what the vendor's part says when it fails", async () => {
  expect(await why({ load: () => Promise.reject(new Error("blocked")) })).toBe("A real Node.js did not start here: blocked.");
});

it("gives up when nothing answers, and ends what comes too late", async () => {
  vi.useFakeTimers();
  let arrive = (_: WebContainer): void => {};
  const booting = new Promise<WebContainer>((resolve) => {
    arrive = resolve;
  });
  const booted = boot(world({}, booting));
  const refused = expect(booted).rejects.toThrow(/has not answered within 45 seconds/);
  await vi.advanceTimersByTimeAsync(45_000);
  await refused;
  const teardown = vi.fn();
  arrive({ teardown } as unknown as WebContainer);
  await vi.runAllTimersAsync();
  expect(teardown).toHaveBeenCalledOnce();
});
