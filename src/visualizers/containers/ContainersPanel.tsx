/** The containers of an engine, each a room: what runs in it, how it ended, and the ports that lead to it. A pure function of its props. */
import "./containers.css";
import type { ContainerView } from "../../engine/api.ts";
import { stateOf } from "../shapes/state.ts";
import { exitCodeInWords, summaryOf } from "./words.ts";

export interface ContainersPanelProps {
  /** The newest first. */
  readonly containers: readonly ContainerView[];
  /** A command that would start one, for whoever has none yet. */
  readonly firstCommand?: string;
  /** A published port was chosen. */
  readonly onOpen?: (hostPort: number) => void;
}

export function ContainersPanel({ containers, firstCommand = "docker run -d nginx:alpine", onOpen }: ContainersPanelProps) {
  if (containers.length === 0) {
    return (
      <section class="containers-panel empty grid" aria-label="Containers">
        <p class="heading">No containers yet</p>
        <p>
          Start one with <code>{firstCommand}</code>, and its room stands here.
        </p>
      </section>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has nothing in it that takes the focus
    <section class="containers-panel" aria-label="Containers" tabIndex={0}>
      <p class="containers-summary">{summaryOf(containers)}</p>
      <ul class="containers-list">
        {containers.map((container) => (
          <ContainerRow key={container.id} container={container} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  );
}

const stamps = { up: "cached", down: "skipped", trouble: "failed", waiting: "plain" } as const;

function ContainerRow({ container, onOpen }: { container: ContainerView; onOpen: ContainersPanelProps["onOpen"] }) {
  const { id, name, image, command, status, exitCode, error, networks, volumes } = container;
  const { word, mark, look } = stateOf(container);
  const reason = status === "exited" ? exitCodeInWords(exitCode) : error || undefined;
  return (
    <li class={look}>
      <Room look={look} />
      <div class="container-words">
        <p class="head">
          <b>{name}</b>
          <span class={`stamp ${stamps[look]}`}>
            <span aria-hidden="true">{mark}</span> {word}
          </span>
        </p>
        <p class="facts">
          <span>{image}</span> <code>{id.slice(0, 12)}</code>
        </p>
        <p class="command">
          <span class="visually-hidden">Main process: </span>
          <code>{command}</code>
        </p>
        {reason && <p class="reason">{reason}</p>}
        <Ports container={container} onOpen={onOpen} />
        {(networks.length > 0 || volumes.length > 0) && (
          <p class="facts">
            {networks.length > 0 && <span>network {networks.join(", ")}</span>}
            {volumes.length > 0 && (
              <span>volume {volumes.map((volume) => (volume.length === 64 ? `${volume.slice(0, 12)}…` : volume)).join(", ")}</span>
            )}
          </p>
        )}
      </div>
    </li>
  );
}

function Ports({ container: { ports, name }, onOpen }: { container: ContainerView; onOpen: ContainersPanelProps["onOpen"] }) {
  const published = ports.flatMap(({ port, hostIp, hostPort }) => (hostPort === undefined ? [] : [{ port, hostIp, hostPort }]));
  const exposed = ports.filter(({ hostPort }) => hostPort === undefined);
  return (
    <>
      {published.map(({ port, hostIp, hostPort }) => (
        <p class="port" key={`${hostIp}:${hostPort}/${port}`}>
          {onOpen && port.endsWith("/tcp") ? (
            <button type="button" onClick={() => onOpen(hostPort)} aria-label={`Open port ${hostPort}, which leads to ${port} of ${name}`}>
              {hostIp === "0.0.0.0" ? "" : `${hostIp}:`}
              {hostPort} <span aria-hidden="true">→</span> {port}
            </button>
          ) : (
            <span>
              {hostPort} → {port}
            </span>
          )}
        </p>
      ))}
      {exposed.length > 0 && <p class="facts">{exposed.map(({ port }) => port).join(", ")} exposed, not published</p>}
    </>
  );
}

/** A room with a process in it, or without. */
function Room({ look }: { look: string }) {
  return (
    <svg class="container-room" viewBox="0 0 46 40" width="46" height="40" aria-hidden="true">
      <rect class="walls" x="1.5" y="1.5" width="43" height="31" />
      {(look === "up" || look === "waiting") && <rect class="process" x="9" y="12" width="28" height="10" />}
      <path class="ground" d="M0 36.5H46" />
    </svg>
  );
}
