/** Flags that several commands have in common. */
import type { FlagSpec } from "../flags/flag.ts";

export const builderFlag: FlagSpec = {
  name: "builder",
  type: "string",
  default: "default",
  help: "Override the configured builder instance",
  values: ["default"],
};
export const debugFlag: FlagSpec = { name: "debug", short: "D", type: "bool", help: "Enable debug logging" };

/** What may stand between `docker` and its command. */
export const globalFlags: readonly FlagSpec[] = [
  { name: "config", type: "string", default: "/home/dev/.docker", help: "Location of client config files" },
  {
    name: "context",
    short: "c",
    type: "string",
    help: 'Name of the context to use to connect to the daemon (overrides DOCKER_HOST env var and default context set with "docker context use")',
  },
  { name: "debug", short: "D", type: "bool", help: "Enable debug mode" },
  { name: "host", short: "H", type: "list", help: "Daemon socket to connect to" },
  {
    name: "log-level",
    short: "l",
    type: "string",
    default: "info",
    help: 'Set the logging level ("debug", "info", "warn", "error", "fatal")',
    values: ["debug", "info", "warn", "error", "fatal"],
  },
  { name: "tls", type: "bool", help: "Use TLS; implied by --tlsverify" },
  { name: "tlscacert", type: "string", default: "/home/dev/.docker/ca.pem", help: "Trust certs signed only by this CA" },
  { name: "tlscert", type: "string", default: "/home/dev/.docker/cert.pem", help: "Path to TLS certificate file" },
  { name: "tlskey", type: "string", default: "/home/dev/.docker/key.pem", help: "Path to TLS key file" },
  { name: "tlsverify", type: "bool", help: "Use TLS and verify the remote" },
  { name: "version", short: "v", type: "bool", help: "Print version information and quit" },
];

const reference = "Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates";

/** `--format` of the commands that print tables. */
export const tableFormat: FlagSpec = {
  name: "format",
  type: "string",
  help: `Format output using a custom template:
'table':            Print output in table format with column headers (default)
'table TEMPLATE':   Print output in table format using the given Go template
'json':             Print in JSON format
'TEMPLATE':         Print output using the given Go template.
${reference}`,
  values: ["json", "table"],
};

/** `--format` of the commands that print one object. */
export const objectFormat: FlagSpec = {
  name: "format",
  short: "f",
  type: "string",
  help: `Format output using a custom template:
'json':             Print in JSON format
'TEMPLATE':         Print output using the given Go template.
${reference}`,
  values: ["json"],
};
