/** What pictures ask of an engine beyond Docker's API, answered for a real one from that API and from what the gateway may read. */
import type {
  ContainerInspect,
  ContainerOverlay,
  FilesystemChange,
  ListeningSocket,
  NetworkNamespaceView,
  NetworkTraceEntry,
  OverlayEntry,
} from "../../../engine/api.ts";
import { EngineError } from "../../../engine/api.ts";
import { tarTree } from "../../../engine/filesystem/untar.ts";
import { WorkingTree } from "../../../engine/filesystem/working-tree.ts";
import type { ApiContainers } from "./containers.ts";
import type { ApiMachine } from "./machine.ts";

const embeddedNameServer = "127.0.0.11";

export class ApiPictures {
  readonly #containers: ApiContainers;
  readonly #machine: ApiMachine;
  /** The container that was looked at last, with what its files were read for. */
  #overlay: { readonly state: string; readonly seen: ContainerOverlay } | undefined;

  constructor(containers: ApiContainers, machine: ApiMachine) {
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
    const published = listed.flatMap(({ Ports }) => Ports.flatMap(({ PublicPort, Type }) => (PublicPort ? [{ PublicPort, Type }] : [])));
    const host: NetworkNamespaceView = {
      inode: machine.namespaces.net,
      host: true,
      containers: [],
      interfaces: [],
      listening: published.map(({ PublicPort, Type }) => ({ protocol: Type as "tcp" | "udp", address: "127.0.0.1", port: PublicPort })),
      nameServers: [],
    };
    return [host, ...[...rooms].map(([inode, containers]) => room(inode, containers, machine.listening[inode] ?? []))];
  }

  /** Nobody listens in on a real network. */
  async networkTrace(): Promise<NetworkTraceEntry[]> {
    return [];
  }

  async networkProbe(): Promise<NetworkTraceEntry[]> {
    throw new EngineError(501, "drydock: `knock` asks the simulated network; on a real engine ask from a container, with wget or nc");
  }

  /**
   * The container's own layer as `docker diff` tells it, and the files as `docker export` gives them: they are fetched again when
   * either the list or the layer's size is another one.
   */
  async containerOverlay(name: string): Promise<ContainerOverlay> {
    const [changes, { Id, Image, SizeRw }] = await Promise.all([
      this.#containers.containerChanges(name),
      this.#containers.containerInspect(name, { size: true }),
    ]);
    const state = JSON.stringify([Id, SizeRw, changes]);
    if (this.#overlay?.state !== state) {
      const merged = tarTree(await this.#containers.containerExport(name));
      const files = new WorkingTree(merged);
      const upper = (changes ?? []).map((change) => entryOf(change, files)).filter((entry) => entry !== undefined);
      const sorted = upper.sort((a, b) => (a.path < b.path ? -1 : 1));
      this.#overlay = { state, seen: { image: Image, init: [], upper: sorted, merged } };
    }
    return this.#overlay.seen;
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

/** `undefined` for what has gone since it was listed. */
function entryOf({ Path, Kind }: FilesystemChange, merged: WorkingTree): OverlayEntry | undefined {
  const path = Path.slice(1);
  if (Kind === 2) return { path, kind: "whiteout", size: 0 };
  const node = merged.lookup(Path, { follow: false });
  return node && { path, kind: node.kind, size: node.kind === "file" ? node.content.size : 0 };
}
