/** The recorded cases on the engine at hand: where its version differs from the one they were recorded on. */
import { readCases } from "../cache-cases.ts";
import { stepsOf } from "./plain-progress.ts";
import type { RealEngine } from "./real.ts";

/** Every build that came out otherwise: a line for the build, then one for each step or exit code. */
export async function againstGolden(real: RealEngine, limit: number): Promise<{ builds: number; differences: string[] }> {
  let builds = 0;
  const differences: string[] = [];
  const recorded = readCases(new URL("../golden/cache.jsonl", import.meta.url).pathname);
  for (const { name, files, script, builds: wanted } of recorded.slice(0, limit)) {
    const said = await real.transcript(files, script);
    for (const { line, exitCode, steps } of wanted) {
      builds += 1;
      const now = said[line];
      if (!now) continue;
      const before = [`exit ${exitCode}`, ...steps.map(([step, verdict]) => `${verdict} ${step}`)];
      const after = [`exit ${now.exitCode}`, ...stepsOf(now.stderr).map(([step, verdict]) => `${verdict} ${step}`)];
      const [gone, came] = [before.filter((each) => !after.includes(each)), after.filter((each) => !before.includes(each))];
      if (gone.length + came.length > 0)
        differences.push(
          [`${name} line ${line}`, ...gone.map((each) => `  recorded: ${each}`), ...came.map((each) => `  now:      ${each}`)].join("\n"),
        );
    }
  }
  return { builds, differences };
}
