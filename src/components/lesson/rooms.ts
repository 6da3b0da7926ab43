/** Where everything stands in a picture of containers on their host, in units of its view box. */
export interface RoomsPicture {
  readonly rooms: readonly Room[];
  readonly networks?: readonly { readonly name: string; readonly rooms: readonly string[] }[];
  readonly volumes?: readonly { readonly name: string; readonly rooms: readonly string[]; readonly gone?: boolean }[];
  /** Ports of the host that lead into a room; a blocked one ends before its wall. */
  readonly ports?: readonly { readonly label: string; readonly room: string; readonly blocked?: boolean }[];
  /** What the ground is called; `the host` when left out. */
  readonly host?: string;
  /** What stands on the ground beside its name. */
  readonly ground?: string;
}

export interface Room {
  readonly name: string;
  readonly sub?: string;
  readonly processes?: readonly { readonly text: string; readonly pid?: number; readonly hostPid?: number }[];
  /** Removed, or stopped: drawn in dashes. */
  readonly gone?: boolean;
}

const width = 460;
const gap = 18;
const processHeight = 31;

export function roomsLayout({ rooms, networks = [], volumes = [], ports = [] }: RoomsPicture) {
  const roomWidth = (width - 4 - gap * (rooms.length - 1)) / rooms.length;
  const left = (name: string): number => {
    const index = rooms.findIndex((room) => room.name === name);
    if (index < 0) throw new Error(`<Rooms>: there is no room "${name}"; there are: ${rooms.map((room) => room.name).join(", ")}`);
    return 2 + index * (roomWidth + gap);
  };
  const top = networks.length * 32 + (networks.length > 0 ? 8 : 4);
  const most = Math.max(...rooms.map(({ processes = [] }) => processes.length));
  const roomHeight = (rooms.some(({ sub }) => sub) ? 50 : 34) + most * processHeight + 6;
  const bottom = top + roomHeight;
  const hostPids = rooms.some(({ processes = [] }) => processes.some(({ hostPid }) => hostPid));
  const ground = bottom + (volumes.length > 0 ? 96 : ports.length > 0 || hostPids ? 48 : 16);
  return {
    width,
    height: ground + 30,
    ground,
    rooms: rooms.map(({ name, sub, processes = [], gone = false }) => ({
      name,
      sub,
      gone,
      x: left(name),
      y: top,
      width: roomWidth,
      height: roomHeight,
      processes: processes.map((process, index) => ({
        ...process,
        x: left(name) + 10,
        y: top + (sub ? 50 : 34) + index * processHeight,
        width: roomWidth - 20,
        drop: left(name) + 22 + index * 52,
      })),
    })),
    networks: networks.map(({ name, rooms: joined }, index) => {
      const y = 20 + index * 32;
      // Each network drops at a place of its own, so that two on one room are told apart.
      const drops = joined.map((room) => ({ x: left(room) + roomWidth / 2 + (index - (networks.length - 1) / 2) * 26, y: top }));
      const xs = drops.map(({ x }) => x);
      const [from, to] = [Math.min(...xs) - 34, Math.max(...xs) + 34];
      // On the side where no other network's line comes down through the name.
      const label = index === 0 ? { x: from, anchor: "start" } : { x: to, anchor: "end" };
      return { name, label, y, from, to, drops };
    }),
    volumes: volumes.map(({ name, rooms: tied, gone = false }, index) => {
      const middles = tied.map((room) => left(room) + roomWidth / 2);
      const x = middles.length > 0 ? middles.reduce((sum, at) => sum + at, 0) / middles.length : 60 + index * 110;
      return { name, gone, x, y: ground - 48, ties: middles.map((at) => ({ x: at, y: bottom })) };
    }),
    ports: ports.map(({ label, room, blocked = false }, index) => {
      const before = ports.slice(0, index).filter((other) => other.room === room).length;
      return { label, blocked, x: left(room) + 26 + before * 70, y: bottom + (blocked ? 12 : 2) };
    }),
  };
}
