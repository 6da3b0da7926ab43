/**
 * Records `src/cli/fixtures/help.json` anew: the help of every command of a real client, found by walking its own pages. Commands that
 * these leave out (a cluster's, where there is none) are named here. `node test/client/record-help.ts`, with a daemon to talk to.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";

const unlisted: Readonly<Record<string, readonly string[]>> = {
  "": ["service", "node", "stack", "secret", "config", "checkpoint"],
  swarm: ["init", "join", "join-token", "leave", "unlock", "unlock-key", "update", "ca"],
  checkpoint: ["create", "ls", "rm"],
  system: ["dial-stdio"],
  volume: ["update"],
};
/** Plug-ins with a help of their own, and what is another command's second name. */
const skipped = new Set(["compose", "bake", "help"]);

const config = process.env.DOCKER_CONFIG ?? `${process.env.HOME}/.docker`;
const pages: { readonly argv: readonly string[]; readonly stdout: string }[] = [];

function walk(path: readonly string[]): void {
  const argv = [...path, "--help"];
  if (pages.some((page) => page.argv.join(" ") === argv.join(" "))) return;
  const { stdout } = spawnSync("docker", argv, { encoding: "utf8" });
  pages.push({ argv, stdout: stdout.replaceAll(config, "/home/dev/.docker") });
  const blocks = stdout.split(/^(?:[A-Z]\w* )?Commands:\n/m).slice(1);
  const listed = blocks.flatMap((block) =>
    (block.split("\n\n")[0] ?? "").split("\n").flatMap((line) => /^ {2}([a-z][\w-]*)/.exec(line)?.[1] ?? []),
  );
  for (const name of [...listed, ...(unlisted[path.join(" ")] ?? [])]) if (path.length > 0 || !skipped.has(name)) walk([...path, name]);
}

walk([]);
writeFileSync(new URL("../../src/cli/fixtures/help.json", import.meta.url), `${JSON.stringify({ pages }, null, 1)}\n`);
