/** What real Docker has and this lab has not, and where that stands. One wording, one place. */
import { labLine } from "../errors.ts";
import { groups } from "./groups.ts";

const containers = "runs containers";
const swarm = "manages a cluster";
const machinery = "manages builders";

/** Why a command is missing. Whatever Docker's help lists and is not named here counts as `containers`. */
const topics: Readonly<Record<string, string>> = {
  swarm,
  service: swarm,
  stack: swarm,
  node: swarm,
  config: swarm,
  secret: swarm,
  bake: machinery,
  buildx: machinery,
  builder: machinery,
  checkpoint: containers,
};

const everywhere = new Set(
  groups.flatMap((group) =>
    group.sections.flatMap(({ entries }) => entries.map(([name]) => [...group.path, name.replace("*", "")].join(" "))),
  ),
);

/** The lab's line about a command that real Docker knows; `undefined` when it knows none of that name. */
export function notYet(path: readonly string[]): string | undefined {
  const [first = ""] = path;
  const last = path.at(-1) ?? "";
  const known = everywhere.has(path.join(" ")) || (path.length === 1 && first in topics);
  if (!known) return undefined;
  const topic = topics[last] ?? topics[first] ?? (first === "image" || first === "system" ? "manages more of the engine" : containers);
  return labLine(
    `\`docker ${path.join(" ")}\` is a real Docker command (it ${topic}), but not in the lab yet. Here you can build images and run containers: try \`docker build\`, \`docker run\`, \`docker ps\`.`,
  );
}
