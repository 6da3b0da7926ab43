/** `images`, `ls`, `port`, `top`, `version`, `volumes`, `wait`. */
import type { ContainerSummary } from "../../../engine/api.ts";
import { familiarName, parseReference, withDefaultTag } from "../../../engine/images/reference.ts";
import { humanDuration } from "../../../engine/go/human-duration.ts";
import { tableFormat } from "../../commands/shared-flags.ts";
import { filterMap } from "../../confirm.ts";
import { humanSize } from "../../format/units.ts";
import { renderListing } from "../../format/formatter.ts";
import type { ComposeCommand } from "../command.ts";
import { ComposeProblem } from "../model/problem.ts";
import { askedIndex, openStack, projectName, stackOrLabels, working } from "../open-stack.ts";
import { tabulate } from "../print/table.ts";
import { byName, containersOf, isRunning, runningContainer } from "../stack/containers.ts";
import { down } from "../stack/down.ts";
import { fromLabels } from "../stack/from-labels.ts";
import { label, packageVersion } from "../stack/labels.ts";

const wide = { width: 20, padding: 3 };

const images: ComposeCommand = {
  name: "images",
  short: "List images used by the created containers",
  operands: "[SERVICE...]",
  flags: [
    { name: "format", type: "string", default: "table", help: "Format the output. Values: [table | json]" },
    { name: "quiet", short: "q", type: "bool", help: "Only display IDs" },
  ],
  async run(call) {
    const { flags, args, context } = call;
    const all = await containersOf(context.engine, await projectName(call));
    const containers = all.filter(({ service }) => args.length === 0 || args.includes(service)).sort(byName);
    const rows = await Promise.all(
      containers.map(async ({ name, summary }) => {
        const image = await context.engine.imageInspect(summary.ImageID).catch(() => undefined);
        // An image that has lost its name is called by its id.
        const reference = /^(?:sha256:)?[0-9a-f]{12,64}$/.test(summary.Image) ? undefined : withDefaultTag(parseReference(summary.Image));
        const repository = reference ? familiarName(reference) : "";
        const tag = reference?.tag ?? "";
        return {
          ID: summary.ImageID,
          ContainerName: name,
          Repository: repository,
          Tag: tag,
          Platform: image ? `${image.Os}/${image.Architecture}` : "",
          Size: image?.Size ?? 0,
          Created: image?.Created ?? "",
          LastTagTime: image?.Metadata.LastTagTime ?? "",
        };
      }),
    );
    if (flags.bool("quiet")) context.stdout([...new Set(rows.map(({ ID }) => ID.replace("sha256:", "")))].map((id) => `${id}\n`).join(""));
    else if (isJson(flags.text("format"))) context.stdout(`${JSON.stringify(rows.map(asJson))}\n`);
    else
      context.stdout(
        tabulate(
          ["CONTAINER", "REPOSITORY", "TAG", "PLATFORM", "IMAGE ID", "SIZE", "CREATED"],
          rows.map((row) => [
            row.ContainerName,
            row.Repository || "<none>",
            row.Tag || "<none>",
            row.Platform,
            row.ID.replace("sha256:", "").slice(0, 12),
            humanSize(row.Size, 3),
            row.Created ? `${humanDuration(context.clock.now() - Date.parse(row.Created))} ago` : "N/A",
          ]),
          wide,
        ),
      );
    return 0;
  },
};

/** Whether a list is wanted as JSON rather than as a table. Throws `ComposeProblem` for anything else. */
function isJson(format: string): boolean {
  const wanted = format.toLowerCase();
  if (wanted === "json") return true;
  if (["table", "pretty", ""].includes(wanted)) return false;
  throw new ComposeProblem(`format value ${JSON.stringify(format)} could not be parsed: parsing failed`);
}

/** A pattern that is none matches what is called like it. */
function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern).test(name);
  } catch {
    return pattern === name;
  }
}

/** A time of tagging that nobody knows is the time of making. */
function asJson<Row extends { Created: string; LastTagTime: string }>({ Created, LastTagTime, ...row }: Row) {
  return { ...row, LastTagTime: LastTagTime.startsWith("0001") || LastTagTime === "" ? Created : LastTagTime };
}

const ls: ComposeCommand = {
  name: "ls",
  short: "List running compose projects",
  operands: "",
  arity: { min: 0, max: 0 },
  flags: [
    { name: "all", short: "a", type: "bool", help: "Show all stopped Compose projects" },
    { name: "filter", type: "filter", help: "Filter output based on conditions provided" },
    { name: "format", type: "string", default: "table", help: "Format the output. Values: [table | json]" },
    { name: "quiet", short: "q", type: "bool", help: "Only display project names" },
  ],
  async run({ flags, context }) {
    const listed = await context.engine.containerList({ all: flags.bool("all"), filters: { label: [label.project] } });
    const filters = filterMap(flags.list("filter"));
    const stranger = Object.keys(filters).find((key) => key !== "name");
    if (stranger !== undefined) throw new ComposeProblem(`invalid filter '${stranger}'`);
    const wanted = filters.name ?? [];
    const projects = new Map<string, ContainerSummary[]>();
    for (const one of listed) {
      const name = one.Labels[label.project] as string;
      projects.set(name, [...(projects.get(name) ?? []), one]);
    }
    const rows = [...projects]
      .filter(([name]) => wanted.length === 0 || wanted.some((pattern) => matches(pattern, name)))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, containers]) => {
        const states = [...new Set(containers.map(({ State }) => State))].sort();
        const status = states.map((state) => `${state}(${containers.filter(({ State }) => State === state).length})`);
        const files = new Set(containers.flatMap(({ Labels }) => (Labels[label.files] ?? "N/A").split(",")));
        return { Name: name, Status: status.join(", "), ConfigFiles: [...files].join(",") };
      });
    if (flags.bool("quiet")) context.stdout(rows.map(({ Name }) => `${Name}\n`).join(""));
    else if (isJson(flags.text("format"))) context.stdout(`${JSON.stringify(rows)}\n`);
    else
      context.stdout(
        tabulate(
          ["NAME", "STATUS", "CONFIG FILES"],
          rows.map((row) => [row.Name, row.Status, row.ConfigFiles]),
          wide,
        ),
      );
    return 0;
  },
};

const port: ComposeCommand = {
  name: "port",
  short: "Print the public port for a port binding",
  operands: "SERVICE PRIVATE_PORT",
  arity: { min: 2 },
  flags: [
    { name: "index", type: "int", help: "Index of the container if service has multiple replicas" },
    { name: "protocol", type: "string", default: "tcp", help: "tcp or udp" },
  ],
  async run(call) {
    const { flags, args, context } = call;
    const [service = "", wanted = ""] = args;
    if (!/^\d+$/.test(wanted)) throw new ComposeProblem(`strconv.ParseUint: parsing ${JSON.stringify(wanted)}: invalid syntax`);
    const protocol = flags.text("protocol").toLowerCase();
    const found = await runningContainer(context.engine, await projectName(call), service, askedIndex(call));
    const { Ports } = found.summary;
    const match = Ports.find(({ PrivatePort, Type }) => PrivatePort === Number(wanted) && Type === protocol);
    if (!match)
      throw new ComposeProblem(
        `no port ${wanted}/${protocol} for container ${found.name}: ${Ports.map(({ PublicPort = 0, Type }) => `${PublicPort}/${Type}`).join(", ")}`,
      );
    context.stdout(`${match.IP ?? ""}:${match.PublicPort ?? 0}\n`);
    return 0;
  },
};

const top: ComposeCommand = {
  name: "top",
  short: "Display the running processes",
  operands: "[SERVICES...]",
  usage: "docker compose top [SERVICES...]",
  flags: [],
  async run(call) {
    const { args, context } = call;
    const all = await containersOf(context.engine, await projectName(call));
    const containers = all.filter(({ service }) => args.length === 0 || args.includes(service)).sort(byName);
    const readings = await Promise.all(
      containers.filter(isRunning).map(async (one) => ({ one, top: await context.engine.containerTop(one.id) })),
    );
    if (readings.length === 0) return 0;
    const titles = [...new Set(readings.flatMap(({ top }) => top.Titles))].filter((title) => title !== "CMD");
    const rows = readings.flatMap(({ one, top }) =>
      top.Processes.map((process) => {
        const cell = (title: string): string => process[top.Titles.indexOf(title)] ?? "-";
        return [one.service, one.oneOff ? "-" : String(one.number), ...titles.map(cell), cell("CMD")];
      }),
    );
    context.stdout(tabulate(["SERVICE", "#", ...titles, "CMD"], rows, { width: 4, padding: 2 }));
    return 0;
  },
};

const version: ComposeCommand = {
  name: "version",
  short: "Show the Docker Compose version information",
  operands: "",
  arity: { min: 0, max: 0 },
  flags: [
    { name: "format", short: "f", type: "string", help: "Format the output. Values: [pretty | json]. (Default: pretty)" },
    { name: "short", type: "bool", help: "Shows only Compose's version number" },
  ],
  async run({ flags, context }) {
    if (flags.bool("short")) context.stdout(`${packageVersion}\n`);
    else if (flags.text("format") === "json") context.stdout(`{"version":"${packageVersion}"}\n`);
    else context.stdout(`Docker Compose version ${packageVersion}\n`);
    return 0;
  },
};

const volumes: ComposeCommand = {
  name: "volumes",
  short: "List volumes",
  operands: "[SERVICE...]",
  flags: [
    { name: "format", type: "string", default: "table", help: tableFormat.help },
    { name: "quiet", short: "q", type: "bool", help: "Only display volume names" },
  ],
  async run(call) {
    const { flags, context } = call;
    const stack = await openStack(call, call.args);
    const { Volumes } = await context.engine.volumeList({ label: [`${label.project}=${stack.name}`] });
    const users = (await containersOf(context.engine, stack.name)).filter((one) => isRunning(one) && call.args.includes(one.service));
    const used = new Set(users.flatMap(({ summary }) => summary.Mounts.map((mount) => mount.Name)));
    context.stdout(
      renderListing({
        type: "*formatter.volumeContext",
        columns: [
          { field: "Driver", header: "DRIVER", value: ({ Driver }) => Driver },
          { field: "Name", header: "VOLUME NAME", value: ({ Name }) => Name },
          { field: "Mountpoint", header: "MOUNTPOINT", value: ({ Mountpoint }) => Mountpoint },
          { field: "Scope", header: "SCOPE", value: ({ Scope }) => Scope },
        ],
        rows: Volumes.filter(({ Name }) => call.args.length === 0 || used.has(Name)),
        format: flags.text("format"),
        table: ["Driver", "Name"],
        ...(flags.bool("quiet") ? { quiet: "Name" } : {}),
      }),
    );
    return 0;
  },
};

const wait: ComposeCommand = {
  name: "wait",
  short: "Block until containers of all (or specified) services stop.",
  operands: "",
  usage: "docker compose wait SERVICE [SERVICE...] [OPTIONS]",
  arity: { min: 1, words: "docker" },
  flags: [{ name: "down-project", type: "bool", help: "Drops project when the first container stops" }],
  async run(call) {
    const { args, context } = call;
    const { name } = await stackOrLabels(call, []);
    const containers = (await containersOf(context.engine, name)).filter((one) => args.includes(one.service) && isRunning(one));
    if (containers.length === 0) throw new ComposeProblem(`no containers for project "${name}"`);
    let last = 0;
    await Promise.all(
      containers.map(async ({ id }) => {
        const { StatusCode } = await context.engine.containerWait(id, "not-running", context.signal);
        context.stdout(`container "${id}" exited with status code ${StatusCode}\n`);
        last = StatusCode;
      }),
    );
    if (call.flags.bool("down-project"))
      await working(call, await fromLabels(context.engine, name), "Running", (work) =>
        down(work, { named: [], volumes: false, images: "", removesOrphans: true, timeout: undefined }),
      );
    return last;
  },
};

export const lookCommands: readonly ComposeCommand[] = [images, ls, port, top, version, volumes, wait];
