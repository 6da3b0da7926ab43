import fc from "fast-check";
import { expect, it } from "vitest";
import { FsError } from "../filesystem/errors.ts";
import { memoryOf } from "./pages.ts";
import { Tmpfs } from "./tmpfs.ts";

const page = 4096;

it("takes no more than its size, and takes again what was freed", () => {
  const tmpfs = new Tmpfs({ size: 3 * page - 1 });
  tmpfs.writeFile("/a", "x".repeat(page + 1));
  expect(() => tmpfs.writeFile("/b", "x".repeat(page + 1))).toThrow("ENOSPC");
  expect(tmpfs.attributes("/b").size).toBe(page);
  expect(() => tmpfs.appendFile("/a", "x".repeat(page))).toThrow("ENOSPC");
  expect(tmpfs.attributes("/a").size).toBe(2 * page);
  tmpfs.writeFile("/a", "1");
  tmpfs.remove("/b");
  tmpfs.writeFile("/c", "x".repeat(2 * page));
  expect(tmpfs.used).toBe(3 * page);
});

it("gives every file whole pages, an empty one none", () => {
  const tmpfs = new Tmpfs({ size: 2 * page });
  for (const name of ["/a", "/b"]) tmpfs.writeFile(name, "x");
  tmpfs.writeFile("/c", "");
  expect(() => tmpfs.writeFile("/c", "x")).toThrow("ENOSPC");
  expect(tmpfs.attributes("/c").size).toBe(0);
});

it("cuts what is mostly a hole where it is full", () => {
  const tmpfs = new Tmpfs({ size: page });
  expect(() => tmpfs.writeFile("/a", { bytes: new Uint8Array(10), size: 3 * page })).toThrow("ENOSPC");
  expect(tmpfs.attributes("/a").size).toBe(page);
});

it("counts what is in it, whatever was done", () => {
  const path = fc.constantFrom("/a", "/b", "/d", "/d/a", "/d/b");
  const step = fc.oneof(
    fc.record({ kind: fc.constantFrom("write", "append") as fc.Arbitrary<string>, path, size: fc.nat(3 * page) }),
    fc.record({ kind: fc.constantFrom("mkdir", "remove"), path, size: fc.constant(0) }),
    fc.record({ kind: fc.constant("rename"), path, to: path, size: fc.constant(0) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const tmpfs = new Tmpfs({ size: 6 * page });
      for (const { kind, path: at, size, ...rest } of steps) {
        try {
          if (kind === "write") tmpfs.writeFile(at, "x".repeat(size));
          else if (kind === "append") tmpfs.appendFile(at, "x".repeat(size));
          else if (kind === "mkdir") tmpfs.mkdir(at);
          else if (kind === "remove") tmpfs.remove(at, { recursive: true });
          else tmpfs.rename(at, (rest as { to: string }).to);
        } catch (error) {
          if (!(error instanceof FsError)) throw error;
        }
        expect(tmpfs.used).toBe(memoryOf(tmpfs.root));
        expect(tmpfs.used).toBeLessThanOrEqual(6 * page);
      }
    }),
  );
});
