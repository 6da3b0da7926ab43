/** Commands that only hold others, with their help. What they list is what Docker 28 has, in the lab or not. */
import type { Group } from "../command.ts";
import { absentGroups } from "./absent-groups.ts";
import { containerGroup, contextGroup, networkGroup, volumeGroup } from "./object-groups.ts";
import { scoutGroup } from "./scout/scout.ts";
import { clusterGroups } from "./swarm/groups.ts";
import { builderFlag, debugFlag, globalFlags } from "./shared-flags.ts";

const root: Group = {
  path: [],
  shownAs: "docker",
  short: "A self-sufficient runtime for containers",
  flags: globalFlags,
  program: "docker",
  sections: [
    {
      title: "Common Commands",
      entries: [
        ["run", "Create and run a new container from an image"],
        ["exec", "Execute a command in a running container"],
        ["ps", "List containers"],
        ["build", "Build an image from a Dockerfile"],
        ["bake", "Build from a file"],
        ["pull", "Download an image from a registry"],
        ["push", "Upload an image to a registry"],
        ["images", "List images"],
        ["login", "Authenticate to a registry"],
        ["logout", "Log out from a registry"],
        ["search", "Search Docker Hub for images"],
        ["version", "Show the Docker version information"],
        ["info", "Display system-wide information"],
      ],
    },
    {
      title: "Management Commands",
      entries: [
        ["builder", "Manage builds"],
        ["buildx*", "Docker Buildx"],
        ["container", "Manage containers"],
        ["context", "Manage contexts"],
        ["image", "Manage images"],
        ["manifest", "Manage Docker image manifests and manifest lists"],
        ["network", "Manage networks"],
        ["plugin", "Manage plugins"],
        ["system", "Manage Docker"],
        ["trust", "Manage trust on Docker images"],
        ["volume", "Manage volumes"],
      ],
    },
    {
      title: "Swarm Commands",
      entries: [["swarm", "Manage Swarm"]],
    },
    {
      title: "Commands",
      entries: [
        ["attach", "Attach local standard input, output, and error streams to a running container"],
        ["commit", "Create a new image from a container's changes"],
        ["cp", "Copy files/folders between a container and the local filesystem"],
        ["create", "Create a new container"],
        ["diff", "Inspect changes to files or directories on a container's filesystem"],
        ["events", "Get real time events from the server"],
        ["export", "Export a container's filesystem as a tar archive"],
        ["history", "Show the history of an image"],
        ["import", "Import the contents from a tarball to create a filesystem image"],
        ["inspect", "Return low-level information on Docker objects"],
        ["kill", "Kill one or more running containers"],
        ["load", "Load an image from a tar archive or STDIN"],
        ["logs", "Fetch the logs of a container"],
        ["pause", "Pause all processes within one or more containers"],
        ["port", "List port mappings or a specific mapping for the container"],
        ["rename", "Rename a container"],
        ["restart", "Restart one or more containers"],
        ["rm", "Remove one or more containers"],
        ["rmi", "Remove one or more images"],
        ["save", "Save one or more images to a tar archive (streamed to STDOUT by default)"],
        ["start", "Start one or more stopped containers"],
        ["stats", "Display a live stream of container(s) resource usage statistics"],
        ["stop", "Stop one or more running containers"],
        ["tag", "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE"],
        ["top", "Display the running processes of a container"],
        ["unpause", "Unpause all processes within one or more containers"],
        ["update", "Update configuration of one or more containers"],
        ["wait", "Block until one or more containers stop, then print their exit codes"],
      ],
    },
  ],
  footnote: "For more help on how to use Docker, head to https://docs.docker.com/go/guides/",
};

const image: Group = {
  path: ["image"],
  shownAs: "docker image",
  short: "Manage images",
  flags: [],
  program: "docker",
  sections: [
    {
      title: "Commands",
      entries: [
        ["build", "Build an image from a Dockerfile"],
        ["history", "Show the history of an image"],
        ["import", "Import the contents from a tarball to create a filesystem image"],
        ["inspect", "Display detailed information on one or more images"],
        ["load", "Load an image from a tar archive or STDIN"],
        ["ls", "List images"],
        ["prune", "Remove unused images"],
        ["pull", "Download an image from a registry"],
        ["push", "Upload an image to a registry"],
        ["rm", "Remove one or more images"],
        ["save", "Save one or more images to a tar archive (streamed to STDOUT by default)"],
        ["tag", "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE"],
      ],
    },
  ],
};

const system: Group = {
  path: ["system"],
  shownAs: "docker system",
  short: "Manage Docker",
  flags: [],
  program: "docker",
  sections: [
    {
      title: "Commands",
      entries: [
        ["df", "Show docker disk usage"],
        ["events", "Get real time events from the server"],
        ["info", "Display system-wide information"],
        ["prune", "Remove unused data"],
      ],
    },
  ],
};

const buildx: Group = {
  path: ["buildx"],
  shownAs: "docker buildx",
  short: "Extended build capabilities with BuildKit",
  flags: [{ ...builderFlag, default: "" }, debugFlag],
  program: "buildx",
  sections: [
    {
      title: "Management Commands",
      entries: [
        ["history", "Commands to work on build records"],
        ["imagetools", "Commands to work on images in registry"],
      ],
    },
    {
      title: "Commands",
      entries: [
        ["bake", "Build from a file"],
        ["build", "Start a build"],
        ["create", "Create a new builder instance"],
        ["dial-stdio", "Proxy current stdio streams to builder instance"],
        ["du", "Disk usage"],
        ["inspect", "Inspect current builder instance"],
        ["ls", "List builder instances"],
        ["prune", "Remove build cache"],
        ["rm", "Remove one or more builder instances"],
        ["stop", "Stop builder instance"],
        ["use", "Set the current builder instance"],
        ["version", "Show buildx version information"],
      ],
    },
  ],
  footnote: "Experimental commands and flags are hidden. Set BUILDX_EXPERIMENTAL=1 to show them.",
};

/** `docker builder` is buildx under its old name, and names the builder it talks to. */
const builder: Group = { ...buildx, path: ["builder"], flags: [builderFlag, debugFlag] };

const buildxHistory: Group = {
  path: ["buildx", "history"],
  shownAs: "docker buildx history",
  short: "Commands to work on build records",
  flags: buildx.flags,
  program: "buildx",
  sections: [
    { title: "Management Commands", entries: [["inspect", "Inspect a build record"]] },
    {
      title: "Commands",
      entries: [
        ["export", "Export build records into Docker Desktop bundle"],
        ["import", "Import build records into Docker Desktop"],
        ["logs", "Print the logs of a build record"],
        ["ls", "List build records"],
        ["open", "Open a build record in Docker Desktop"],
        ["rm", "Remove build records"],
      ],
    },
  ],
};

const buildxImagetools: Group = {
  path: ["buildx", "imagetools"],
  shownAs: "docker buildx imagetools",
  short: "Commands to work on images in registry",
  flags: buildx.flags,
  program: "buildx",
  sections: [
    {
      title: "Commands",
      entries: [
        ["create", "Create a new image based on source images"],
        ["inspect", "Show details of an image in the registry"],
      ],
    },
  ],
};

export const groups: readonly Group[] = [
  root,
  image,
  containerGroup,
  volumeGroup,
  networkGroup,
  contextGroup,
  ...absentGroups,
  ...clusterGroups,
  scoutGroup,
  system,
  buildx,
  builder,
  ...[buildxHistory, buildxImagetools].flatMap((group) => [
    group,
    { ...group, path: ["builder", ...group.path.slice(1)], flags: builder.flags },
  ]),
];
