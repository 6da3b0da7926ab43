/** All rooms on the ground that is their host; the ground goes on in the next row like a line of text. */
import type { NamespaceKind } from "../../engine/api.ts";
import type { NamespacesView, RoomView } from "../../views/namespaces.ts";
import { rove } from "../shapes/roving.ts";
import { counted } from "../shapes/words.ts";
import { RoomOnGround } from "./RoomOnGround.tsx";
import { sharedBy, sideBySide } from "./walls.ts";

/** More rooms than this are told of by name only. */
const most = 8;

interface Props {
  readonly view: NamespacesView;
  readonly before: NamespacesView | undefined;
  /** The kind of wall that is looked at. */
  readonly lens: NamespaceKind | undefined;
  readonly onEnter: ((name: string) => void) | undefined;
}

export function HostRooms({ view, before, lens, onEnter }: Props) {
  const { host, rooms, inside } = view;
  const drawn = sideBySide(roomsToDraw(view), view);
  const between = (at: number): readonly NamespaceKind[] => {
    const [one, other] = [drawn[at - 1], drawn[at]];
    const shared = one && other ? sharedBy(one, other, view) : [];
    return lens ? shared.filter((kind) => kind === lens) : shared;
  };
  const rest = rooms.filter((room) => !drawn.includes(room));
  return (
    <div class="ns-host">
      {rooms.length === 0 ? (
        <p class="ns-empty">
          No container yet. Start one with <code>docker run -d --name web nginx:alpine</code>, and its room stands here.
        </p>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys go from room to room; each is a button of its own
        <div class="ns-rooms" onKeyDown={(event) => rove(event, ".ns-enter")}>
          {drawn.map((room, at) => (
            <RoomOnGround
              key={room.name}
              room={room}
              view={view}
              before={before?.rooms.find(({ name }) => name === room.name)}
              isNew={before !== undefined && !before.rooms.some(({ name }) => name === room.name)}
              isEntered={room.name === inside?.name}
              lens={lens}
              opensTo={{ left: between(at), right: between(at + 1) }}
              onEnter={onEnter}
            />
          ))}
        </div>
      )}
      <div class="ns-ground">
        <p>
          <b>{host.hostname}</b>, the host <code>Linux {host.kernel}</code>
        </p>
        <p class="ns-fine">
          {lens ? (
            <>
              its own <code>{`${lens}:[${host.namespaces[lens]}]`}</code>
            </>
          ) : (
            `One kernel for everyone here. Each dotted line is one process: a number inside, another on the ground. ${counted(host.processes.length, "process", "processes")} in no room.`
          )}
        </p>
      </div>
      {rest.length > 0 && (
        <details class="ns-rest">
          <summary>{counted(rest.length, "more container")}</summary>
          <ul>
            {rest.map(({ name, namespaces }) => (
              <li key={name}>
                {onEnter && namespaces ? (
                  <button type="button" onClick={() => onEnter(name)}>
                    {name}
                  </button>
                ) : (
                  name
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** Those in which something went wrong, that share something, or in which something runs, before the others; the one that is asked always. */
function roomsToDraw(view: NamespacesView): readonly RoomView[] {
  const { rooms, inside } = view;
  if (rooms.length <= most) return rooms;
  const shares = new Set(rooms.filter((room) => rooms.some((other) => other !== room && sharedBy(room, other, view).length > 0)));
  const rank = (room: RoomView): number =>
    room.name === inside?.name ? 0 : room.oomKilled ? 1 : shares.has(room) ? 2 : room.namespaces ? 3 : 4;
  const chosen = new Set([...rooms].sort((a, b) => rank(a) - rank(b)).slice(0, most));
  return rooms.filter((room) => chosen.has(room));
}
