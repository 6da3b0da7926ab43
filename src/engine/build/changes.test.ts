import { expect, it } from "vitest";
import { configFromChanges } from "./changes.ts";

it("makes settings of instructions", () => {
  expect(configFromChanges(['CMD ["ls"]', "ENV A=1", "VOLUME /v"])).toMatchObject({ Cmd: ["ls"], Env: ["A=1"], Volumes: { "/v": {} } });
  expect(configFromChanges([])).toEqual({ OnBuild: null });
});

it.each([
  [["RUN x"], "RUN is not a valid change command"],
  [["ENV"], "ENV requires at least one argument"],
  [[""], "file with no instructions"],
])("refuses %j", (changes, message) => {
  expect(() => configFromChanges(changes)).toThrow(expect.objectContaining({ status: 400, message }));
});

it("refers to variables that are there", () => {
  const known = ["PATH=/usr/bin:/bin", 'QUOTED="a" \\ $HOME', "SAME=1"];
  const changed = configFromChanges(["ENV PATH=$PATH:/opt/bin", "LABEL said=$QUOTED"], known);
  expect(changed.Env).toEqual(["PATH=/usr/bin:/bin:/opt/bin"]);
  expect(changed.Labels).toEqual({ said: '"a" \\ $HOME' });
});
