/** What pictures ask of an engine beyond Docker's API, answered for a real one from that API and from what the gateway may read. */
import type {
  ContainerInspect,
  ContainerOverlay,
  FilesystemChange,
  ListeningSocket,
  NetworkNamespaceView,
  OverlayEntry,
} from "../../../engine/api.ts";
import { tarTree } from "../../../engine/filesystem/untar.ts";
import { WorkingTree } from "../../../engine/filesystem/working-tree.ts";
import type { ApiContainers } from "./containers.ts";
import type { Api } from "./http.ts";
import type { ApiMachine } from "./machine.ts";

const embeddedNameServer = "127.0.0.11";
/** Containers whose files are kept: as many as a picture looks through for the one to show. */
const mostOverlays = 8;

export class ApiPictures {
  readonly #api: Api;
  readonly #containers: ApiContainers;
  readonly #machine: ApiMachine;
  /** By id the containers that were looked at last, each with what its files were read for. */
  readonly #overlays = new Map<string, { readonly state: string; readonly seen: ContainerOverlay }>();

  constructor(api: Api, containers: ApiContainers, machine: ApiMachine) {
    this.#api = api;
    this.#containers = containers;
    this.#machine = machine;
  }

  /** A container without a process that the gateway can look at is in no namespace that is known. */
  async networkNamespaces(): Promise<NetworkNamespaceView[]> {
    const [machine, listed] = await Promise.all([this.#machine.look(), this.#containers.containerList()]);
    const running = await Promise.all(listed.map(({ Id }) => this.#containers.containerInspect(Id).catch(() => undefined)));
    const rooms = new Map<number, ContainerInspect[]>();
    for (const container of running) {
      const inode = machine.processes.find(({ pid }) => pid === container?.State.Pid)?.namespaces.net;
      if (container && inode !== undefined) rooms.set(inode, [...(rooms.get(inode) ?? []), container]);
    }
    const host: NetworkNamespaceView = {
      inode: machine.namespaces.net,
      host: true,
      containers: [],
      interfaces: [],
      listening: [],
      nameServers: [],
    };
    return [host, ...[...rooms].map(([inode, containers]) => room(inode, containers, machine.listening[inode] ?? []))];
  }

  /**
   * The container's own layer as `docker diff` tells it, opaque directories as the gateway sees them, and the files as `docker export`
   * gives them: they are fetched again when either the list or the layer's size is another one.
   */
  async containerOverlay(name: string): Promise<ContainerOverlay> {
    const [changes, { Id, Image, SizeRw }] = await Promise.all([
      this.#containers.containerChanges(name),
      this.#containers.containerInspect(name, { size: true }),
    ]);
    const state = JSON.stringify([SizeRw, changes]);
    const before = this.#overlays.get(Id);
    if (before?.state === state) return before.seen;
    const [archive, opaque] = await Promise.all([
      this.#containers.containerExport(name),
      this.#api.json<readonly string[]>("GET", `/drydock/opaque/${Id}`),
    ]);
    const merged = tarTree(archive);
    const files = new WorkingTree(merged);
    const hidden = new Set(opaque);
    const upper = (changes ?? []).flatMap((change) => entryOf(change, files, hidden) ?? []);
    const seen = { image: Image, init: [], upper: upper.sort((a, b) => (a.path < b.path ? -1 : 1)), merged };
    this.#overlays.delete(Id);
    this.#overlays.set(Id, { state, seen });
    const [oldest] = this.#overlays.keys();
    if (this.#overlays.size > mostOverlays && oldest !== undefined) this.#overlays.delete(oldest);
    return seen;
  }
}

function room(inode: number, containers: readonly ContainerInspect[], listening: readonly ListeningSocket[]): NetworkNamespaceView {
  const networks = containers.flatMap(({ NetworkSettings }) => Object.values(NetworkSettings.Networks ?? {}));
  const interfaces = networks
    .filter(({ IPAddress }) => IPAddress !== "")
    .map(({ IPAddress, IPPrefixLen }, index) => ({ name: `eth${index}`, address: IPAddress, prefix: IPPrefixLen }));
  return {
    ...{ inode, host: false, containers: containers.map(({ Id }) => Id), interfaces, listening },
    nameServers: interfaces.length > 0 ? [embeddedNameServer] : [],
  };
}

/** `undefined` for what has gone since it was listed, and for what is gone from an opaque directory, which needs no whiteouts. */
function entryOf({ Path, Kind }: FilesystemChange, merged: WorkingTree, opaque: ReadonlySet<string>): OverlayEntry | undefined {
  const path = Path.slice(1);
  if (Kind === 2) return opaque.has(Path.slice(0, Path.lastIndexOf("/"))) ? undefined : { path, kind: "whiteout", size: 0 };
  const node = merged.lookup(Path, { follow: false });
  if (!node) return undefined;
  return { path, kind: node.kind, size: node.kind === "file" ? node.content.size : 0, ...(opaque.has(Path) && { opaque: true }) };
}
