/**
 * Containers, volumes and networks as a real Docker has them: scripts that were recorded line by line, replayed in the lab.
 * The base image recorded was a busybox, on a machine with cgroups v1 and without registries: `differs.ts` says which lines
 * can't be the same, and why.
 */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { virtualStart } from "../../../src/engine/clocks.ts";
import { directory } from "../../../src/engine/filesystem/build.ts";
import { createLab } from "../../../src/headless/lab.ts";
import { type LineResult, runLine } from "../../../src/headless/run-lines.ts";
import { ownedBy } from "../../../src/headless/workspace.ts";
import { differences } from "./differs.ts";
import { inAnyOrder, withoutChance } from "./masks.ts";

const webServer = `FROM busybox:1.36
RUN [ -x /bin/httpd ] || { echo "#!/bin/sh" > /bin/httpd; echo "exec sleep 100000" >> /bin/httpd; chmod +x /bin/httpd; }; mkdir -p /var/www && echo "<h1>hi</h1>" > /var/www/index.html
EXPOSE 80
CMD ["httpd","-f","-v","-p","80","-h","/var/www"]
`;

/** The images of the recorded machine: a small web server has the names of two others. */
async function preparedLab() {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  await runLine(session, "docker rmi -f nginx:alpine");
  await runLine(
    session,
    `printf '${webServer.replaceAll("\n", "\\n").replaceAll('"', '\\"')}' | docker build -q -t web-demo:1 -t nginx:alpine -`,
  );
  return session;
}

function masked({ line, exitCode, stdout, stderr }: LineResult): object {
  const sorted = (text: string): string => (inAnyOrder(line) ? text.split("\n").toSorted().join("\n") : text);
  return { exitCode, stdout: sorted(withoutChance(stdout)), stderr: sorted(withoutChance(stderr)) };
}

const transcripts = [
  "../../golden/run-basics",
  "../../golden/tables",
  "../../golden/health",
  "life-cycle",
  "volumes",
  "networks",
  "isolation",
];

describe.each(transcripts)("%s", (name) => {
  const { transcript } = JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8")) as {
    readonly transcript: readonly LineResult[];
  };
  const known = differences[name.split("/").at(-1) as string] ?? {};
  const got: LineResult[] = [];

  beforeAll(async () => {
    const session = await preparedLab();
    for (const { line } of transcript) got.push(await runLine(session, line));
  }, 120_000);

  it.each(transcript.map((expected, index) => [expected.line, index] as const))("%s", (line, index) => {
    const expected = masked(transcript[index] as LineResult);
    const answer = masked(got[index] as LineResult);
    const reason = known[line];
    if (reason?.startsWith("waits")) return;
    // A reason that is no longer one has to go.
    if (reason !== undefined) expect(answer, reason).not.toEqual(expected);
    else expect(answer).toEqual(expected);
  });

  it("knows no lines that are not there", () => {
    const lines = new Set(transcript.map(({ line }) => line));
    expect(Object.keys(known).filter((line) => !lines.has(line))).toEqual([]);
  });
});
