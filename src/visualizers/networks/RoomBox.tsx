/** A container on its wires: who it is, its plugs, and the ports somebody listens at. */
import type { NetworkRequest } from "../../views/networks.ts";
import { listed } from "../shapes/words.ts";
import { type Layout, type PlacedRoom, type PlugLine, type PortLine, size } from "./layout.ts";

interface RoomBoxProps {
  readonly placed: PlacedRoom;
  readonly layout: Layout;
  readonly request: NetworkRequest | undefined;
  readonly isNew: boolean;
  /** Takes the focus when Tab comes to the rooms. */
  readonly first: boolean;
  onToggle(name: string): void;
}

export function RoomBox({ placed, layout, request, isNew, first, onToggle }: RoomBoxProps) {
  const { room, name, y, height, folded, plugs, ports } = placed;
  const up = room.status === "running" || room.status === "paused";
  const reached = typeof request?.reached?.place === "object" && request.reached.place.room === name && cameThrough(request);
  const asking = typeof request?.from === "object" && request.from.room === name;
  const classes = ["room-box", up ? "up" : "down", folded && "folded", isNew && "came", asking && "asking"].filter(Boolean).join(" ");
  const shared = room.containers.length > 1;
  const line = (at: number) => ({ top: `${at - y - size.line / 2 - 3}px` });
  return (
    <section
      class={classes}
      aria-label={shared ? `Containers ${listed(room.containers)}, in one network namespace` : `Container ${name}`}
      style={{ top: `${y}px`, left: `${layout.left}px`, right: `${layout.right}px`, height: `${height}px` }}
    >
      <div class={`nets-title${shared ? " shared" : ""}`}>
        {room.containers.slice(0, shared ? undefined : 1).map((container, at) => (
          <button key={container} type="button" class="nets-room-name" tabIndex={first && at === 0 ? 0 : -1} onClick={() => onToggle(name)}>
            {container}
          </button>
        ))}
        <span class="picture-origin">{shared ? "one network for all" : up ? room.image : `${room.image} · ${room.status}`}</span>
        {folded && <span class="nets-address">{plugs.map(({ plug }) => plug.address).join(", ")}</span>}
      </div>
      {!folded && (
        <>
          {plugs.map((plug) => (
            <Plug key={plug.plug.network} line={plug} top={line(plug.y)} />
          ))}
          {ports.map((port) => (
            <Port
              key={`${port.port}/${port.protocol}`}
              line={port}
              top={line(port.y)}
              hit={reached && request?.reached?.port === port.port}
              open={request?.way !== undefined}
            />
          ))}
          {plugs.length === 0 && ports.length === 0 && (
            <p class="nets-line nets-note" style={{ top: `${size.title - 2}px` }}>
              {room.onHost
                ? "stands in the host's network: no wall there"
                : up
                  ? "a loopback, and nothing else"
                  : "no address while it does not run"}
            </p>
          )}
        </>
      )}
    </section>
  );
}

/** Whether it got as far as the room, and was taken or turned away there. */
function cameThrough({ way, over, obstacle, from, reached }: NetworkRequest): boolean {
  return way !== undefined || over !== undefined || obstacle === "nobody listens behind the port" || same(from, reached?.place);
}

function same(a: NetworkRequest["from"], b: NetworkRequest["from"] | undefined): boolean {
  return typeof a === "object" && typeof b === "object" ? a.room === b.room : a === b;
}

function Plug({ line: { plug }, top }: { readonly line: PlugLine; readonly top: { readonly top: string } }) {
  // The shortest first: it is the one that is used, and there may be no place for the others.
  const others = plug.names.filter((name) => !/^[0-9a-f]{12}$/.test(name)).sort((a, b) => a.length - b.length);
  return (
    <p class="nets-line" style={top}>
      {plug.address === "" ? (
        <span class="nets-note">{plug.network}: not plugged in</span>
      ) : (
        <>
          <span class="nets-address">{plug.address}</span>
          <span class="nets-note">
            {others.length > 0 ? (
              <>
                named <b>{others.join(", ")}</b>
              </>
            ) : (
              `on ${plug.network}`
            )}
          </span>
        </>
      )}
    </p>
  );
}

function Port({
  line: { port, protocol, sockets, doors },
  top,
  hit,
  open,
}: {
  readonly line: PortLine;
  readonly top: { readonly top: string };
  readonly hit: boolean;
  readonly open: boolean;
}) {
  const [socket] = sockets;
  const own = sockets.length > 0 && sockets.every(({ address }) => address.startsWith("127."));
  const classes = ["nets-port", !socket && "empty", own && "own", hit && (open ? "hit" : "missed")].filter(Boolean).join(" ");
  return (
    <p class="nets-line" style={top}>
      <span class={classes}>
        <b>:{port}</b>
        {protocol === "udp" && "/udp"} {socket ? (socket.program ?? "") : "nobody listens"}
      </span>
      <span class="nets-note">
        {own ? `${socket?.address} only` : doors.length === 0 ? "" : `from ${doors.map(({ hostPort }) => hostPort).join(", ")}`}
      </span>
    </p>
  );
}
