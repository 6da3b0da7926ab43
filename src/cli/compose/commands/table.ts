/** Every command of `docker compose`. */
import type { ComposeCommand } from "../command.ts";
import { config } from "./config.ts";
import { containerCommands } from "./container.ts";
import { cp } from "./cp.ts";
import { create } from "./create.ts";
import { down } from "./down.ts";
import { events } from "./events.ts";
import { exec } from "./exec.ts";
import { imageCommands } from "./images.ts";
import { lifecycleCommands } from "./lifecycle.ts";
import { logs } from "./logs.ts";
import { lookCommands } from "./look.ts";
import { ps } from "./ps.ts";
import { alpha, bridge, publish } from "./publish.ts";
import { rm } from "./rm.ts";
import { run } from "./run.ts";
import { up } from "./up.ts";
import { watch } from "./watch.ts";

/** By name. */
export const commands: readonly ComposeCommand[] = [
  alpha,
  bridge,
  config,
  cp,
  create,
  down,
  events,
  exec,
  logs,
  ps,
  publish,
  rm,
  run,
  up,
  watch,
  ...containerCommands,
  ...imageCommands,
  ...lifecycleCommands,
  ...lookCommands,
].sort((a, b) => (a.name < b.name ? -1 : 1));
