/** `docker node`. */
import type { Command } from "../../command.ts";
import { bool, flag } from "../../flags/declare.ts";
import { inspectFlags, inspectsNothing, listCommand, swarmCommand, taskFlags } from "./swarm-command.ts";

export const nodeCommands: readonly Command[] = [
  swarmCommand({
    path: "node demote",
    short: "Demote one or more nodes from manager in the swarm",
    operands: "NODE [NODE...]",
    min: 1,
    max: Infinity,
  }),
  swarmCommand({
    path: "node inspect",
    short: "Display detailed information on one or more nodes",
    operands: "self|NODE [NODE...]",
    min: 1,
    max: Infinity,
    before: inspectsNothing,
    flags: inspectFlags,
  }),
  listCommand("node", "List nodes in the swarm"),
  swarmCommand({
    path: "node promote",
    short: "Promote one or more nodes to manager in the swarm",
    operands: "NODE [NODE...]",
    min: 1,
    max: Infinity,
  }),
  swarmCommand({
    path: "node ps",
    short: "List tasks running on one or more nodes, defaults to current node",
    operands: "[NODE...]",
    min: 0,
    max: Infinity,
    each: true,
    flags: taskFlags,
  }),
  swarmCommand({
    path: "node rm",
    short: "Remove one or more nodes from the swarm",
    operands: "NODE [NODE...]",
    min: 1,
    max: Infinity,
    each: true,
    aliases: ["remove"],
    flags: [bool("force", "Force remove a node from the swarm", "f")],
  }),
  swarmCommand({
    path: "node update",
    short: "Update a node",
    operands: "NODE",
    min: 1,
    max: 1,
    flags: [
      flag("string", "availability", 'Availability of the node ("active", "pause", "drain")'),
      flag("list", "label-add", 'Add or update a node label ("key=value")'),
      flag("list", "label-rm", "Remove a node label if exists"),
      flag("string", "role", 'Role of the node ("worker", "manager")'),
    ],
  }),
];
