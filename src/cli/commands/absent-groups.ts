/** `docker manifest`, `plugin` and `trust`, with their help. */
import type { Group } from "../command.ts";
import { absentCommands, experimental } from "./elsewhere.ts";

/** A group whose entries are the commands below it, and the groups named. */
function group(path: readonly string[], short: string, groups: readonly (readonly [string, string])[] = [], long?: string): Group {
  const commands = absentCommands.filter(
    ({ paths: [own = []] }) => own.length === path.length + 1 && path.every((word, i) => own[i] === word),
  );
  const entries = commands.map(({ paths: [own = []], short }) => [own.at(-1) ?? "", short] as const);
  const sections = [
    { title: "Management Commands", entries: groups },
    { title: "Commands", entries },
  ];
  return {
    path,
    shownAs: `docker ${path.join(" ")}`,
    short,
    ...(long && { long }),
    flags: [],
    program: "docker",
    sections: sections.filter(({ entries }) => entries.length > 0),
  };
}

const manifestText = `The **docker manifest** command has subcommands for managing image manifests and
manifest lists. A manifest list allows you to use one name to refer to the same image
built for multiple architectures.

To see help for a subcommand, use:

    docker manifest CMD --help

For full details on using docker manifest lists, see the registry v2 specification.`;

export const absentGroups: readonly Group[] = [
  {
    ...group(["manifest"], "Manage Docker image manifests and manifest lists", [], experimental("docker manifest", manifestText)),
    namesCommand: true,
    leadsWithGap: true,
  },
  group(["plugin"], "Manage plugins"),
  group(["trust"], "Manage trust on Docker images", [
    ["key", "Manage keys for signing Docker images"],
    ["signer", "Manage entities who can sign Docker images"],
  ]),
  group(["trust", "key"], "Manage keys for signing Docker images"),
  group(["trust", "signer"], "Manage entities who can sign Docker images"),
];
