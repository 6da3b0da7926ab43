import { absolute } from "../../paths.ts";
import { tabulate } from "../print/table.ts";
import type { ComposeCall, ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { child, isMapping } from "../model/tree.ts";
import { printJson, printRawJson, printRawYaml, printYaml } from "../print/config.ts";
import { type LoadOptions, openModel, openProject } from "../project-options.ts";
import { configHash } from "../model/hash.ts";
import type { Project } from "../model/load.ts";
import { imageOf } from "../model/service.ts";
import { variablesOf } from "../model/variables.ts";

export const config: ComposeCommand = {
  name: "config",
  short: "Parse, resolve and render compose file in canonical format",
  operands: "[SERVICE...]",
  flags: [
    { name: "environment", type: "bool", help: "Print environment used for interpolation." },
    { name: "format", type: "string", help: "Format the output. Values: [yaml | json]" },
    { name: "hash", type: "string", help: "Print the service config hash, one per line." },
    { name: "images", type: "bool", help: "Print the image names, one per line." },
    { name: "lock-image-digests", type: "bool", help: "Produces an override file with image digests" },
    { name: "models", type: "bool", help: "Print the model names, one per line." },
    { name: "networks", type: "bool", help: "Print the network names, one per line." },
    { name: "no-consistency", type: "bool", help: "Don't check model consistency - warning: may produce invalid Compose output" },
    { name: "no-env-resolution", type: "bool", help: "Don't resolve service env files" },
    { name: "no-interpolate", type: "bool", help: "Don't interpolate environment variables" },
    { name: "no-normalize", type: "bool", help: "Don't normalize compose model" },
    { name: "no-path-resolution", type: "bool", help: "Don't resolve file paths" },
    { name: "output", short: "o", type: "string", help: "Save to file (default to stdout)" },
    { name: "profiles", type: "bool", help: "Print the profile names, one per line." },
    { name: "quiet", short: "q", type: "bool", help: "Only validate the configuration, don't print anything" },
    { name: "resolve-image-digests", type: "bool", help: "Pin image tags to digests" },
    { name: "services", type: "bool", help: "Print the service names, one per line." },
    { name: "variables", type: "bool", help: "Print model variables and default values." },
    { name: "volumes", type: "bool", help: "Print the volume names, one per line." },
  ],
  run,
};

async function run(call: ComposeCall): Promise<number> {
  const { flags, args, context } = call;
  const print = (lines: readonly string[]): number => {
    context.stdout(lines.map((line) => `${line}\n`).join(""));
    return 0;
  };
  if (flags.bool("variables")) return variables(call);
  const written: LoadOptions = { normalizes: !flags.bool("no-normalize"), resolvesPaths: !flags.bool("no-path-resolution") };
  if (flags.bool("no-interpolate")) {
    const { tree } = await openModel(call, { ...written, interpolates: false });
    return finish(call, flags.text("format") === "json" ? printRawJson(tree) : printRawYaml(tree));
  }
  const project = await openProject(call, {
    ...written,
    named: args,
    selects: true,
    checks: !flags.bool("no-consistency"),
    resolvesEnvironment: !flags.bool("no-env-resolution"),
  });
  if (flags.bool("environment")) return print([...project.environment].map(([name, value]) => `${name}=${value}`).sort());
  const services = child(project.tree, "services");
  if (flags.bool("services")) return print(startOrder(project));
  if (flags.bool("volumes")) return print(Object.keys(child(project.tree, "volumes")).sort());
  if (flags.bool("networks")) return print(Object.keys(child(project.tree, "networks")).sort());
  if (flags.bool("models")) return print(Object.keys(child(project.tree, "models")).sort());
  if (flags.bool("profiles")) return print(project.profiles);
  if (flags.bool("images")) return print(startOrder(project).map((name) => imageOf(project.name, name, child(services, name))));
  if (flags.has("hash")) return print(hashes(project, flags.text("hash")));
  return finish(call, rendered(project, flags.text("format") || "yaml"));
}

function finish({ flags, context }: ComposeCall, text: string): number {
  if (flags.bool("quiet")) return 0;
  if (flags.text("output") !== "") context.disk.writeFile(absolute(context.cwd, flags.text("output")), text);
  else context.stdout(text);
  return 0;
}

function rendered({ tree }: Project, format: string): string {
  if (format === "yaml") return printYaml(tree);
  if (format === "json") return printJson(tree);
  throw new ComposeProblem(`unsupported format ${JSON.stringify(format)}`);
}

async function variables(call: ComposeCall): Promise<number> {
  const { tree } = await openModel(call, { interpolates: false });
  const rows = variablesOf(tree).map(({ name, required, value, alternate }) => [name, String(required), value, alternate]);
  call.context.stdout(tabulate(["NAME", "REQUIRED", "DEFAULT VALUE", "ALTERNATE VALUE"], rows, { width: 20, padding: 3 }));
  return 0;
}

/** Services after those that they depend on. */
function startOrder({ tree }: Project): string[] {
  const services = child(tree, "services");
  const order: string[] = [];
  const visit = (name: string): void => {
    if (order.includes(name) || !isMapping(services[name])) return;
    for (const dependency of Object.keys(child(services[name], "depends_on")).sort()) visit(dependency);
    order.push(name);
  };
  for (const name of Object.keys(services).sort()) visit(name);
  return order;
}

function hashes({ tree }: Project, wanted: string): string[] {
  const services = child(tree, "services");
  const names = wanted === "*" ? Object.keys(services) : wanted.split(",");
  return names.sort().map((name) => {
    const service = services[name];
    if (!isMapping(service)) throw new ComposeProblem(`no such service: ${name}: not found`);
    return `${name} ${configHash(service)}`;
  });
}
