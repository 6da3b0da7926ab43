import { expect, it } from "vitest";
import { virtualStart } from "../../clocks.ts";
import { directory } from "../../filesystem/build.ts";
import { createLab } from "../../../headless/lab.ts";
import { runLine } from "../../../headless/run-lines.ts";
import { ownedBy } from "../../../headless/workspace.ts";

it.each([
  ["1,2,9", "a-b-"],
  ["1,5,9", "a--"],
  ["9", ""],
  ["2-9", "b"],
  ["3,3", "-"],
  ["4,9-", "-"],
])("busybox's cut -f%s has an empty field for each part of the list that lies behind the last one", async (list, text) => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  expect(
    (await runLine(session, `docker run --rm alpine:3.20 sh -c 'echo a-b | cut -d- -f${list}; echo ab | cut -d- -f${list}'`)).stdout,
  ).toBe(`${text}\nab\n`);
});
