/** `docker container`, `volume`, `network` and `context`, with their help. */
import type { Group } from "../command.ts";

export const containerGroup: Group = {
  path: ["container"],
  shownAs: "docker container",
  short: "Manage containers",
  flags: [],
  program: "docker",
  sections: [
    {
      title: "Commands",
      entries: [
        ["attach", "Attach local standard input, output, and error streams to a running container"],
        ["commit", "Create a new image from a container's changes"],
        ["cp", "Copy files/folders between a container and the local filesystem"],
        ["create", "Create a new container"],
        ["diff", "Inspect changes to files or directories on a container's filesystem"],
        ["exec", "Execute a command in a running container"],
        ["export", "Export a container's filesystem as a tar archive"],
        ["inspect", "Display detailed information on one or more containers"],
        ["kill", "Kill one or more running containers"],
        ["logs", "Fetch the logs of a container"],
        ["ls", "List containers"],
        ["pause", "Pause all processes within one or more containers"],
        ["port", "List port mappings or a specific mapping for the container"],
        ["prune", "Remove all stopped containers"],
        ["rename", "Rename a container"],
        ["restart", "Restart one or more containers"],
        ["rm", "Remove one or more containers"],
        ["run", "Create and run a new container from an image"],
        ["start", "Start one or more stopped containers"],
        ["stats", "Display a live stream of container(s) resource usage statistics"],
        ["stop", "Stop one or more running containers"],
        ["top", "Display the running processes of a container"],
        ["unpause", "Unpause all processes within one or more containers"],
        ["update", "Update configuration of one or more containers"],
        ["wait", "Block until one or more containers stop, then print their exit codes"],
      ],
    },
  ],
};

export const volumeGroup: Group = {
  path: ["volume"],
  shownAs: "docker volume",
  short: "Manage volumes",
  namesCommand: true,
  flags: [],
  program: "docker",
  sections: [
    {
      title: "Commands",
      entries: [
        ["create", "Create a volume"],
        ["inspect", "Display detailed information on one or more volumes"],
        ["ls", "List volumes"],
        ["prune", "Remove unused local volumes"],
        ["rm", "Remove one or more volumes"],
      ],
    },
  ],
};

export const networkGroup: Group = {
  path: ["network"],
  shownAs: "docker network",
  short: "Manage networks",
  flags: [],
  program: "docker",
  sections: [
    {
      title: "Commands",
      entries: [
        ["connect", "Connect a container to a network"],
        ["create", "Create a network"],
        ["disconnect", "Disconnect a container from a network"],
        ["inspect", "Display detailed information on one or more networks"],
        ["ls", "List networks"],
        ["prune", "Remove all unused networks"],
        ["rm", "Remove one or more networks"],
      ],
    },
  ],
};

export const contextGroup: Group = {
  path: ["context"],
  shownAs: "docker context",
  short: "Manage contexts",
  flags: [],
  program: "docker",
  sections: [
    {
      title: "Commands",
      entries: [
        ["create", "Create a context"],
        ["export", "Export a context to a tar archive FILE or a tar stream on STDOUT."],
        ["import", "Import a context from a tar or zip file"],
        ["inspect", "Display detailed information on one or more contexts"],
        ["ls", "List contexts"],
        ["rm", "Remove one or more contexts"],
        ["show", "Print the name of the current context"],
        ["update", "Update a context"],
        ["use", "Set the current docker context"],
      ],
    },
  ],
};
