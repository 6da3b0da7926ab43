import { expect, test } from "vitest";
import { directory } from "../../engine/filesystem/build.ts";
import { virtualStart } from "../../engine/clocks.ts";
import { createLab } from "../../headless/lab.ts";
import { ownedBy } from "../../headless/workspace.ts";
import { rerunLine } from "./rerun-line.ts";

async function lineAfter(...commands: string[]): Promise<string | undefined> {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  const quiet = { stdout() {}, stderr() {} };
  await session.exec("printf 'FROM alpine:3.20\\nWORKDIR /app\\nCOPY a.txt .\\nRUN cat a.txt > b\\n' > Dockerfile; echo 1 > a.txt", quiet);
  for (const command of commands) await session.exec(`${command}; docker build -t app .`, quiet);
  const view = session.engine.builds().at(-1);
  return view && rerunLine(view);
}

test("names what re-ran and why, and stays silent when nothing did", async () => {
  expect(await lineAfter("true")).toBeUndefined();
  expect(await lineAfter("true", "true")).toBeUndefined();
  expect(await lineAfter("true", "echo 2 > a.txt")).toBe("drydock: 2 steps ran because a.txt changed · type why for more");
  expect(await lineAfter("true", "echo RUN true >> Dockerfile")).toBe("drydock: 1 step ran because RUN true is new · type why for more");
  expect(await lineAfter("true", "echo RUN false >> Dockerfile")).toBeUndefined();
});
