/** The host: the ground everything stands on, its own address on each wire, and the doors in it. */
import type { NetworkRequest, NetworksView } from "../../views/networks.ts";
import { type Layout, size } from "./layout.ts";

export function Host({
  view,
  layout,
  request,
}: {
  readonly view: NetworksView;
  readonly layout: Layout;
  readonly request: NetworkRequest | undefined;
}) {
  const { host, wires, left, right, height } = layout;
  const top = (y: number) => ({ top: `${y - host.y - size.line / 2}px` });
  const asking = request?.from === "host";
  return (
    <section
      class={`nets-host${asking ? " asking" : ""}`}
      aria-label="The host"
      style={{ top: `${host.y}px`, height: `${height - host.y}px` }}
    >
      <div class="nets-title" style={{ left: `${left}px` }}>
        the host <span class="nets-note">drydock</span>
      </div>
      {view.networks.map(({ name, gateway }, index) => (
        <p key={name} class="nets-line" style={{ ...top(wires[index]?.bottom ?? 0), left: `${left}px`, right: `${right}px` }}>
          <span class="nets-address">{gateway}</span>
          <span class="nets-note">on {name}</span>
        </p>
      ))}
      {host.doors.map(({ door, room, y }) => (
        <p
          key={`${door.hostIp} ${door.hostPort} ${room}`}
          class="nets-line door"
          style={{ ...top(y), left: `${left}px`, right: `${right}px` }}
        >
          <span class="nets-note">
            {door.hostIp === "0.0.0.0" ? "at every address" : `at ${door.hostIp} only`}, to {room}
          </span>
          <span class="nets-door">
            {door.hostPort}
            {door.protocol === "udp" && "/udp"}
          </span>
        </p>
      ))}
      {host.sockets.map(({ socket, y }) => (
        <p
          key={`${socket.protocol} ${socket.address} ${socket.port}`}
          class="nets-line"
          style={{ ...top(y), left: `${left}px`, right: `${right}px` }}
        >
          <span class="nets-port">
            <b>:{socket.port}</b> {socket.program}
          </span>
        </p>
      ))}
    </section>
  );
}
