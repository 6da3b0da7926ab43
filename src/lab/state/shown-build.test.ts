import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { BuildView } from "../../engine/api.ts";
import { sketch } from "../../visualizers/layers/fixture.ts";
import { Predictions } from "./predictions.ts";
import { ShownBuild } from "./shown-build.ts";

const steps = [{ text: "FROM alpine" }, { text: "RUN make" }];
const built = (number: number) => sketch([{ steps }], { kind: "built", number });

describe("which build is shown", () => {
  const builds = signal<readonly BuildView[]>([built(1), built(2), built(3)]);
  const preview = signal<BuildView | undefined>(sketch([{ steps }]));
  const building = signal<BuildView | undefined>(undefined);
  const shown = new ShownBuild({ builds, preview, building });

  it("is the next one at first, the last when looking back, and any by its place", () => {
    expect([shown.view.value?.kind, shown.place.value]).toEqual(["preview", 3]);
    shown.look("back");
    expect([shown.view.value?.number, shown.place.value]).toEqual([3, 2]);
    shown.choose(0);
    expect([shown.view.value?.number, shown.place.value]).toEqual([1, 0]);
    shown.choose(3);
    expect(shown.view.value).toBe(preview.value);
  });

  it("marks no lines of the editor for a build of other files", () => {
    shown.choose(0);
    expect(shown.ofTheseFiles.value).toBeUndefined();
    shown.look("back");
    expect(shown.ofTheseFiles.value?.number).toBe(3);
  });

  it("is the one under way while there is one", () => {
    shown.choose(1);
    building.value = sketch([{ steps }]);
    expect(shown.view.value).toBe(building.value);
    building.value = undefined;
    expect(shown.view.value?.number).toBe(2);
  });
});

describe("predictions", () => {
  it("are answered by the build, counted, and gone for the next", () => {
    let changes = 0;
    const predictions = new Predictions({ onChange: () => changes++ });
    predictions.guess(sketch([{ steps }]), "stage-0:1", "stays");
    predictions.guess(sketch([{ steps }]), "stage-0:2", "reruns");
    predictions.answer(built(4));
    expect(predictions.results.value).toEqual([{ number: 4, right: 1, asked: 2 }]);
    expect(predictions.guessesOf(4).size).toBe(2);
    expect(predictions.guessesOf(0).size).toBe(0);
    expect(changes).toBe(3);
  });

  it("wait when a build has nothing to do with them", () => {
    const predictions = new Predictions({ onChange: () => {} });
    predictions.guess(sketch([{ steps }]), "stage-0:2", "stays");
    predictions.answer(sketch([{ steps: [{ text: "FROM scratch" }] }], { kind: "built", number: 1 }));
    expect([predictions.results.value.length, predictions.guessesOf(0).size]).toEqual([0, 1]);
  });

  it("stay when they were made while a line ran that said nothing, and give way to what a line has said", () => {
    const predictions = new Predictions({ onChange: () => {} });
    const sent = predictions.kept();
    predictions.guess(sketch([{ steps }]), "stage-0:2", "stays");
    predictions.takeFrom(sent, JSON.parse(JSON.stringify(sent)));
    expect(predictions.guessesOf(0).size).toBe(1);
    predictions.takeFrom(sent, {
      guesses: [
        ["a", "stays"],
        ["b", "reruns"],
      ],
      results: [],
    });
    expect([...predictions.guessesOf(0).keys()]).toEqual(["a", "b"]);
  });

  it("come back as they were kept", () => {
    const predictions = new Predictions({ onChange: () => {} });
    predictions.guess(sketch([{ steps }]), "stage-0:2", "stays");
    const kept = JSON.parse(JSON.stringify(predictions.kept()));
    const other = new Predictions({ onChange: () => {} });
    other.restore(kept);
    expect(other.kept()).toEqual(kept);
    other.forget();
    expect(other.kept()).toEqual({ guesses: [], results: [] });
  });
});
