/** Commands of Compose that the lab has not: they say so. */
import { NotInLab } from "../../errors.ts";
import type { ComposeCommand } from "../command.ts";

const absent = (name: string, short: string, instead: string): ComposeCommand => ({
  name,
  short,
  operands: "",
  flags: [],
  stopsAtOperand: true,
  async run() {
    throw new NotInLab(`\`docker compose ${name}\` is a real command, but not in the lab yet. ${instead}`);
  },
});

export const absentCommands: readonly ComposeCommand[] = [
  absent(
    "attach",
    "Attach local standard input, output, and error streams to a service's running container",
    "`docker attach` does it for a container by its name.",
  ),
  absent("commit", "Create a new image from a service container's changes", "`docker commit` does it for a container by its name."),
  absent("events", "Receive real time events from containers", "`docker events` tells of all containers."),
  absent("export", "Export a service container's filesystem as a tar archive", "`docker export` does it for a container by its name."),
  absent("publish", "Publish compose application", "It stores a Compose file in a registry."),
  absent("stats", "Display a live stream of container(s) resource usage statistics", "`docker stats` tells of all containers."),
  absent(
    "watch",
    "Watch build context for service and rebuild/refresh containers when files are updated",
    "Try `docker compose up --build`.",
  ),
];
