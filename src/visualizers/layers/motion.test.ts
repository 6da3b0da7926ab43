import { expect, it } from "vitest";
import type { BuildView, Reason } from "../../engine/api.ts";
import { sketch } from "./fixture.ts";
import { motionsOf } from "./motion.ts";

const changed: Reason = { kind: "files-changed", changes: [{ path: "app.py", how: "content" }] };
const steps = (broken: boolean) => [
  { text: "FROM x" },
  broken ? { text: "COPY . .", verdict: "reran" as const, reason: changed } : { text: "COPY . ." },
];
const kinds = (view: BuildView, previous?: BuildView) => [...motionsOf(view, previous).values()].map(({ kind }) => kind);

it("breaks away what an edit invalidated, and settles it when the edit is taken back", () => {
  const [whole, broken] = [sketch([{ steps: steps(false) }]), sketch([{ steps: steps(true) }])];
  expect(kinds(broken, whole)).toEqual([undefined, "part"]);
  expect(kinds(whole, broken)).toEqual([undefined, "settle"]);
});

it("moves nothing while typing changes nothing", () => {
  expect(kinds(sketch([{ steps: steps(true) }]), sketch([{ steps: steps(true) }]))).toEqual([undefined, undefined]);
});

it("slides cached layers in and lays down made ones, one after the other", () => {
  const view = sketch([{ steps: [...steps(true), { text: "RUN a", verdict: "reran", reason: changed }] }], { kind: "built", number: 3 });
  expect(kinds(view, sketch([{ steps: steps(true) }]))).toEqual(["slide", "lay", "lay"]);
  expect([...motionsOf(view, undefined).values()].map(({ delay }) => delay)).toEqual([0, 0, 90]);
});

it("moves again for the next build, even when it is the same movement", () => {
  const build = (number: number) => sketch([{ steps: steps(false) }], { kind: "built", number });
  const [first, second] = [motionsOf(build(1), undefined), motionsOf(build(2), build(1))];
  expect([...first.values()].map(({ beat }) => beat)).not.toEqual([...second.values()].map(({ beat }) => beat));
});
