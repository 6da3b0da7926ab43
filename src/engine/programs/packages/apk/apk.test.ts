import { describe, expect, it } from "vitest";
import { run } from "../bench-shell.ts";
import { readInstalled } from "../apk-database.ts";
import { apkPackages } from "./catalogue.ts";

const alpine = "alpine:3.20";

describe("apk", () => {
  it("adds packages with what they need", async () => {
    const { code, out, fs } = await run(alpine, "apk add --no-cache bash curl && bash -c 'echo from bash' && curl --version");
    expect(code).toBe(0);
    expect(out).toContain("fetch https://dl-cdn.alpinelinux.org/alpine/v3.20/main/x86_64/APKINDEX.tar.gz");
    expect(out).toMatch(/\(1\/\d+\) Installing ncurses-terminfo-base/);
    expect(out).toMatch(/OK: \d+ MiB in \d+ packages/);
    expect(out).toContain("from bash");
    expect(fs.readText("/etc/apk/world")).toContain("bash\n");
    expect(fs.readdir("/var/cache/apk")).toEqual([]);
  });

  it("keeps the index in the layer without --no-cache", async () => {
    const kept = await run(alpine, "apk add tree");
    const not = await run(alpine, "apk add --no-cache tree");
    expect(kept.grew - not.grew).toBeGreaterThan(2_000_000);
    expect((await run(alpine, "apk add bash", { root: kept.root })).out).not.toContain("fetch ");
  });

  it("takes a virtual package away again with all it brought", async () => {
    const { out, fs, grew } = await run(
      alpine,
      "apk add --no-cache libpq && apk add --no-cache --virtual .build-deps build-base postgresql-dev && gcc --version && apk del .build-deps",
    );
    expect(out).toContain("Installing .build-deps (20");
    expect(out).toContain("Purging gcc (14.2.0-r6)");
    expect(fs.exists("/usr/bin/gcc")).toBe(false);
    expect(fs.exists("/usr/lib/libpq.so.5")).toBe(true);
    expect(grew).toBeLessThan(2_000_000);
    expect(readInstalled(fs).some(({ name }) => name === "busybox")).toBe(true);
  });

  it("says what it does not have", async () => {
    const { code, err } = await run(alpine, "apk add --no-cache nosuchthing");
    expect(code).toBe(1);
    expect(err).toContain("ERROR: unable to select packages:\n  nosuchthing (no such package):\n    required by: world[nosuchthing]\n");
    expect(err).toContain("drydock: ");
  });

  it("warns without a network and selects nothing", async () => {
    const { code, err } = await run(alpine, "apk add --no-cache curl", { network: "none" });
    expect(code).toBe(1);
    expect(err).toContain("WARNING: fetching https://dl-cdn.alpinelinux.org/alpine/v3.20/main: temporary error (try again later)");
    expect(err).toContain("curl (no such package)");
  });

  it("is for root only", async () => {
    expect((await run(alpine, "apk add curl", { uid: 1000 })).err).toContain("Permission denied");
  });

  it("tells what is installed", async () => {
    expect((await run(alpine, "apk info -e musl && apk info")).out).toContain("alpine-baselayout");
    expect((await run(alpine, "apk info -e nosuch")).code).toBe(1);
  });
});

it("holds a catalogue whose every dependency is in it or in the base", async () => {
  const base = readInstalled((await run(alpine, "true")).fs).map(({ name }) => name);
  const known = new Set([...apkPackages().keys(), ...base]);
  expect(apkPackages().size).toBeGreaterThanOrEqual(80);
  for (const item of apkPackages().values()) for (const name of item.depends) expect(known.has(name), `${item.name} → ${name}`).toBe(true);
});
