/** `docker swarm`. */
import type { Call, Command } from "../../command.ts";
import { CliError, NotInLab } from "../../errors.ts";
import { bool, flag } from "../../flags/declare.ts";
import { commandHelp } from "../../help.ts";
import { notManager, swarmCommand } from "./swarm-command.ts";

function notInLab({ name }: Call): never {
  throw new NotInLab(`\`${name}\` is not in the lab: its one machine makes no cluster.`);
}

function notPart(before: string): () => never {
  return () => {
    throw new CliError(`${before}This node is not part of a swarm`);
  };
}

function noKey(): never {
  throw notManager("could not fetch unlock key: ");
}

function checkRole({ args: [role = ""] }: Call): undefined {
  if (role !== "worker" && role !== "manager") throw new CliError(`unknown role ${role}`);
}

/** Without anything to change it prints its help. */
function nothingToUpdate({ command, flags, context }: Call): number | undefined {
  if (flags.given().length > 0) return undefined;
  context.stdout(commandHelp(command, ["swarm", "update"], context.terminal?.columns ?? 80));
  return 0;
}

export const swarmCommands: readonly Command[] = [
  swarmCommand({
    path: "swarm init",
    short: "Initialize a swarm",
    operands: "",
    min: 0,
    max: 0,
    before: notInLab,
    flags: [
      flag("string", "advertise-addr", 'Advertised address (format: "<ip|interface>[:port]")'),
      bool("autolock", "Enable manager autolocking (requiring an unlock key to start a stopped manager)"),
      flag("string", "availability", 'Availability of the node ("active", "pause", "drain")', { default: "active" }),
      flag("duration", "cert-expiry", "Validity period for node certificates (ns|us|ms|s|m|h)", { default: "2160h0m0s" }),
      flag("string", "data-path-addr", 'Address or interface to use for data path traffic (format: "<ip|interface>")'),
      flag(
        "uint",
        "data-path-port",
        "Port number to use for data path traffic (1024 - 49151). If no value is set or is set to 0, the default port (4789) is used.",
        { shown: "uint32" },
      ),
      flag("list", "default-addr-pool", "default address pool in CIDR format", { default: "[]", shown: "ipNetSlice" }),
      flag("uint", "default-addr-pool-mask-length", "default address pool subnet mask length", { default: "24", shown: "uint32" }),
      flag("duration", "dispatcher-heartbeat", "Dispatcher heartbeat period (ns|us|ms|s|m|h)", { default: "5s" }),
      flag("list", "external-ca", "Specifications of one or more certificate signing endpoints", { shown: "external-ca" }),
      bool("force-new-cluster", "Force create a new cluster from current state"),
      flag("string", "listen-addr", 'Listen address (format: "<ip|interface>[:port]")', { default: "0.0.0.0:2377", shown: "node-addr" }),
      flag("uint", "max-snapshots", "Number of additional Raft snapshots to retain"),
      flag("uint", "snapshot-interval", "Number of log entries between Raft snapshots", { default: "10000" }),
      flag("int", "task-history-limit", "Task history retention limit", { default: "5" }),
    ],
  }),
  swarmCommand({
    path: "swarm join",
    short: "Join a swarm as a node and/or manager",
    operands: "HOST:PORT",
    min: 1,
    max: 1,
    before: notInLab,
    flags: [
      flag("string", "advertise-addr", 'Advertised address (format: "<ip|interface>[:port]")'),
      flag("string", "availability", 'Availability of the node ("active", "pause", "drain")', { default: "active" }),
      flag("string", "data-path-addr", 'Address or interface to use for data path traffic (format: "<ip|interface>")'),
      flag("string", "listen-addr", 'Listen address (format: "<ip|interface>[:port]")', { default: "0.0.0.0:2377", shown: "node-addr" }),
      flag("string", "token", "Token for entry into the swarm"),
    ],
  }),
  swarmCommand({
    path: "swarm join-token",
    short: "Manage join tokens",
    operands: "(worker|manager)",
    min: 1,
    max: 1,
    before: checkRole,
    flags: [bool("quiet", "Only display token", "q"), bool("rotate", "Rotate join token")],
  }),
  swarmCommand({
    path: "swarm leave",
    short: "Leave the swarm",
    operands: "",
    min: 0,
    max: 0,
    before: notPart("Error response from daemon: "),
    flags: [bool("force", "Force this node to leave the swarm, ignoring warnings", "f")],
  }),
  swarmCommand({ path: "swarm unlock", short: "Unlock swarm", operands: "", min: 0, max: 0, before: notPart("Error: ") }),
  swarmCommand({
    path: "swarm unlock-key",
    short: "Manage the unlock key",
    operands: "",
    min: 0,
    max: 0,
    before: noKey,
    flags: [bool("quiet", "Only display token", "q"), bool("rotate", "Rotate unlock key")],
  }),
  swarmCommand({
    path: "swarm update",
    short: "Update the swarm",
    operands: "",
    min: 0,
    max: 0,
    before: nothingToUpdate,
    flags: [
      bool("autolock", "Change manager autolocking setting (true|false)"),
      flag("duration", "cert-expiry", "Validity period for node certificates (ns|us|ms|s|m|h)", { default: "2160h0m0s" }),
      flag("duration", "dispatcher-heartbeat", "Dispatcher heartbeat period (ns|us|ms|s|m|h)", { default: "5s" }),
      flag("list", "external-ca", "Specifications of one or more certificate signing endpoints", { shown: "external-ca" }),
      flag("uint", "max-snapshots", "Number of additional Raft snapshots to retain"),
      flag("uint", "snapshot-interval", "Number of log entries between Raft snapshots", { default: "10000" }),
      flag("int", "task-history-limit", "Task history retention limit", { default: "5" }),
    ],
  }),
  swarmCommand({
    path: "swarm ca",
    short: "Display and rotate the root CA",
    operands: "",
    min: 0,
    max: 0,
    flags: [
      flag("string", "ca-cert", "Path to the PEM-formatted root CA certificate to use for the new cluster", { shown: "pem-file" }),
      flag("string", "ca-key", "Path to the PEM-formatted root CA key to use for the new cluster", { shown: "pem-file" }),
      flag("duration", "cert-expiry", "Validity period for node certificates (ns|us|ms|s|m|h)", { default: "2160h0m0s" }),
      bool("detach", "Exit immediately instead of waiting for the root rotation to converge", "d"),
      flag("list", "external-ca", "Specifications of one or more certificate signing endpoints", { shown: "external-ca" }),
      bool("quiet", "Suppress progress output", "q"),
      bool("rotate", "Rotate the swarm CA - if no certificate or key are provided, new ones will be generated"),
    ],
  }),
];
