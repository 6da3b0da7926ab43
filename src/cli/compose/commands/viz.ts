import type { ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { openStack } from "../open-stack.ts";
import type { ServiceView } from "../stack/service-view.ts";
import type { Stack } from "../stack/stack.ts";

/** `alpha viz`: the services and what each waits for, as a graph that Graphviz draws. */
export const viz: ComposeCommand = {
  name: "viz",
  short: "EXPERIMENTAL - Generate a graphviz graph from your compose file",
  operands: "",
  isExperimental: true,
  flags: [
    { name: "image", type: "bool", help: "Include service's image name in output graph" },
    { name: "indentation-size", type: "int", default: "1", help: "Number of tabs or spaces to use for indentation" },
    { name: "networks", type: "bool", help: "Include service's attached networks in output graph" },
    { name: "ports", type: "bool", help: "Include service's exposed ports in output graph" },
    {
      name: "spaces",
      type: "bool",
      help: "If given, space character ' ' will be used to indent,\notherwise tab character '\\t' will be used",
    },
  ],
  async run(call) {
    const { flags, context } = call;
    const size = Number(flags.text("indentation-size"));
    if (size < 0) throw new ComposeProblem(`invalid indentation size: ${size}`);
    context.stderr("viz command is EXPERIMENTAL\n");
    const stack = await openStack(call, []);
    const shows = { networks: flags.bool("networks"), ports: flags.bool("ports"), image: flags.bool("image") };
    const indent = (flags.bool("spaces") ? " " : "\t").repeat(size);
    const line = (text: string): string => `${indent}${text};\n`;
    const nodes = stack.services.map((service) => line(`"${service.name}" [style="filled" label=<${label(service, stack, shows)}>]`));
    const edges = stack.services.flatMap(({ name, dependencies }) => dependencies.map(({ service }) => line(`"${name}" -> "${service}"`)));
    context.stdout(`digraph "${stack.name}" {\n${line("layout=dot")}${nodes.join("")}\n${edges.join("")}}\n\n`);
    return 0;
  },
};

interface Shows {
  readonly networks: boolean;
  readonly ports: boolean;
  readonly image: boolean;
}

/** What stands in a service's node, in Graphviz' HTML. */
function label(service: ServiceView, stack: Stack, shows: Shows): string {
  const section = (title: string, rows: readonly string[]): string =>
    rows.length === 0 ? "" : `<font point-size="10"><br/><br/><b>${title}:</b><br/>${rows.join("<br/>")}</font>`;
  const ports = service.parts("ports").map(({ host_ip, published = "", target, protocol, mode }) => {
    const address = typeof host_ip === "string" && host_ip !== "" ? `${host_ip}:` : "";
    return `${address}${published}:${target} (${protocol}, ${mode})`;
  });
  return [
    `<font point-size="15">${service.name}</font>`,
    shows.networks ? section("Networks", service.networksByPriority) : "",
    shows.ports ? section("Ports", ports) : "",
    shows.image ? section("Image", [stack.image(service)]) : "",
  ].join("");
}
