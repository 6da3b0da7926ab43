/** Every route of the API, in the order they are tried. */
import type { Route } from "../router.ts";
import { buildRoutes } from "./build.ts";
import { containerFileRoutes } from "./container-files.ts";
import { containerStreamRoutes } from "./container-streams.ts";
import { containerRoutes } from "./containers.ts";
import { execRoutes } from "./execs.ts";
import { imageArchiveRoutes } from "./image-archives.ts";
import { imageRoutes } from "./images.ts";
import { networkRoutes } from "./networks.ts";
import { registryRoutes } from "./registry.ts";
import { swarmRoutes } from "./swarm.ts";
import { systemRoutes } from "./system.ts";
import { volumeRoutes } from "./volumes.ts";

export const routes: readonly Route[] = [
  ...systemRoutes,
  ...containerStreamRoutes,
  ...containerFileRoutes,
  ...execRoutes,
  ...containerRoutes,
  ...buildRoutes,
  ...imageArchiveRoutes,
  ...registryRoutes,
  ...imageRoutes,
  ...networkRoutes,
  ...volumeRoutes,
  ...swarmRoutes,
];
