/**
 * The sandbox against a real engine: `node test/sandbox/main.ts [WORD…] [--predictions N] [--first N]`. Hostile sessions, each a trial of
 * its own; the recorded scripts through the lab's client; random builds foretold and then done. Words choose trials by a part
 * of their name. Exits 1 when something got out or differs, 2 when there is no real engine.
 */
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { startEngine } from "../live/engine.ts";
import { compareGolden, scripts } from "./golden.ts";
import { detours } from "./hostile/detours.ts";
import { ends } from "./hostile/ends.ts";
import { engineKilled } from "./hostile/engine-killed.ts";
import { hunger } from "./hostile/hunger.ts";
import { neighbours } from "./hostile/neighbours.ts";
import { requests } from "./hostile/requests.ts";
import type { Trial } from "./hostile/trial.ts";
import { wire } from "./hostile/wire.ts";
import { openGateway } from "./lab.ts";
import { predictBuilds } from "./predictions.ts";

const { values, positionals } = parseArgs({
  options: { predictions: { type: "string", default: "12" }, first: { type: "string", default: "0" } },
  allowPositionals: true,
});
/** The share of recorded lines that must be the same. */
const enough = 0.95;
/** MiB that the gateway and its clients, in this one process, may have in use more than before the hostile sessions. */
const mostGrown = 40;

const real = startEngine();
if (typeof real === "string") {
  console.error(`\n!!! NO REAL ENGINE: ${real}.\n!!! No hostile session was tried, and nothing was compared with a real Docker.\n`);
  process.exit(2);
}
Object.assign(process.env, real.environment);
const failures: string[] = [];
const gateway = await openGateway();

async function attempt(name: string, work: () => Promise<string | undefined>): Promise<void> {
  if (positionals.length > 0 && !positionals.some((word) => name.includes(word))) return;
  const began = Date.now();
  const said = await work().catch((error: Error) => {
    failures.push(`${name}: ${error.message}`);
    return undefined;
  });
  const failed = failures.at(-1)?.startsWith(`${name}: `) ?? false;
  console.log(`${failed ? "✗" : "✓"} ${name}${said ? `: ${said}` : ""}, ${((Date.now() - began) / 1000).toFixed(1)} s`);
  if (failed) console.log(`  ${failures.at(-1)}`);
}

/** What is in use, in MiB, when nothing that is not needed is kept. */
function inUse(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed / 1024 ** 2;
}

const trials: readonly Trial[] = [...requests, ...detours, ...neighbours, ...wire, ...ends, ...hunger, ...engineKilled];
try {
  const before = inUse();
  for (const { name, run } of trials)
    await attempt(name, async () => {
      await run(gateway);
      for (const session of [...gateway.sessions.all()]) await gateway.sessions.end(session);
      return undefined;
    });
  await attempt("the gateway's memory after all of them", async () => {
    const grown = inUse() - before;
    if (grown > mostGrown) throw new Error(`${grown.toFixed(0)} MiB more are in use`);
    return `${grown.toFixed(0)} MiB more in use`;
  });
  for (const name of scripts)
    await attempt(`golden ${name}`, async () => {
      const { lines, equal, differences } = await compareGolden(name, gateway);
      for (const { line, recorded, got, reason } of differences)
        console.log(reason ? `  ${line}\n    ${reason}` : `  ${line}\n    - ${JSON.stringify(recorded)}\n    + ${JSON.stringify(got)}`);
      if (equal / lines < enough) throw new Error(`${equal} of ${lines} lines are the same`);
      return `${equal} of ${lines} lines answer as the real client did`;
    });
  await attempt("predictions", () => predictBuilds(gateway, Number(values.predictions), Number(values.first)));
} finally {
  await gateway.close();
  real.stop();
}
process.exit(failures.length > 0 ? 1 : 0);
