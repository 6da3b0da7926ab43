import { describe, expect, it } from "vitest";
import { virtualClock, virtualStart } from "../../../clocks.ts";
import { run } from "../bench-shell.ts";
import { debPackages, essentialPackages } from "./catalogue.ts";

const slim = "debian:bookworm-slim";
const day = 24 * 3600 * 1000;

describe("apt-get", () => {
  it("finds nothing before an update", async () => {
    const { code, err } = await run(slim, "apt-get install -y curl");
    expect(code).toBe(100);
    expect(err).toBe("E: Unable to locate package curl\n");
  });

  it("installs with dependencies; recommendations cost", async () => {
    const lean = await run(
      slim,
      "apt-get update && apt-get install -y --no-install-recommends git && git --version && rm -rf /var/lib/apt/lists/*",
    );
    expect(lean.code).toBe(0);
    expect(lean.out).toContain("The following additional packages will be installed:");
    expect(lean.out).toMatch(/Setting up git \(1:2\.39\.5-0\+deb12u\d+\) \.\.\./);
    expect(lean.out).toContain("git version 2.39.5");
    const fat = await run(slim, "apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*");
    expect(fat.grew - lean.grew).toBeGreaterThan(5_000_000);
    const dirty = await run(slim, "apt-get update && apt-get install -y git");
    expect(dirty.grew - fat.grew).toBeGreaterThan(15_000_000);
  });

  it("wants a yes, and gets none without a terminal", async () => {
    const { code, out, fs } = await run(slim, "apt-get update -qq && apt-get install curl");
    expect(code).toBe(1);
    expect(out).toMatch(/Do you want to continue\? \[Y\/n\] Abort\.\n$/);
    expect(fs.exists("/usr/bin/curl")).toBe(false);
  });

  it("says which packages it does not know", async () => {
    const { code, err, fs } = await run(slim, "apt-get update -qq && apt-get install -y curl nosuchthing");
    expect(code).toBe(100);
    expect(err).toContain("E: Unable to locate package nosuchthing");
    expect(err).toContain("drydock: ");
    expect(fs.exists("/usr/bin/curl")).toBe(false);
  });

  it("meets 404 with lists that have grown old, and an update mends it", async () => {
    const listed = await run(slim, "apt-get update", { clock: virtualClock(virtualStart) });
    const later = await run(slim, "apt-get install -y curl", { root: listed.root, clock: virtualClock(virtualStart + 40 * day) });
    expect(later.code).toBe(100);
    expect(later.err).toMatch(/E: Failed to fetch http:\/\/deb\.debian\.org\/\S*\/curl_7\.88\.1\S*_amd64\.deb {2}404 {2}Not Found/);
    expect(later.err).toContain("E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?");
    const mended = await run(slim, "apt-get update && apt-get install -y curl", {
      root: listed.root,
      clock: virtualClock(virtualStart + 40 * day),
    });
    expect(mended.code).toBe(0);
    const stable = await run(slim, "apt-get install -y tree", { root: listed.root, clock: virtualClock(virtualStart + 40 * day) });
    expect(stable.code).toBe(0);
  });

  it("fails to resolve without a network", async () => {
    const { code, err } = await run(slim, "apt-get update; apt-get install -y curl", { network: "none" });
    expect(err).toContain("Temporary failure resolving 'deb.debian.org'");
    expect(err).toContain("E: Unable to locate package curl");
    expect(code).toBe(100);
    const listed = await run(slim, "apt-get update");
    expect((await run(slim, "apt-get install -y tree", { root: listed.root, network: "none" })).code).toBe(100);
  });

  it("is for root only", async () => {
    expect((await run(slim, "apt-get update", { uid: 1000 })).err).toContain("Permission denied");
    expect((await run(slim, "apt-get install -y curl", { uid: 1000 })).err).toContain("are you root?");
  });

  it("removes, with what nothing needs any more", async () => {
    const there = await run(slim, "apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && dpkg -l gcc && which gcc");
    expect(there.out).toMatch(/^ii {2}gcc\s+4:12\.2\.0-3/m);
    const gone = await run(slim, "apt-get purge -y --auto-remove gcc libc6-dev; which gcc || dpkg -s gcc", { root: there.root });
    expect(gone.out).toContain("The following packages will be REMOVED:");
    expect(gone.err).toContain("dpkg-query: package 'gcc' is not installed and no information is available");
    expect(there.grew + gone.grew).toBeLessThan(25_000_000);
  });

  it("knows what is there already, and marks", async () => {
    const { out } = await run(
      slim,
      "apt-get update -qq && apt-get install -y tree && apt-get install -y tree && apt-mark showmanual | grep tree && dpkg -L tree && dpkg --print-architecture",
    );
    expect(out).toContain("tree is already the newest version (2.1.0-1).");
    expect(out).toContain("/usr/bin/tree");
    expect(out).toContain("amd64");
  });

  it("follows the release", async () => {
    const { out } = await run("ubuntu:24.04", "apt-get update && apt-get install -y nodejs && node --version");
    expect(out).toContain("http://archive.ubuntu.com/ubuntu noble InRelease");
    expect(out).toContain("v18.19.1");
  });
});

it("holds a catalogue whose every dependency is in it or in the base", () => {
  const known = new Set([...debPackages().keys(), ...essentialPackages().map(({ name }) => name)]);
  expect(debPackages().size).toBeGreaterThanOrEqual(100);
  for (const item of debPackages().values())
    for (const name of [...item.depends, ...item.recommends]) expect(known.has(name), `${item.name} → ${name}`).toBe(true);
});
