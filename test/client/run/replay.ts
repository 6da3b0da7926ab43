/** Recorded scripts against the lab: one session from the first line to the last. */
import { readFileSync } from "node:fs";
import { virtualStart } from "../../../src/engine/clocks.ts";
import { directory } from "../../../src/engine/filesystem/build.ts";
import { createLab } from "../../../src/headless/lab.ts";
import { type LineResult, runLine } from "../../../src/headless/run-lines.ts";
import { ownedBy } from "../../../src/headless/workspace.ts";
import type { LabSession } from "../../../src/shell/session.ts";
import { asOlder, inAnyOrder, withoutChance } from "./masks.ts";

const webServer = `FROM busybox:1.36
RUN [ -x /bin/httpd ] || { echo "#!/bin/sh" > /bin/httpd; echo "exec sleep 100000" >> /bin/httpd; chmod +x /bin/httpd; }; mkdir -p /var/www && echo "<h1>hi</h1>" > /var/www/index.html
EXPOSE 80
CMD ["httpd","-f","-v","-p","80","-h","/var/www"]
`;

/** A lab with the images of the recorded machine: a small web server has the names of two others. */
async function preparedLab(): Promise<LabSession> {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  await runLine(session, "docker rmi -f nginx:alpine");
  await runLine(
    session,
    `printf '${webServer.replaceAll("\n", "\\n").replaceAll('"', '\\"')}' | docker build -q -t web-demo:1 -t nginx:alpine -`,
  );
  return session;
}

export interface RecordedLine extends LineResult {
  /** Why the lab's answer is another one. */
  readonly differs?: string;
}

export interface Transcript {
  /** Version of the engine it was recorded on; the goldens' when absent. */
  readonly engine?: string;
  /** What the lab needs first, and the recorded machine had without Docker's help. */
  readonly before?: readonly string[];
  readonly transcript: readonly RecordedLine[];
}

export function readTranscript(file: URL): Transcript {
  return JSON.parse(readFileSync(file, "utf8")) as Transcript;
}

/** What the lab answers to the lines of a transcript. */
export async function replay({ before = [], transcript }: Transcript): Promise<readonly LineResult[]> {
  const session = await preparedLab();
  for (const line of before) await runLine(session, line);
  const got: LineResult[] = [];
  for (const { line } of transcript) got.push(await runLine(session, line));
  return got;
}

/** An answer without what chance decides, and without what the engine it was recorded on (or is compared with) says otherwise than 28.4. */
export function masked({ line, exitCode, stdout, stderr }: LineResult, { engine }: Transcript): Omit<LineResult, "line"> {
  const shown = (text: string): string => {
    const words = engine?.startsWith("28.5") ? asOlder(text) : text;
    const told = withoutChance(words);
    return inAnyOrder(line) ? told.split("\n").toSorted().join("\n") : told;
  };
  return { exitCode, stdout: shown(stdout), stderr: shown(stderr) };
}
