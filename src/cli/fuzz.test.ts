import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commands } from "./commands/table.ts";
import { fakeEngine, run } from "./testing.ts";

const engine = fakeEngine();
const flagNames = commands.flatMap(({ flags }) => flags.flatMap(({ name, short }) => [`--${name}`, `-${short ?? "x"}`]));

/** Words a command line might hold, sensible ones and others. */
const word = fc.oneof(
  fc.constantFrom(
    ...commands.flatMap(({ paths }) => paths.flat()),
    ".",
    "-",
    "--",
    "-f",
    "-t",
    "app",
    "{{.ID}}",
    "table {{.ID}}",
    "help",
    "--help",
  ),
  fc.constantFrom(...flagNames),
  fc.tuple(fc.constantFrom(...flagNames), fc.string()).map(([flag, value]) => `${flag}=${value}`),
  fc.string({ unit: "binary" }),
);

describe("any command line", () => {
  it("gets an exit code and never an exception of the lab's own", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 7 }), fc.string(), async (argv, stdin) => {
        const { code, stderr } = await run(engine, argv, { stdin, files: { Dockerfile: "FROM scratch\n" } });
        expect(Number.isInteger(code)).toBe(true);
        expect(code).toBeGreaterThanOrEqual(0);
        expect(code).toBeLessThan(256);
        expect(stderr).not.toContain("the lab itself failed");
      }),
      { numRuns: 500 },
    );
  });

  it("a lone dash is a command that there is not", async () => {
    for (const argv of [["-"], ["buildx", "-"], ["image", "-"]]) {
      const { code, stderr } = await run(engine, argv);
      expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining("unknown command: ") });
    }
  });

  it("survives any template", async () => {
    const piece = fc.constantFrom(
      "{{",
      "}}",
      "{{-",
      "-}}",
      ".",
      ".ID",
      "$x",
      ":=",
      "|",
      "(",
      ")",
      '"a"',
      "range",
      "if",
      "else",
      "end",
      "with",
      "json",
      "printf",
      "index",
      "eq",
      " ",
      "0",
      "'",
      "`",
      "/*",
      "*/",
      "é",
      "\n",
      ",",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 14 }), async (pieces) => {
        const { stderr } = await run(engine, ["version", "--format", pieces.join("")]);
        expect(stderr).not.toContain("the lab itself failed");
      }),
      { numRuns: 1000 },
    );
  });
});
