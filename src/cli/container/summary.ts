/** A container in a table: what `docker ps` says of it. */
import { humanDuration } from "../../engine/go/human-duration.ts";
import type { ContainerSummary, Port } from "../../engine/api.ts";
import type { Column } from "../format/formatter.ts";
import { ellipsis } from "../format/ids.ts";
import { goTime, humanSize } from "../format/units.ts";
import { goQuote } from "../format/quote.ts";

/** @param whole `--no-trunc` */
export function containerColumns(now: number, whole: boolean): Column<ContainerSummary>[] {
  return [
    { field: "ID", header: "CONTAINER ID", value: ({ Id }) => (whole ? Id : Id.slice(0, 12)) },
    { field: "Names", header: "NAMES", value: ({ Names }) => namesOf(Names, whole) },
    { field: "Image", header: "IMAGE", value: ({ Image, ImageID }) => imageOf(Image, ImageID, whole) },
    { field: "Command", header: "COMMAND", value: ({ Command }) => goQuote(whole ? Command : ellipsis(Command, 20)) },
    { field: "CreatedAt", header: "CREATED AT", value: ({ Created }) => goTime(Created * 1000) },
    { field: "RunningFor", header: "CREATED", value: ({ Created }) => `${humanDuration(now - Created * 1000)} ago` },
    { field: "Ports", header: "PORTS", value: ({ Ports }) => portsOf(Ports) },
    { field: "State", header: "STATE", value: ({ State }) => State },
    { field: "Status", header: "STATUS", value: ({ Status }) => Status },
    { field: "Size", header: "SIZE", value: sizeOf },
    { field: "Labels", header: "LABELS", value: ({ Labels }) => labelsOf(Labels) },
    {
      field: "Mounts",
      header: "MOUNTS",
      value: ({ Mounts }) =>
        Mounts.map(({ Name, Source }) => Name || Source)
          .map((name) => (whole ? name : ellipsis(name, 15)))
          .join(","),
    },
    {
      field: "LocalVolumes",
      header: "LOCAL VOLUMES",
      value: ({ Mounts }) => String(Mounts.filter(({ Driver }) => Driver === "local").length),
    },
    { field: "Networks", header: "NETWORKS", value: ({ NetworkSettings }) => Object.keys(NetworkSettings.Networks).sort().join(",") },
    { field: "Platform", header: "PLATFORM", value: () => null },
  ];
}

/** Names through which only a link leads are left out of the short form. */
function namesOf(names: readonly string[], whole: boolean): string {
  const bare = names.map((name) => name.replace(/^\//, ""));
  return (whole ? bare : bare.filter((name) => !name.includes("/"))).join(",");
}

function imageOf(image: string, id: string, whole: boolean): string {
  if (image === "") return "<no image>";
  if (whole) return image;
  // A container of an image that has lost its name shows the beginning of the id.
  return image === id || image === id.replace(/^sha256:/, "") ? image.replace(/^sha256:/, "").slice(0, 12) : image;
}

export function labelsOf(labels: Readonly<Record<string, string>> | null): string {
  return Object.entries(labels ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(",");
}

function sizeOf({ SizeRw = 0, SizeRootFs = 0 }: ContainerSummary): string {
  return SizeRootFs > 0 ? `${humanSize(SizeRw, 3)} (virtual ${humanSize(SizeRootFs, 3)})` : humanSize(SizeRw, 3);
}

/** `0.0.0.0:8080->80/tcp, 443/tcp`, neighbouring ports as ranges. */
export function portsOf(ports: readonly Port[]): string {
  const sorted = [...ports].sort(
    (a, b) =>
      a.PrivatePort - b.PrivatePort ||
      compare(a.IP ?? "", b.IP ?? "") ||
      (a.PublicPort ?? 0) - (b.PublicPort ?? 0) ||
      compare(a.Type, b.Type),
  );
  interface Run {
    first: number;
    last: number;
  }
  const runs = new Map<string, Run>();
  const groups: string[] = [];
  const cut: string[] = [];
  const hosts: string[] = [];
  const closeRun = (key: string, run: Run): string => {
    const [ip, type] = key.split("|");
    const range = run.first === run.last ? String(run.first) : `${run.first}-${run.last}`;
    return ip ? `${ip}:${range}->${range}/${type}` : `${range}/${type}`;
  };
  for (const { IP, PrivatePort, PublicPort, Type } of sorted) {
    let key = `|${Type}`;
    if (IP) {
      if (PublicPort !== PrivatePort) {
        hosts.push(`${IP.includes(":") ? `[${IP}]` : IP}:${PublicPort}->${PrivatePort}/${Type}`);
        continue;
      }
      key = `${IP.includes(":") ? `[${IP}]` : IP}|${Type}`;
    }
    const run = runs.get(key);
    if (!run) {
      runs.set(key, { first: PrivatePort, last: PrivatePort });
      groups.push(key);
    } else if (PrivatePort === run.last + 1) run.last = PrivatePort;
    else {
      cut.push(closeRun(key, run));
      runs.set(key, { first: PrivatePort, last: PrivatePort });
    }
  }
  // A run that was cut short stands before those that last to the end, as the client has it.
  const closed = groups.map((key) => closeRun(key, runs.get(key) as Run));
  return [...cut, ...closed, ...hosts].join(", ");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
