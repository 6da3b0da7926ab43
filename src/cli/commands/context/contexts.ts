/** `docker context`: which engine the client talks to. */
import type { Command } from "../../command.ts";
import type { DockerContext } from "../../context.ts";
import { CliError } from "../../errors.ts";
import type { Column } from "../../format/formatter.ts";
import { renderListing } from "../../format/formatter.ts";
import { goJson } from "../../format/json.ts";
import { inspectNamed } from "../../inspect/inspect.ts";
import { objectFormat, tableFormat } from "../shared-flags.ts";
import { inspectedContext } from "./context-value.ts";
import { contextCreate, contextExport, contextImport, contextUpdate } from "./make.ts";
import { checkName } from "./names.ts";
import { allContexts, contextNamed, currentContext, forgetContext, hasContext, useContext } from "./stored.ts";

interface Row {
  readonly Name: string;
  readonly Description: string;
  readonly DockerEndpoint: string;
  readonly Current: boolean;
}

const columns: readonly Column<Row>[] = [
  { field: "Current", header: "", value: ({ Current }) => String(Current) },
  { field: "Description", header: "DESCRIPTION", value: ({ Description }) => Description },
  { field: "DockerEndpoint", header: "DOCKER ENDPOINT", value: ({ DockerEndpoint }) => DockerEndpoint },
  { field: "Error", header: "ERROR", value: () => "" },
  { field: "Name", header: "NAME", value: ({ Name }) => Name },
];

/** DOCKER_HOST wins over what is in use. */
function warnOfHost({ env, stderr }: DockerContext, name: string): void {
  if (!env.get("DOCKER_HOST")) return;
  stderr(
    `Warning: DOCKER_HOST environment variable overrides the active context. To use ${name}, either set the global --context flag, or unset DOCKER_HOST environment variable.\n`,
  );
}

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
    const current = currentContext(context);
    const rows = allContexts(context).map(
      ({ Name, Metadata, Endpoints }): Row => ({
        Name,
        Description: Name === "default" ? "Current DOCKER_HOST based configuration" : (Metadata.Description ?? ""),
        DockerEndpoint: Endpoints.docker.Host,
        Current: Name === current,
      }),
    );
    const asTable = format === "" || format === "table";
    if (flags.bool("quiet")) context.stdout(rows.map(({ Name }) => `${Name}\n`).join(""));
    else if (format === "json")
      context.stdout(
        rows
          .map(({ Current, Description, DockerEndpoint, Name }) => `${goJson({ Current, Description, DockerEndpoint, Error: "", Name })}\n`)
          .join(""),
      );
    else
      context.stdout(
        renderListing({
          type: "*formatter.clientContextContext",
          columns,
          rows: asTable ? rows.map((row) => (row.Current ? { ...row, Name: `${row.Name} *` } : row)) : rows,
          format,
          table: ["Name", "Description", "DockerEndpoint", "Error"],
        }),
      );
    warnOfHost(context, "a context");
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
    context.stdout(`${currentContext(context)}\n`);
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
    inspectNamed(args.length === 0 ? [currentContext(context)] : args, flags.text("format"), context, async (name) =>
      inspectedContext(contextNamed(name, context), context),
    ),
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
      contextNamed(name, context);
    }
    useContext(name, context);
    context.stdout(`${name}\n`);
    context.stderr(`Current context is now ${JSON.stringify(name)}\n`);
    if (name !== "default") warnOfHost(context, JSON.stringify(name));
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
  async run({ args, flags, context }) {
    const force = flags.bool("force");
    const current = currentContext(context);
    const problems: string[] = [];
    for (const name of args) {
      const quoted = JSON.stringify(name);
      if (name === "default") problems.push(`context ${quoted} cannot be removed`);
      else if (!force && !hasContext(name, context)) problems.push(`context ${quoted} does not exist`);
      else if (!force && name === current) problems.push(`context ${quoted} is in use, set -f flag to force remove`);
      else {
        forgetContext(name, context);
        context.stdout(`${name}\n`);
      }
    }
    if (problems.length > 0) throw new CliError(problems.join("\n"));
    return 0;
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
