/** A service: what it waits for, its containers, and when they were up. */
import type { ComposeService, Replica } from "../../views/compose.ts";
import { stateOf } from "../shapes/state.ts";
import { type PlacedService, size } from "./layout.ts";
import { conditionWords, seconds } from "./words.ts";

interface ServiceRoomProps {
  readonly placed: PlacedService;
  readonly left: number;
  /** Milliseconds that the bars stand for. */
  readonly end: number;
  /** Containers that were there before; absent at first. */
  readonly known: ReadonlySet<string> | undefined;
  /** Takes the focus when Tab comes to the services. */
  readonly first: boolean;
  onLook(name: string): void;
}

export function ServiceRoom({ placed, left, end, known, first, onLook }: ServiceRoomProps) {
  const { service, y, height, shown, folded } = placed;
  const { name, image, builds, replicas, waitsFor, networks, volumes } = service;
  const things = [...networks.map((network) => `on ${network}`), ...volumes.map((volume) => `keeps ${volume}`)];
  const more = replicas.length - shown;
  return (
    <section
      class={`room-box comp-service ${lookOf(service)}${folded ? " folded" : ""}`}
      aria-label={`Service ${name}`}
      style={{ top: `${y}px`, left: `${left}px`, height: `${height}px` }}
    >
      <div class="comp-head">
        <button type="button" class="comp-name" tabIndex={first ? 0 : -1} onClick={() => onLook(name)}>
          {name}
        </button>
        <span class="picture-origin">{builds ? `builds ${image}` : image}</span>
        {folded && <State replicas={replicas} />}
        {replicas.some(({ outdated }) => outdated) && <span class="comp-outdated">↻ the file is another now</span>}
      </div>
      {!folded && (
        <>
          {waitsFor.map((wait) => (
            <p key={wait.service} class={`comp-line comp-wait ${wait.met ? "met" : "open"}`}>
              {wait.met ? "✓" : "…"} after <b>{wait.service}</b> {conditionWords(wait.condition)}
            </p>
          ))}
          {replicas.slice(0, shown).map((replica) => (
            <Container key={replica.name} replica={replica} isNew={known !== undefined && !known.has(replica.name)} />
          ))}
          {more > 0 && <p class="comp-line comp-note">and {more} more like it</p>}
          {replicas.length === 0 && (
            <p class="comp-line comp-note">no container yet{service.wanted === 1 ? "" : `, ${service.wanted} wanted`}</p>
          )}
          {replicas[0] && (replicas[0].started ?? replicas[0].created) !== undefined && <Track replica={replicas[0]} end={end} />}
          {things.length > 0 && <p class="comp-line comp-note">{things.join(" · ")}</p>}
        </>
      )}
    </section>
  );
}

function lookOf({ replicas }: ComposeService): "up" | "down" | "trouble" {
  const looks = replicas.map((replica) => stateOf(replica).look);
  if (looks.includes("trouble")) return "trouble";
  return looks.includes("up") || looks.includes("waiting") ? "up" : "down";
}

function State({ replicas }: { readonly replicas: readonly Replica[] }) {
  const [first] = replicas;
  if (!first) return <span class="comp-note">no container yet</span>;
  const { look, mark, word } = stateOf(first);
  return (
    <span class={`comp-state ${look}`}>
      {mark} {word}
      {replicas.length > 1 && ` ×${replicas.length}`}
    </span>
  );
}

function Container({ replica, isNew }: { readonly replica: Replica; readonly isNew: boolean }) {
  return (
    <p class={`comp-line${isNew ? " came" : ""}`}>
      <span class="picture-origin">{replica.name}</span>
      <State replicas={[replica]} />
    </p>
  );
}

/** The scale goes on so far after the last event: what runs on, shows. */
const room = 1.12;

/** When it was started and healthy, on one scale for the whole project. */
function Track({ replica, end }: { readonly replica: Replica; readonly end: number }) {
  const { started, healthy, ended, health } = replica;
  const share = (ms: number): string => `${(100 * ms) / Math.max(end * room, 1)}%`;
  const over = ended ?? end * room;
  // Of one that has been healthy for long, nobody knows since when.
  const ready = health === undefined ? started : (healthy ?? (health === "healthy" ? started : undefined));
  return (
    <div class="comp-track" style={{ height: `${size.track}px` }}>
      <span class="comp-bar none" style={{ left: 0, right: `calc(100% - ${share(started ?? end)})` }} />
      {started !== undefined && (ready ?? over) > started && (
        <span class="comp-bar checking" style={{ left: share(started), right: `calc(100% - ${share(ready ?? over)})` }} />
      )}
      {ready !== undefined && <span class="comp-bar on" style={{ left: share(ready), right: `calc(100% - ${share(over)})` }} />}
      <span class="comp-moments">{momentsOf(replica)}</span>
    </div>
  );
}

function momentsOf({ started, healthy, ended }: Replica): string {
  const parts: string[] = [];
  if (started !== undefined) parts.push(`from ${seconds(started)}`);
  if (healthy !== undefined) parts.push(`healthy ${seconds(healthy)}`);
  if (ended !== undefined) parts.push(`to ${seconds(ended)}`);
  return parts.length > 0 ? parts.join(" · ") : "not started";
}
