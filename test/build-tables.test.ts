/** The experiments of our BuildKit notes: one edit of a Dockerfile, a file or an option, and the steps that ran for it. */
import { describe, expect, test } from "vitest";
import { groups } from "./build-tables.ts";
import { Bench } from "./builder-bench.ts";

for (const { name, dockerfile, files, rows, base } of groups) {
  describe(name, () => {
    test("edit by edit", async () => {
      const bench = new Bench(base);
      await bench.build({ dockerfile, files });
      for (const row of rows) {
        const text = row.edit ? row.edit(dockerfile) : dockerfile;
        const edited = typeof row.files === "function" ? row.files(files) : { ...files, ...row.files };
        const ran = await bench.build({ dockerfile: text, files: edited, ...row.options });
        expect(`${row.name}: ${ran}`).toBe(`${row.name}: ${row.ran}`);
      }
    });
  });
}
