/** `docker swarm`, `service`, `node`, `stack`, `secret` and `config`, with their help. */
import type { Command, Group } from "../../command.ts";
import { nodeCommands } from "./node.ts";
import { secretCommands } from "./secret.ts";
import { serviceCommands } from "./service.ts";
import { stackCommands } from "./stack.ts";
import { swarmCommands } from "./swarm.ts";

export const clusterCommands: readonly Command[] = [
  ...swarmCommands,
  ...serviceCommands,
  ...nodeCommands,
  ...stackCommands,
  ...secretCommands,
];

/** Without a swarm there is nothing that the others could be done to: the help leaves them out. */
const beforeSwarm = new Set(["init", "join"]);

function group(name: string, short: string): Group {
  const own = clusterCommands.filter(({ paths }) => paths[0]?.[0] === name);
  const listed = own.filter(({ paths }) => name !== "swarm" || beforeSwarm.has(paths[0]?.[1] ?? ""));
  return {
    path: [name],
    shownAs: `docker ${name}`,
    short,
    flags: [],
    program: "docker",
    sections: [{ title: "Commands", entries: listed.map(({ paths, short: what }) => [paths[0]?.[1] ?? "", what]) }],
  };
}

export const clusterGroups: readonly Group[] = [
  group("swarm", "Manage Swarm"),
  group("service", "Manage Swarm services"),
  group("node", "Manage Swarm nodes"),
  group("stack", "Manage Swarm stacks"),
  group("secret", "Manage Swarm secrets"),
  group("config", "Manage Swarm configs"),
];
