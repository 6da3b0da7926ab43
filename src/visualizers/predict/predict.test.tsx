import { render } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import { sketch } from "../layers/fixture.ts";
import { liveView } from "../layers/live.ts";
import { PredictPanel, type PredictPanelProps } from "./PredictPanel.tsx";
import { guessKeys, scoreWords } from "../../views/predictions.ts";

const steps = [{ text: "FROM alpine" }, { text: "COPY . .", verdict: "reran" as const }, { text: "CMD a" }];
const next = sketch([{ steps }]);
const said = new Map([...guessKeys(next).values()].map((key) => [key, "stays" as const]));
const panel = (props: Partial<PredictPanelProps>) =>
  render(
    <PredictPanel
      view={next}
      guesses={new Map()}
      results={[]}
      onGuess={() => {}}
      onNext={() => {}}
      onBuild={() => {}}
      explain={({ text }) => `\`${text}\` had its reason.`}
      {...props}
    />,
  );

describe("the panel of predictions", () => {
  it("asks about every layer, and gives nothing away", () => {
    const html = panel({});
    expect(html.match(/<legend/g)).toHaveLength(2);
    expect(html).toContain("What will the next build do? Mark each step.");
    expect(html).not.toMatch(/reran|re-ran|will re-run|had its reason/);
    expect(html).toMatch(/disabled[^>]*>Build and see/);
  });

  it("marks all that is open at once, until nothing is", () => {
    expect(panel({})).toContain('aria-label="Mark all steps"');
    const [key] = guessKeys(next).values();
    const three = sketch([{ steps: [...steps, { text: "RUN make" }] }]);
    expect(panel({ view: three, guesses: new Map([[key as string, "stays"]]) })).toContain('aria-label="Mark the steps that are left"');
    expect(panel({ guesses: said })).not.toContain("predict-rest");
  });

  it("answers as the build runs, the reasons when it is done", () => {
    const live = liveView(next, new Map([["stage-0:1", { state: "cached", started: 0, completed: 0 }]] as const));
    expect(panel({ view: live, guesses: said })).toContain("1 of 1 right so far");
    const html = panel({ view: sketch([{ steps }], { kind: "built", number: 3 }), guesses: said });
    expect(html).toContain("Build 3: 1 of 2 right.");
    expect(html).toContain("It stayed, as you said.");
    expect(html).toContain("You said it stays. It ran.");
    expect(html).toContain("<code>COPY . .</code> had its reason.");
  });

  it("keeps score", () => {
    expect(scoreWords([])).toBe("");
    expect(scoreWords([{ number: 1, right: 2, asked: 4 }])).toBe("So far 2 of 4 in one build.");
    expect(
      scoreWords([
        { number: 1, right: 2, asked: 4 },
        { number: 2, right: 4, asked: 4 },
      ]),
    ).toBe("So far 6 of 8 in 2 builds, 1 without a mistake.");
  });
});
