/** Wires at the left, rooms that hang on them, the host below, and the last request on its way. */
import "../shapes/shapes.css";
import "./networks.css";
import { useEffect, useState } from "preact/hooks";
import { PictureFrame } from "../frame/PictureFrame.tsx";
import type { Picture, PictureProps } from "../picture.ts";
import { Host } from "./Host.tsx";
import { layoutOf, type Layout, size } from "./layout.ts";
import { Requests } from "./Requests.tsx";
import { RoomBox } from "./RoomBox.tsx";
import { doorPath, type Route, routeOf } from "./route.ts";
import { SendForm } from "./SendForm.tsx";
import { isWorthShowing, summaryOf, wordsOf } from "./words.ts";
import type { NetworkRequest, NetworksView } from "../../views/networks.ts";
import { rove } from "../shapes/roving.ts";

function NetworksPicture({ view: whole, before, run }: PictureProps<"networks">) {
  const view = withoutEmptyDefault(whole);
  const [chosen, choose] = useState<number | undefined>(undefined);
  const [from, setFrom] = useState("");
  const [opened, open] = useState<ReadonlySet<string>>(new Set());
  const newest = view.requests.find(isWorthShowing)?.id;
  // What has just happened is what one wants to see.
  useEffect(() => choose(undefined), [newest]);
  const shown = view.requests.find(({ id }) => id === chosen) ?? view.requests.find(isWorthShowing);
  const looked = new Set([...opened, ...roomsOf(shown)]);
  const layout = layoutOf(view, looked);
  const route = shown && routeOf(shown, layout);
  const known = before && new Set(before.rooms.flatMap(({ containers }) => containers));
  const toggle = (name: string): void => {
    const next = new Set(opened);
    if (!next.delete(name)) next.add(name);
    open(next);
    setFrom(name);
  };
  return (
    <PictureFrame
      label="Networks"
      summary={summaryOf(view)}
      words={wordsOf(view)}
      tools={run && <SendForm rooms={view.rooms} from={from} onFrom={setFrom} run={run} />}
    >
      <div class="nets">
        <div class="nets-sides">
          <div class="nets-plan" style={{ height: `${layout.height}px` }}>
            <Wires layout={layout} route={route} shown={shown} />
            {view.networks.map(({ name, subnet, internal, names }, index) => (
              <p key={name} class="nets-wire-name" style={{ top: `${index * size.head}px`, left: `${layout.left}px` }}>
                <b>{name}</b> <span class="nets-address">{subnet}</span>{" "}
                <span class="nets-note">{internal ? "internal: no way out" : names ? "names known" : "no names"}</span>
              </p>
            ))}
            {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys move among the buttons in it */}
            <div class="nets-rooms" onKeyDown={(event) => rove(event, ".nets-room-name")}>
              {layout.rooms.map((placed, index) => (
                <RoomBox
                  key={placed.name}
                  placed={placed}
                  layout={layout}
                  request={shown}
                  isNew={known !== undefined && !known.has(placed.name)}
                  first={index === 0}
                  onToggle={toggle}
                />
              ))}
            </div>
            <Host view={view} layout={layout} request={shown} />
            <Doors layout={layout} route={route} shown={shown} />
          </div>
          <Requests view={view} shown={shown} onChoose={choose} />
        </div>
      </div>
    </PictureFrame>
  );
}

/** The default network is there from the start: with others to look at, it shows when somebody is on it. */
function withoutEmptyDefault(view: NetworksView): NetworksView {
  const used = (name: string) => view.rooms.some(({ plugs }) => plugs.some(({ network }) => network === name));
  const networks = view.networks.filter(({ name, names }) => names || used(name));
  return networks.length > 0 ? { ...view, networks } : view;
}

function roomsOf(request: NetworkRequest | undefined): string[] {
  const places = [request?.from, request?.reached?.place];
  return places.flatMap((place) => (typeof place === "object" ? [place.room] : []));
}

interface Drawn {
  readonly layout: Layout;
  readonly route: Route | undefined;
  readonly shown: NetworkRequest | undefined;
}

function Wires({ layout, route, shown }: Drawn) {
  const { left, height, wires, rooms } = layout;
  return (
    <svg class="nets-wires" width={left} height={height} aria-hidden="true">
      {wires.map(({ name, x, top, bottom, internal }) => (
        <g key={name} class={`shape-wire${internal ? " isolated" : ""}`}>
          <path class="line" d={`M${x} ${top}V${bottom}`} />
          <path class="drop" d={`M${x} ${top}H${left - 6}M${x} ${bottom}H${left}`} />
          <circle cx={x} cy={bottom} r={4.5} />
        </g>
      ))}
      {rooms.flatMap(({ name, plugs }) =>
        plugs.map(({ plug, x, y }) => (
          <g key={`${name} ${plug.network}`} class={`shape-wire${plug.address === "" ? " unplugged" : ""}`}>
            {plug.address !== "" && <path class="drop" d={`M${x} ${y}H${left}`} />}
            {plug.address !== "" && <circle cx={x} cy={y} r={4.5} />}
          </g>
        )),
      )}
      <Path side="left" d={route?.left ?? ""} route={route} shown={shown} />
    </svg>
  );
}

function Doors({ layout, route, shown }: Drawn) {
  const { right, height, host } = layout;
  return (
    <svg class="nets-doors" width={right} height={height} aria-hidden="true">
      {host.doors.map(
        ({ door, room, lane, y, to }) =>
          lane !== undefined && <path key={`${door.hostIp} ${door.hostPort} ${room}`} class="nets-way" d={doorPath(layout, lane, y, to)} />,
      )}
      <Path side="right" d={route?.right ?? ""} route={route} shown={shown} />
    </svg>
  );
}

/** The request: its line, a dot that runs along it, and a cross where it ended. */
function Path({
  side,
  d,
  route,
  shown,
}: {
  readonly side: "left" | "right";
  readonly d: string;
  readonly route: Route | undefined;
  readonly shown: NetworkRequest | undefined;
}) {
  if (!shown || (d === "" && route?.broken?.side !== side)) return null;
  const broken = route?.broken?.side === side ? route.broken : undefined;
  const failed = shown.way === undefined;
  return (
    <g key={`${shown.id} ${shown.times}`} class={`nets-request${failed ? " failed" : ""}`}>
      {d !== "" && <path d={d} pathLength={1} />}
      {d !== "" && <circle class="nets-packet" r={5} style={{ offsetPath: `path("${d}")` }} />}
      {broken && (
        <g class="nets-broken" transform={`translate(${broken.x} ${broken.y})`}>
          <circle r={8} />
          <path d="M-4 -4l8 8M4 -4l-8 8" />
        </g>
      )}
    </g>
  );
}

export const networks: Picture<"networks"> = { title: "Networks", ask: null, Component: NetworksPicture };
