/** `docker context create`, `update`, `export` and `import`. */
import { directory, file } from "../../../engine/filesystem/build.ts";
import { diffTrees } from "../../../engine/filesystem/diff.ts";
import { FsError } from "../../../engine/filesystem/errors.ts";
import { writeTar } from "../../../engine/filesystem/tar.ts";
import { ArchiveError, tarTree } from "../../../engine/filesystem/untar.ts";
import { WorkingTree } from "../../../engine/filesystem/working-tree.ts";
import { bytesToText, latin1ToBytes } from "../../../engine/programs/shell/bytes.ts";
import type { Command } from "../../command.ts";
import type { DockerContext } from "../../context.ts";
import { CliError } from "../../errors.ts";
import type { FlagSpec } from "../../flags/flag.ts";
import { absolute } from "../../paths.ts";
import { readEndpoint, saveTls } from "./endpoint.ts";
import { checkName } from "./names.ts";
import { contextNamed, currentContext, hasContext, parseMeta, saveContext, tlsFolder } from "./stored.ts";

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

function said(name: string, done: string, context: DockerContext): number {
  context.stdout(`${name}\n`);
  context.stderr(`Successfully ${done} context ${JSON.stringify(name)}\n`);
  return 0;
}

/** @throws CliError for a name that can't be a new context's */
function checkNew(name: string, context: DockerContext): void {
  checkName(name);
  if (hasContext(name, context)) throw new CliError(`context ${JSON.stringify(name)} already exists`);
}

export const contextCreate: Command = {
  paths: [["context", "create"]],
  short: "Create a context",
  long: endpointHelp("Create"),
  operands: "CONTEXT",
  arity: { min: 1, max: 1 },
  flags: [...described, { name: "from", type: "string", help: "create context from a named context" }],
  program: "docker",
  completes: "none",
  async run({ args: [name = ""], flags, context }) {
    checkNew(name, context);
    if (flags.has("docker")) {
      if (flags.text("from") !== "") throw new CliError("cannot use --docker flag when --from is set");
      const { docker, tls } = readEndpoint(flags.list("docker"), context);
      saveContext({ Name: name, Metadata: metadata(flags.text("description")), Endpoints: { docker } }, context);
      saveTls(name, tls, context);
    } else {
      const { Metadata, Endpoints } = contextNamed(flags.text("from") || currentContext(context), context);
      saveContext({ Name: name, Metadata: flags.has("description") ? metadata(flags.text("description")) : Metadata, Endpoints }, context);
    }
    return said(name, "created", context);
  },
};

export const contextUpdate: Command = {
  paths: [["context", "update"]],
  short: "Update a context",
  long: endpointHelp("Update"),
  operands: "CONTEXT",
  arity: { min: 1, max: 1 },
  flags: described,
  program: "docker",
  completes: "none",
  async run({ args: [name = ""], flags, context }) {
    checkName(name);
    const before = contextNamed(name, context);
    const endpoint = flags.has("docker") ? readEndpoint(flags.list("docker"), context) : undefined;
    saveContext(
      {
        Name: name,
        Metadata: flags.text("description") === "" ? before.Metadata : metadata(flags.text("description")),
        Endpoints: endpoint ? { docker: endpoint.docker } : before.Endpoints,
      },
      context,
    );
    if (endpoint) saveTls(name, endpoint.tls, context);
    return said(name, "updated", context);
  },
};

function metadata(Description: string): { readonly Description?: string } {
  return Description === "" ? {} : { Description };
}

export const contextExport: Command = {
  paths: [["context", "export"]],
  short: "Export a context to a tar archive FILE or a tar stream on STDOUT.",
  operands: "[OPTIONS] CONTEXT [FILE|-]",
  arity: { min: 1, max: 2 },
  flags: [],
  program: "docker",
  completes: "none",
  async run({ args: [name = "", to = `${name}.dockercontext`], context }) {
    const { disk, cwd } = context;
    const tls = tlsFolder(name, context);
    const tree = new WorkingTree(
      directory({ "meta.json": file(JSON.stringify(contextNamed(name, context)), { mode: 0o644 }), tls: directory({}, { mode: 0o700 }) }),
    );
    const files = disk.exists(tls) ? disk.lookup(tls) : undefined;
    if (files?.kind === "directory") for (const [entry, node] of files.entries) tree.put(`/tls/${entry}`, node);
    const archive = writeTar(diffTrees(undefined, tree.root));
    if (to === "-") {
      if (context.terminal && context.terminal.stdout !== false)
        throw new CliError("cowardly refusing to export to a terminal, specify a file path");
      context.stdout(bytesToText(archive));
      return 0;
    }
    if (disk.exists(absolute(cwd, to))) throw new CliError(`open ${to}: file exists`);
    disk.writeFile(absolute(cwd, to), archive, { mode: 0o600 });
    context.stderr(`Written file ${JSON.stringify(to)}\n`);
    return 0;
  },
};

export const contextImport: Command = {
  paths: [["context", "import"]],
  short: "Import a context from a tar or zip file",
  operands: "CONTEXT FILE|-",
  arity: { min: 2, max: 2 },
  flags: [],
  program: "docker",
  completes: "none",
  readsInput: (_flags, [, source]) => source === "-",
  async run({ args: [name = "", from = ""], context }) {
    checkNew(name, context);
    const tree = new WorkingTree(unpacked(from, context));
    if (!tree.exists("/meta.json")) throw new CliError("invalid context: no metadata found");
    saveContext(parseMeta(tree.readText("/meta.json"), name), context);
    const tls = tree.exists("/tls") ? tree.lookup("/tls") : undefined;
    if (tls?.kind === "directory" && tls.entries.size > 0) {
      context.disk.mkdir(tlsFolder(name, context), { recursive: true });
      for (const [entry, node] of tls.entries) context.disk.put(`${tlsFolder(name, context)}/${entry}`, node);
    }
    return said(name, "imported", context);
  },
};

function unpacked(path: string, { disk, cwd, stdin }: DockerContext): ReturnType<typeof tarTree> {
  try {
    return tarTree(path === "-" ? latin1ToBytes(stdin) : disk.readFile(absolute(cwd, path)));
  } catch (error) {
    if (error instanceof FsError) throw new CliError(`open ${path}: ${error.reason.toLowerCase()}`);
    if (error instanceof ArchiveError) throw new CliError(error.message);
    throw error;
  }
}
