/** Where everything stands: wires run down the left, rooms hang on them one below the other, the host is the ground. Pixels. */
import type { ListeningSocket } from "../../engine/api.ts";
import type { NetworkDoor, NetworkPlug, NetworkRoom, NetworksView } from "../../views/networks.ts";

export const size = {
  /** Between two wires. */
  lane: 20,
  /** From the last wire to the rooms. */
  plug: 26,
  head: 34,
  title: 38,
  line: 27,
  gap: 18,
  /** Room below the last line of a room. */
  foot: 9,
  /** Between two ways from a door. */
  doorLane: 12,
} as const;

export interface Line {
  /** Its middle, from the top of the picture. */
  readonly y: number;
}
export interface PlugLine extends Line {
  readonly plug: NetworkPlug;
  /** Of its wire. */
  readonly x: number;
}
export interface PortLine extends Line {
  readonly port: number;
  readonly protocol: string;
  /** Who listens; none for the target of a door that nobody stands behind. */
  readonly sockets: readonly ListeningSocket[];
  readonly doors: readonly NetworkDoor[];
}
export interface PlacedRoom {
  readonly room: NetworkRoom;
  readonly name: string;
  readonly y: number;
  readonly height: number;
  /** One line only. */
  readonly folded: boolean;
  readonly plugs: readonly PlugLine[];
  readonly ports: readonly PortLine[];
}
export interface PlacedWire {
  readonly name: string;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly internal: boolean;
}
export interface PlacedDoor extends Line {
  readonly door: NetworkDoor;
  readonly room: string;
  /** From the right edge of the rooms; one without is only named: there are too many. */
  readonly lane: number | undefined;
  /** Where it arrives. */
  readonly to: number;
}
export interface Layout {
  readonly left: number;
  readonly right: number;
  readonly height: number;
  readonly wires: readonly PlacedWire[];
  readonly rooms: readonly PlacedRoom[];
  readonly host: {
    readonly y: number;
    readonly doors: readonly PlacedDoor[];
    readonly sockets: readonly (Line & { readonly socket: ListeningSocket })[];
  };
}

/** With more rooms than this, those that are not looked at are folded. */
export const mostRooms = 10;
/** More ways than this beside each other are a tangle. */
const mostLanes = 8;

/** @param opened names of rooms that are not to be folded */
export function layoutOf({ networks, rooms, host }: NetworksView, opened: ReadonlySet<string>): Layout {
  const xOf = new Map(networks.map(({ name }, index) => [name, 9 + index * size.lane]));
  const left = 9 + Math.max(0, networks.length - 1) * size.lane + size.plug;
  let y = networks.length * size.head + 8;
  const placed = rooms.map((room): PlacedRoom => {
    const name = room.containers[0] as string;
    const folded = rooms.length > mostRooms && !opened.has(name);
    const made = placeRoom(room, name, y, folded, xOf);
    y += made.height + (folded ? 6 : size.gap);
    return made;
  });
  const ground = y + (rooms.length > 0 ? 6 : 24);
  const wires = networks.map(({ name, internal }, index) => ({
    name,
    x: xOf.get(name) as number,
    top: index * size.head + size.head / 2,
    bottom: ground + size.title + index * size.line + size.line / 2,
    internal,
  }));
  let line = ground + size.title + networks.length * size.line + 6;
  const next = (): number => {
    const at = line + size.line / 2;
    line += size.line + 4;
    return at;
  };
  const doors = placed.flatMap((place) => place.room.doors.map((door) => ({ door, place })));
  const lanes = doors.length <= mostLanes ? doors.length : 0;
  const placedDoors = doors.map(({ door, place }, index): PlacedDoor => {
    const port = place.ports.find((each) => each.doors.includes(door));
    // The nearest door takes the inner way, so that ways do not cross.
    return {
      door,
      room: place.name,
      lane: lanes ? 10 + (doors.length - 1 - index) * size.doorLane : undefined,
      y: next(),
      to: port?.y ?? place.y + size.title / 2,
    };
  });
  const sockets = host.listening.map((socket) => ({ socket, y: next() }));
  return {
    left,
    right: lanes ? 10 + lanes * size.doorLane : 4,
    height: line + 8,
    wires,
    rooms: placed,
    host: { y: ground, doors: placedDoors, sockets },
  };
}

function placeRoom(room: NetworkRoom, name: string, y: number, folded: boolean, xOf: ReadonlyMap<string, number>): PlacedRoom {
  if (folded) {
    const plugs = room.plugs.map((plug) => ({ plug, x: xOf.get(plug.network) ?? 0, y: y + size.title / 2 }));
    const ports = portsOf(room).map((port) => ({ ...port, y: y + size.title / 2 }));
    return { room, name, y, height: size.title, folded, plugs, ports };
  }
  let line = y + size.title;
  const next = (): number => {
    const at = line + size.line / 2;
    line += size.line;
    return at;
  };
  const plugs = room.plugs.map((plug) => ({ plug, x: xOf.get(plug.network) ?? 0, y: next() }));
  const ports = portsOf(room).map((port) => ({ ...port, y: next() }));
  const bare = plugs.length === 0 && ports.length === 0 ? size.line : 0;
  return { room, name, y, height: line + bare - y + size.foot, folded, plugs, ports };
}

/** The ports of a room: those somebody listens at, and those a door leads to. */
function portsOf({ listening, doors }: NetworkRoom): Omit<PortLine, "y">[] {
  const keys = new Map<string, { readonly port: number; readonly protocol: string }>();
  for (const { port, protocol } of [...listening, ...doors]) keys.set(`${port}/${protocol}`, { port, protocol });
  return [...keys.values()]
    .sort((a, b) => a.port - b.port)
    .map(({ port, protocol }) => ({
      port,
      protocol,
      sockets: listening.filter((socket) => socket.port === port && socket.protocol === protocol),
      doors: doors.filter((door) => door.port === port && door.protocol === protocol),
    }));
}
