/** What holds for every Dockerfile and every edit. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { BuildView } from "../src/engine/api.ts";
import { explain } from "../src/engine/build/explain/explain.ts";
import { Bench, type Files, layerSteps, type Plan, ranSteps } from "./builder-bench.ts";

const paths = ["a.txt", "b.txt", "src/x.py", "src/y.py", "conf/c.conf"];
const instruction = fc.oneof(
  fc.constantFrom(
    "RUN echo one > /one",
    "RUN mkdir -p /o && echo x > /o/f",
    "RUN ls -R /app > /list || true",
    "RUN echo $A$X > /vars",
    "RUN cat /app/* > /all 2>/dev/null || true",
  ),
  fc.constantFrom(
    "COPY a.txt /app/",
    "COPY src /app/src",
    "COPY . /ctx",
    "COPY *.txt ./",
    "COPY --chmod=755 b.txt /bin/b",
    "COPY --chown=5:6 conf /conf",
    "ADD a.txt /added",
  ),
  fc.constantFrom("WORKDIR /app", "WORKDIR sub", "WORKDIR /"),
  fc.constantFrom(
    "ENV A=1",
    "ENV A=2",
    "ARG X=1",
    "ARG X",
    "USER 1000",
    "USER root",
    "LABEL l=1",
    'CMD ["sh"]',
    "EXPOSE 80",
    "# a comment",
  ),
);
const lines = fc.array(instruction, { maxLength: 6 });
const dockerfile = fc
  .record({ build: lines, main: lines, copies: fc.boolean(), nested: fc.boolean() })
  .map(({ build, main, copies, nested }) =>
    [
      "FROM busybox:1.36 AS build",
      "RUN mkdir -p /out && echo made > /out/f",
      ...build,
      nested ? "FROM build" : "FROM busybox:1.36",
      ...main,
      ...(copies ? ["COPY --from=build /out/f /got/", "RUN echo last"] : []),
      "",
    ].join("\n"),
  );
const files = fc.record(Object.fromEntries(paths.map((path) => [path, fc.constantFrom("1\n", "2\n")]))) as fc.Arbitrary<Files>;
const plan: fc.Arbitrary<Plan> = fc.record({
  dockerfile,
  files: fc
    .tuple(files, fc.constantFrom("Dockerfile\n", "Dockerfile\n*.txt\n", "*\n!src\n"))
    .map(([all, ignore]): Files => ({ ...all, ".dockerignore": ignore })),
  buildArgs: fc.constantFrom<Record<string, string>[]>({}, { X: "1" }, { X: "2" }, { UNUSED: "1" }),
  noCache: fc.constantFrom(false, false, false, true),
  target: fc.constantFrom(undefined, undefined, "build"),
});
const runs = { numRuns: 60 };

/** Builds may fail, since .dockerignore can hide what a COPY names. */
function done(view: BuildView): boolean {
  return view.failure === undefined;
}

test("the same build again is cached throughout, and makes the same image", () =>
  fc.assert(
    fc.asyncProperty(plan, async (one) => {
      const bench = new Bench();
      const first = await bench.view(one);
      fc.pre(done(first));
      const again = await bench.view({ ...one, noCache: false });
      expect(ranSteps(again)).toBe("-");
      if (layerSteps(again).length > 0) expect(again.imageId).toBe(first.imageId);
    }),
    runs,
  ));

test("A, B, A: the second A is cached throughout", () =>
  fc.assert(
    fc.asyncProperty(plan, plan, async (one, other) => {
      const bench = new Bench();
      fc.pre(done(await bench.view(one)));
      await bench.view({ ...other, noCache: false });
      expect(ranSteps(await bench.view({ ...one, noCache: false }))).toBe("-");
    }),
    runs,
  ));

test("a file that no step can see changes no verdict", () =>
  fc.assert(
    fc.asyncProperty(plan, plan, async (one, other) => {
      const [bench, twin] = [new Bench(), new Bench()];
      const hide = (plain: Plan, text: string): Plan => ({
        ...plain,
        files: { ...plain.files, ".dockerignore": `${String(plain.files[".dockerignore"])}hidden.txt\n`, "hidden.txt": text },
      });
      for (const [index, step] of [one, other].entries()) {
        expect(ranSteps(await bench.view(hide(step, "same"))), step.dockerfile).toBe(
          ranSteps(await twin.view(hide(step, `other ${index}`))),
        );
      }
    }),
    runs,
  ));

test("what the preview foretells comes true, and every verdict has its reason in words", () =>
  fc.assert(
    fc.asyncProperty(fc.array(plan, { minLength: 1, maxLength: 4 }), async (plans) => {
      const bench = new Bench();
      for (const step of plans) {
        const foretold = bench.engine.preview(bench.request(step));
        const { view: built } = await bench.engine.build(bench.request(step));
        if (foretold.failure) {
          expect(built.failure).toBeDefined();
          continue;
        }
        const verdicts = new Map(layerSteps(built).map(({ id, verdict }) => [id, verdict]));
        for (const { id, verdict, text } of layerSteps(foretold)) {
          if (verdict === "unknown") continue;
          // A step that would run may fail, or not get its turn after another failed.
          if (verdict === "reran" && built.failure) continue;
          expect(`${text}: ${verdicts.get(id)}`).toBe(`${text}: ${verdict}`);
        }
        for (const view of [foretold, built]) {
          for (const one of view.stages.flatMap(({ steps }) => steps)) expect(explain(one.reason, one, view)).toMatch(/^`.*[.:]/s);
        }
      }
    }),
    runs,
  ));
