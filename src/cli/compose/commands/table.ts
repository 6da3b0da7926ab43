/** Every command of `docker compose`, and how its help lists them. */
import type { Group } from "../../command.ts";
import type { ComposeCommand } from "../command.ts";
import { absentCommands } from "./absent.ts";
import { config } from "./config.ts";
import { cp } from "./cp.ts";
import { down } from "./down.ts";
import { exec } from "./exec.ts";
import { imageCommands } from "./images.ts";
import { lifecycleCommands } from "./lifecycle.ts";
import { logs } from "./logs.ts";
import { lookCommands } from "./look.ts";
import { ps } from "./ps.ts";
import { rm } from "./rm.ts";
import { run } from "./run.ts";
import { up } from "./up.ts";

export const commands: readonly ComposeCommand[] = [
  config,
  cp,
  down,
  exec,
  logs,
  ps,
  rm,
  run,
  up,
  ...absentCommands,
  ...imageCommands,
  ...lifecycleCommands,
  ...lookCommands,
].sort((a, b) => (a.name < b.name ? -1 : 1));

export const sections: Group["sections"] = [
  { title: "Management Commands", entries: [["bridge", "Convert compose files into another model"]] },
  { title: "Commands", entries: commands.map(({ name, short }) => [name, short]) },
];
