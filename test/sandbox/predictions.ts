/** Random builds through a lab on a real engine: what the simulator foretold, and what BuildKit then did. */
import { directory } from "../../src/engine/filesystem/build.ts";
import { runLine } from "../../src/headless/run-lines.ts";
import type { Gateway } from "../../src/sandbox/gateway/gateway.ts";
import { base, buildLine, prepare, quote } from "../live/case.ts";
import { randomCase } from "../live/random-case.ts";
import { openLab } from "./lab.ts";

/** What a sandbox refuses, or the engine does for all sessions together. */
const notHere = /prune|--cache-from|--ulimit|SOURCE_DATE_EPOCH|INLINE_CACHE|rmi|docker tag|BUILDKIT_|\| docker build|\.\.\/results/;

/**
 * Does so many builds, a new session for each project, from the project of that number on. COPY steps of other sessions are found in
 * the engine's cache (docs/sandbox.md), and projects of one generator have files in common: the cache is emptied before each.
 * @returns how many came out as foretold
 * Throws when one did not.
 */
export async function predictBuilds(gateway: Gateway, count: number, first: number): Promise<string> {
  const wrong: string[] = [];
  let builds = 0;
  let steps = 0;
  for (let number = first; builds < count; number++) {
    await gateway.upstream.json("POST", "/build/prune?all=1");
    const { session, engine, connection } = await openLab(gateway, directory({}, { uid: 1000, gid: 1000 }));
    await runLine(session, `printf %s ${quote(base.dockerfile)} | docker build -q -t ${base.tag} -`);
    for (const round of randomCase(71, number).rounds) {
      if (builds >= count) break;
      for (const line of round.edits) if (!notHere.test(line)) await runLine(session, line);
      await runLine(session, prepare(round).join("; "));
      const options = round.options.filter((option) => !notHere.test(option));
      const { exitCode } = await runLine(session, buildLine({ ...round, options }));
      const view = engine.builds().at(-1);
      if (!view || exitCode !== 0) continue;
      builds++;
      const all = view.stages.flatMap((stage) => stage.steps).filter(({ kind }) => kind !== "CONFIG");
      steps += all.length;
      const different = all.filter(({ foretold }) => foretold !== undefined);
      for (const step of different) wrong.push(`${number}: ${step.text}: foretold ${step.foretold}, ${step.verdict}`);
    }
    connection.close();
    for (const each of [...gateway.sessions.all()]) await gateway.sessions.end(each);
  }
  if (wrong.length > 0)
    throw new Error(`${wrong.length} of ${steps} steps in ${builds} builds came otherwise than foretold:\n    ${wrong.join("\n    ")}`);
  return `${builds} builds, ${steps} steps, all as foretold`;
}
