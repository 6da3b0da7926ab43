import { expect, test } from "vitest";
import { checkScenarioProps } from "./scenario-props.ts";

const steps = ["docker ps"];
const checked = (props: Parameters<typeof checkScenarioProps>[1]) => () => checkScenarioProps("/lessons/x/", props);

test("a scenario that can be played is let through", () => {
  expect(checked({ picture: "networks", ask: null, steps })).not.toThrow();
  expect(checked({ picture: "networks", ask: null, steps: [] })).not.toThrow();
  expect(checked({ picture: "builds", ask: { side: "compare" }, steps })).not.toThrow();
});

test.each([
  [{ picture: "namespaces", ask: null, steps }, 'does not say what to look at: give it ask={{ question: "ps"'],
  [{ picture: "namespace", ask: null, steps }, "The pictures: api, builds"],
  [{ picture: "toString", ask: null, steps }, "which there is not"],
  [{ ask: null, steps }, "which there is not"],
  [{ picture: "storage", ask: null }, "has no steps"],
])("%o names the page and the remedy", (props, words) => {
  expect(checked(props)).toThrow(words);
  expect(checked(props)).toThrow("/lessons/x/: a <Scenario>");
});
