/** `docker context`: which engine the client talks to. The lab has one, `default`. */
import { sha256Hex } from "../../../engine/filesystem/digest.ts";
import type { Command } from "../../command.ts";
import type { DockerContext } from "../../context.ts";
import { CliError, NotInLab } from "../../errors.ts";
import type { FlagSpec } from "../../flags/flag.ts";
import type { Column } from "../../format/formatter.ts";
import { renderListing } from "../../format/formatter.ts";
import { inspectNamed } from "../../inspect/inspect.ts";
import { inspectedContext } from "./context-value.ts";
import { objectFormat, tableFormat } from "../shared-flags.ts";

const endpoint = "unix:///var/run/docker.sock";

/** What the real client says of a context that it has no file of. */
export function contextNotFound(name: string, { env }: Pick<DockerContext, "env">): string {
  const folder = env.get("DOCKER_CONFIG") ?? `${env.get("HOME") ?? "/home/dev"}/.docker`;
  const file = `${folder}/contexts/meta/${sha256Hex(name)}/meta.json`;
  return `context ${JSON.stringify(name)}: context not found: open ${file}: no such file or directory`;
}

interface Row {
  readonly name: string;
}

const columns: readonly Column<Row>[] = [
  { field: "Current", header: "", value: () => "true" },
  { field: "Description", header: "DESCRIPTION", value: () => "Current DOCKER_HOST based configuration" },
  { field: "DockerEndpoint", header: "DOCKER ENDPOINT", value: () => endpoint },
  { field: "Error", header: "ERROR", value: () => "" },
  { field: "Name", header: "NAME", value: ({ name }) => name },
];

const contextLs: Command = {
  paths: [
    ["context", "ls"],
    ["context", "list"],
  ],
  short: "List contexts",
  operands: "",
  arity: { min: 0, max: 0 },
  aliases: ["docker context ls", "docker context list"],
  flags: [tableFormat, { name: "quiet", short: "q", type: "bool", help: "Only show context names" }],
  program: "docker",
  completes: "none",
  async run({ flags, context }) {
    const format = flags.text("format");
    if (flags.bool("quiet")) {
      context.stdout("default\n");
      return 0;
    }
    const asTable = format === "" || format === "table";
    const rows = [{ name: asTable ? "default *" : "default" }];
    context.stdout(
      format === "json"
        ? `{"Current":true,"Description":"Current DOCKER_HOST based configuration","DockerEndpoint":"${endpoint}","Error":"","Name":"default"}\n`
        : renderListing({
            type: "*formatter.clientContextContext",
            columns,
            rows,
            format,
            table: ["Name", "Description", "DockerEndpoint", "Error"],
          }),
    );
    return 0;
  },
};

const contextShow: Command = {
  paths: [["context", "show"]],
  short: "Print the name of the current context",
  operands: "",
  arity: { min: 0, max: 0 },
  flags: [],
  program: "docker",
  completes: "none",
  async run({ context }) {
    context.stdout("default\n");
    return 0;
  },
};

const contextInspect: Command = {
  paths: [["context", "inspect"]],
  short: "Display detailed information on one or more contexts",
  operands: "[CONTEXT] [CONTEXT...]",
  arity: { min: 0, max: Infinity },
  flags: [objectFormat],
  program: "docker",
  completes: "none",
  run: ({ flags, args, context }) =>
    inspectNamed(args.length === 0 ? ["default"] : args, flags.text("format"), context, async (name) => {
      if (name !== "default") throw new CliError(contextNotFound(name, context));
      return inspectedContext(endpoint);
    }),
};

const contextUse: Command = {
  paths: [["context", "use"]],
  short: "Set the current docker context",
  operands: "CONTEXT",
  arity: { min: 1, max: 1, plain: true },
  flags: [],
  program: "docker",
  completes: "none",
  async run({ args: [name = ""], context }) {
    if (name !== "default") {
      checkName(name);
      throw new CliError(contextNotFound(name, context));
    }
    context.stdout("default\n");
    context.stderr('Current context is now "default"\n');
    return 0;
  },
};

const contextRm: Command = {
  paths: [
    ["context", "rm"],
    ["context", "remove"],
  ],
  short: "Remove one or more contexts",
  operands: "CONTEXT [CONTEXT...]",
  hidesOptions: true,
  arity: { min: 1, max: Infinity },
  aliases: ["docker context rm", "docker context remove"],
  flags: [{ name: "force", short: "f", type: "bool", help: "Force the removal of a context in use" }],
  program: "docker",
  completes: "none",
  async run({ args, flags }) {
    const force = flags.bool("force");
    const problems = args.flatMap((name) => {
      if (name === "default") return [`context "default" cannot be removed`];
      return force ? [] : [`context ${JSON.stringify(name)} does not exist`];
    });
    if (problems.length > 0) throw new CliError(problems.join("\n"));
    return 0;
  },
};

const nameShape = /^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$/;
const oneEngine = "the lab has one engine and one context, `default`: there is nothing for another context to lead to.";

function checkName(name: string): void {
  if (name === "default") throw new CliError('"default" is a reserved context name');
  if (!nameShape.test(name))
    throw new CliError(
      `context name ${JSON.stringify(name)} is invalid, names are validated against regexp "^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$"`,
    );
}

const endpointHelp = (what: string): string => `${what} a context

Docker endpoint config:

NAME                DESCRIPTION
from                Copy named context's Docker endpoint configuration
host                Docker endpoint on which to connect
ca                  Trust certs signed only by this CA
cert                Path to TLS certificate file
key                 Path to TLS key file
skip-tls-verify     Skip TLS certificate validation

Example:

$ docker context ${what.toLowerCase()} my-context --description "some description" --docker "host=tcp://myserver:2376,ca=~/ca-file,cert=~/cert-file,key=~/key-file"`;

const described: readonly FlagSpec[] = [
  { name: "description", type: "string", help: "Description of the context" },
  { name: "docker", type: "stringToString", default: "[]", help: "set the docker endpoint" },
];

const contextCreate: Command = {
  paths: [["context", "create"]],
  short: "Create a context",
  long: endpointHelp("Create"),
  operands: "CONTEXT",
  arity: { min: 1, max: 1 },
  flags: [...described, { name: "from", type: "string", help: "create context from a named context" }],
  program: "docker",
  completes: "none",
  async run({ args: [name = ""] }) {
    checkName(name);
    throw new NotInLab(oneEngine);
  },
};

const contextUpdate: Command = {
  paths: [["context", "update"]],
  short: "Update a context",
  long: endpointHelp("Update"),
  operands: "CONTEXT",
  arity: { min: 1, max: 1 },
  flags: described,
  program: "docker",
  completes: "none",
  async run({ args: [name = ""], context }) {
    checkName(name);
    throw new CliError(contextNotFound(name, context));
  },
};

const contextExport: Command = {
  paths: [["context", "export"]],
  short: "Export a context to a tar archive FILE or a tar stream on STDOUT.",
  operands: "[OPTIONS] CONTEXT [FILE|-]",
  arity: { min: 1, max: 2 },
  flags: [],
  program: "docker",
  completes: "none",
  async run({ args: [name = ""], context }) {
    checkName(name);
    throw new CliError(contextNotFound(name, context));
  },
};

const contextImport: Command = {
  paths: [["context", "import"]],
  short: "Import a context from a tar or zip file",
  operands: "CONTEXT FILE|-",
  arity: { min: 2, max: 2 },
  flags: [],
  program: "docker",
  completes: "none",
  async run({ args: [name = ""] }) {
    checkName(name);
    throw new NotInLab(oneEngine);
  },
};

export const contextCommands: readonly Command[] = [
  contextCreate,
  contextExport,
  contextImport,
  contextInspect,
  contextLs,
  contextRm,
  contextShow,
  contextUpdate,
  contextUse,
];
