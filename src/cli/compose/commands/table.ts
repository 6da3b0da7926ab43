/** Every command of `docker compose`, and how its help lists them. */
import type { Group } from "../../command.ts";
import type { ComposeCommand } from "../command.ts";
import { config } from "./config.ts";

export const commands: readonly ComposeCommand[] = [config];

export const sections: Group["sections"] = [
  { title: "Management Commands", entries: [["bridge", "Convert compose files into another model"]] },
  { title: "Commands", entries: commands.map(({ name, short }) => [name, short]) },
];
