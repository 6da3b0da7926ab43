/** `apt-get update`. */
import type { Process } from "../../program.ts";
import { downloadTime, print, printError } from "../lab.ts";
import type { AptArguments } from "./arguments.ts";
import { releaseOf, suitesOf, writeLists } from "./lists.ts";

/** Fetches the lists. Without a network it only warns, and exits 0, as really. */
export async function update(process: Process, { flags }: AptArguments, tool: string): Promise<number> {
  const release = releaseOf(process.fs);
  const suites = suitesOf(release);
  const say = flags.has("very-quiet") ? () => {} : (...lines: string[]) => print(process, ...lines);
  if (process.network === "none") {
    await process.clock.sleep(8_000, process.signal);
    const seen = new Set<string>();
    for (const { uri, name } of suites) {
      if (seen.has(name)) continue;
      seen.add(name);
      say(`Ign:${seen.size} ${uri} ${name} InRelease`);
    }
    const warnings: string[] = [];
    let count = seen.size;
    for (const { uri, name } of suites.filter((suite, index) => suites.findIndex((other) => other.name === suite.name) === index)) {
      const host = uri.replace("http://", "").replace(/\/.*$/, "");
      say(`Err:${++count} ${uri} ${name} InRelease`, `  Temporary failure resolving '${host}'`);
      warnings.push(`W: Failed to fetch ${uri}/dists/${name}/InRelease  Temporary failure resolving '${host}'`);
    }
    say("Reading package lists...");
    printError(process, ...warnings, "W: Some index files failed to download. They have been ignored, or old ones used instead.");
    return 0;
  }
  let number = 0;
  let total = 0;
  const names = new Set(suites.map(({ name }) => name));
  for (const name of names) {
    const { uri } = suites.find((suite) => suite.name === name) as (typeof suites)[number];
    say(`Get:${++number} ${uri} ${name} InRelease [${name.includes("-") ? "55.4" : "151"} kB]`);
    total += name.includes("-") ? 55_400 : 151_000;
  }
  for (const { uri, name, component, download } of suites) {
    say(`Get:${++number} ${uri} ${name}/${component} amd64 Packages [${amount(download)}]`);
    total += download;
  }
  const time = downloadTime(total) * 2;
  await process.clock.sleep(time, process.signal);
  writeLists(process.fs, release, process.clock.now());
  say(
    `Fetched ${amount(total)} in ${Math.max(1, Math.round(time / 1000))}s (${amount(total / Math.max(1, time / 1000))}/s)`,
    "Reading package lists...",
  );
  if (tool === "apt") say("Building dependency tree...", "Reading state information...", "All packages are up to date.");
  return 0;
}

/** Sizes as apt prints them: three digits and a unit. */
export function amount(bytes: number): string {
  if (bytes >= 100_000_000) return `${Math.round(bytes / 1e6)} MB`;
  if (bytes >= 10_000_000) return `${(bytes / 1e6).toFixed(1)} MB`;
  if (bytes >= 100_000) return `${Math.round(bytes / 1000)} kB`;
  if (bytes >= 10_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${Math.round(bytes)} B`;
}
