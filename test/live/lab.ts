/** Cases in the headless lab, in this process. */
import path from "node:path";
import { directory } from "../../src/engine/filesystem/build.ts";
import type { DirectoryNode } from "../../src/engine/filesystem/node.ts";
import { virtualStart } from "../../src/engine/clocks.ts";
import { createLab } from "../../src/headless/lab.ts";
import { type LineResult, runLine } from "../../src/headless/run-lines.ts";
import { ownedBy } from "../../src/headless/workspace.ts";
import type { LabSession } from "../../src/shell/session.ts";
import { base, buildLine, type Case, prepare, quote, results, writesResults } from "./case.ts";
import { aboveBase, changedFiles, configLines, look, type Observation, type ObservedImage, observe } from "./observe.ts";
import { written } from "./written.ts";

/** Every round's observation. */
export async function inLab({ rounds }: Case): Promise<Observation[]> {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  await runLine(session, `printf %s ${quote(base.dockerfile)} | docker build -q -t ${base.tag} -; docker builder prune -af`);
  const { root } = await session.engine.imageFilesystem(base.tag);
  // The client of the real engine is root's too: it can write into the directories that it has just made read-only.
  const run = (line: string): Promise<LineResult> => runLine(session, `sudo bash -c ${quote(line)}`);
  const seen: Observation[] = [];
  for (const round of rounds) {
    // Files written in one millisecond would have equal times, and a client takes them for unchanged.
    for (const edit of round.edits) await run(`${edit}; sleep 1`);
    await run(`${prepare(round).join("; ")}; sleep 1`);
    const { exitCode, stderr } = await run(buildLine(round));
    const observation = observe(exitCode, stderr);
    const made = writesResults(round) ? { written: written(resultsOf(session), root) } : {};
    const has = exitCode === 0 && (await runLine(session, `docker image inspect ${round.tag}`)).exitCode === 0;
    seen.push({ ...observation, ...made, ...(has && { image: await image(session, round.tag, root) }) });
  }
  return seen;
}

function resultsOf(session: LabSession): DirectoryNode {
  const node = session.disk.lookup(path.join(session.cwd, results));
  return node?.kind === "directory" ? node : directory({});
}

async function image(session: LabSession, tag: string, base: Parameters<typeof changedFiles>[0]): Promise<ObservedImage> {
  const { stdout } = await runLine(session, look(tag));
  const [config = "{}", ...history] = stdout.trimEnd().split("\n");
  const { root } = await session.engine.imageFilesystem(tag);
  const { rows, onBase } = aboveBase(history);
  return { config: configLines(config), history: rows, files: changedFiles(onBase ? base : undefined, root) };
}
