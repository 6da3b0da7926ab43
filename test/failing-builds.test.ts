/** What a build that fails says of the steps it did not come to, as a real Docker 28.5 was seen to. */
import { expect, test } from "vitest";
import { virtualStart } from "../src/engine/clocks.ts";
import { directory } from "../src/engine/filesystem/build.ts";
import { createLab } from "../src/headless/lab.ts";
import { runLine } from "../src/headless/run-lines.ts";
import { ownedBy } from "../src/headless/workspace.ts";

/** Each numbered step of some builds of one Dockerfile, with how it ended, in the order they were printed. */
async function endings(dockerfile: string, builds = 1): Promise<string[][]> {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  await runLine(session, "docker pull alpine:3.20");
  await runLine(session, `echo a > a; cat > Dockerfile <<'END_OF_FILE'\n${dockerfile}\nEND_OF_FILE\n`);
  const all: string[][] = [];
  for (let left = builds; left > 0; left--) {
    const { stderr } = await runLine(session, "docker build --progress=plain .");
    const blocks = stderr.split(/\n\n(?=#)/).map((block) => /^(#\d+) \[[^\]]*?(\d+)\/\d+\] ([\s\S]*)/.exec(block));
    all.push(
      blocks
        .filter((found) => found !== null)
        .filter(([, , , text]) => !text?.startsWith("FROM"))
        .map(([, number, step, text]) => `${step} ${new RegExp(`^${number} (CACHED|CANCELED|DONE|ERROR)`, "m").exec(text ?? "")?.[1]}`),
    );
  }
  return all;
}

test("steps below a missing file that had not begun are shown as cached, what ran is canceled, what stands on it is not told", async () => {
  const dockerfile = "FROM alpine:3.20\nRUN sleep 9\nRUN echo\nRUN date\nCOPY missing /\nRUN true";
  expect(await endings(dockerfile)).toEqual([["4 CACHED", "3 CACHED", "5 ERROR", "2 CANCELED"]]);
});

test("steps of other stages that had not begun are not told", async () => {
  const dockerfile = "FROM alpine:3.20 AS a\nCOPY missing /\nFROM alpine:3.20\nRUN sleep 9\nRUN true\nCOPY --from=a / /x";
  expect(await endings(dockerfile)).toEqual([["2 ERROR", "2 CANCELED"]]);
});

test("a step that fails while it runs is told before those that it cancels", async () => {
  const dockerfile = "FROM alpine:3.20 AS a\nRUN sleep 5; exit 3\nFROM alpine:3.20\nRUN sleep 9\nRUN true\nCOPY --from=a / /x";
  const [told] = await endings(dockerfile);
  expect(told).toContain("2 ERROR");
  expect(told?.at(-1)).toBe("2 CANCELED");
  expect(told).not.toContain("3 CACHED");
});

test("a folder that is being made is made, and found again", async () => {
  expect(await endings("FROM alpine:3.20\nWORKDIR /app\nCOPY a .\nCOPY missing .", 2)).toEqual([
    ["3 CACHED", "4 ERROR", "2 DONE"],
    ["2 CACHED", "3 CACHED", "4 ERROR"],
  ]);
});

test("a copy does not begin where the files of another one are missing", async () => {
  expect(await endings("FROM alpine:3.20\nCOPY a /a\nRUN cat /a\nCOPY missing .")).toEqual([["3 CACHED", "2 CACHED", "4 ERROR"]]);
});

test.each([
  ["COPY b a c Dockerfile /x/", '"/c"'],
  ["COPY z a y /x/", '"/z"'],
])("of several files that are not there the last is named: %s", async (line, name) => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  const { stderr } = await runLine(session, `echo a > a; printf 'FROM alpine:3.20\n${line}\n' > Dockerfile; docker build .`);
  expect(stderr.trimEnd().endsWith(`${name}: not found`)).toBe(true);
});
