/** Every route of the API, in the order they are tried. */
import type { Route } from "../router.ts";
import { containerFileRoutes } from "./container-files.ts";
import { containerStreamRoutes } from "./container-streams.ts";
import { containerRoutes } from "./containers.ts";
import { execRoutes } from "./execs.ts";
import { systemRoutes } from "./system.ts";

export const routes: readonly Route[] = [
  ...systemRoutes,
  ...containerStreamRoutes,
  ...containerFileRoutes,
  ...execRoutes,
  ...containerRoutes,
];
