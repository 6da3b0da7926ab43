import fc from "fast-check";
import { expect, it } from "vitest";
import { FsError } from "../filesystem/errors.ts";
import { sizeOf } from "../filesystem/walk.ts";
import { Tmpfs } from "./tmpfs.ts";

it("takes no more than its size, and takes again what was freed", () => {
  const tmpfs = new Tmpfs({ size: 10 });
  tmpfs.writeFile("/a", "123456");
  expect(() => tmpfs.writeFile("/b", "12345")).toThrow("ENOSPC");
  expect(() => tmpfs.appendFile("/a", "12345")).toThrow("ENOSPC");
  tmpfs.writeFile("/a", "1");
  tmpfs.writeFile("/b", "12345");
  tmpfs.remove("/b");
  tmpfs.writeFile("/c", "123456789");
  expect(tmpfs.used).toBe(10);
});

it("counts what is in it, whatever was done", () => {
  const path = fc.constantFrom("/a", "/b", "/d", "/d/a", "/d/b");
  const step = fc.oneof(
    fc.record({ kind: fc.constantFrom("write", "append") as fc.Arbitrary<string>, path, size: fc.nat(9) }),
    fc.record({ kind: fc.constantFrom("mkdir", "remove"), path, size: fc.constant(0) }),
    fc.record({ kind: fc.constant("rename"), path, to: path, size: fc.constant(0) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const tmpfs = new Tmpfs({ size: 25 });
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
        expect(tmpfs.used).toBe(sizeOf(tmpfs.root));
        expect(tmpfs.used).toBeLessThanOrEqual(25);
      }
    }),
  );
});
