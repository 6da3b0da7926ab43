/** The way a request takes through the picture, as lines to draw. */
import type { NetworkPlace, NetworkRequest } from "../../views/networks.ts";
import type { Layout, PlacedRoom } from "./layout.ts";

export interface Route {
  /** Through the wires at the left, an SVG path; empty when it takes none. */
  readonly left: string;
  /** From a door of the host, in the drawing at the right. */
  readonly right: string;
  /** Where it broke off: on which side, and the point. */
  readonly broken?: { readonly side: "left" | "right"; readonly x: number; readonly y: number };
}

export function routeOf(request: NetworkRequest, layout: Layout): Route {
  const { from, way, obstacle, reached, port, over } = request;
  const failed = way === undefined && (obstacle !== undefined || request.waiting);
  const start = roomAt(layout, from);
  const end = roomAt(layout, reached?.place);
  if (way === "published port" || obstacle === "nobody listens behind the port") {
    const door = layout.host.doors.find((each) => each.door.hostPort === port && (!end || each.room === end.name));
    const right = door?.lane === undefined ? "" : doorPath(layout, door.lane, door.y, door.to);
    const broken = failed && door?.lane !== undefined ? ({ side: "right", x: 2, y: door.to } as const) : undefined;
    return { left: start ? toHost(layout, start) : "", right, ...(broken && { broken }) };
  }
  if (start && (request.lookupOnly || (end === start && !over))) {
    const y = portLine(start, reached?.port ?? port) ?? start.y + start.height - 12;
    if (request.lookupOnly) return { left: "", right: "", broken: { side: "left", x: layout.left - 8, y: start.y + 19 } };
    // It turns round in its own room.
    const top = start.y + 19;
    return {
      left: `M${layout.left} ${top}h-9v${y - top}h9`,
      right: "",
      ...(failed && { broken: { side: "left", x: layout.left - 9, y } }),
    };
  }
  if (over) {
    const wire = layout.wires.find(({ name }) => name === over);
    const arrives = end?.plugs.find(({ plug }) => plug.network === over);
    const leaves = start?.plugs.find(({ plug }) => plug.network === over)?.y ?? wire?.bottom;
    if (!wire || !arrives || leaves === undefined) return { left: "", right: "" };
    const left = `M${layout.left} ${leaves}H${wire.x}V${arrives.y}H${layout.left}`;
    return { left, right: "", ...(failed && { broken: { side: "left", x: layout.left - 9, y: arrives.y } }) };
  }
  if (!start) return { left: "", right: "" };
  const left = toHost(layout, start);
  const wire = outwardWire(layout, start);
  return { left, right: "", ...(failed && wire && { broken: { side: "left", x: wire.x, y: layout.host.y } }) };
}

function roomAt({ rooms }: Layout, place: NetworkPlace | undefined): PlacedRoom | undefined {
  return typeof place === "object" ? rooms.find(({ name }) => name === place.room) : undefined;
}

function portLine({ ports }: PlacedRoom, port: number | undefined): number | undefined {
  return ports.find((each) => each.port === port)?.y;
}

function outwardWire({ wires }: Layout, { plugs }: PlacedRoom) {
  const outward = plugs.find(({ plug }) => !wires.find(({ name }) => name === plug.network)?.internal) ?? plugs[0];
  return wires.find(({ name }) => name === outward?.plug.network);
}

function toHost(layout: Layout, start: PlacedRoom): string {
  const wire = outwardWire(layout, start);
  const leaves = start.plugs.find(({ plug }) => plug.network === wire?.name)?.y;
  return wire && leaves !== undefined ? `M${layout.left} ${leaves}H${wire.x}V${wire.bottom}` : "";
}

/** From the door in the ground up to the wall of a room. */
export function doorPath(_: Layout, lane: number, from: number, to: number): string {
  return `M0 ${from}H${lane}V${to}H0`;
}
