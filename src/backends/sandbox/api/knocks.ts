/**
 * Requests on a real network, sent from the lab. Nobody listens in there, so these are the ones that its picture can tell of: a
 * program in the container looks the name up and connects, under the gateway's ordinary rules.
 */
import {
  type ContainerInspect,
  EngineError,
  type NetworkConnection,
  type NetworkLookup,
  type NetworkProbe,
  type NetworkTraceEntry,
} from "../../../engine/api.ts";
import { parseIpv4 } from "../../../engine/kernel/network/address.ts";
import type { ApiContainers } from "./containers.ts";
import type { Api } from "./http.ts";
import { connectScript, lookupOf, lookUpScript, obstacleOf, outcomeOf, ownerOf, type Tried, wayOf } from "./knock-outcome.ts";
import type { ApiMachine } from "./machine.ts";
import type { ApiPictures } from "./pictures.ts";
import type { ApiNetworks } from "./things.ts";

/** Requests that are kept. */
const most = 100;
/** Names of the machine that a session's published ports are at. */
const thisMachine = ["localhost", "127.0.0.1", "0.0.0.0"];

interface Areas {
  readonly api: Api;
  readonly containers: ApiContainers;
  readonly networks: ApiNetworks;
  readonly machine: ApiMachine;
  readonly pictures: ApiPictures;
}

export class ApiKnocks {
  readonly #areas: Areas;
  readonly #trace: NetworkTraceEntry[] = [];
  #next = 1;

  constructor(areas: Areas) {
    this.#areas = areas;
  }

  /** What was sent from the lab; what programs send by themselves nobody sees. */
  async networkTrace(): Promise<NetworkTraceEntry[]> {
    return [...this.#trace];
  }

  /**
   * Throws `EngineError` 404 and 409 for a container that is not there or does not run, and 501 for what cannot be tried: UDP, images
   * without a program that connects, and from the machine itself all but published ports.
   */
  async networkProbe({ from, to, port, protocol = "tcp" }: NetworkProbe): Promise<NetworkTraceEntry[]> {
    if (protocol !== "tcp")
      throw new EngineError(501, "drydock: on a real engine only TCP can be tried: with UDP nobody says who is there");
    const entries = from === undefined ? [await this.#fromMachine(to, port)] : await this.#fromContainer(from, to, port);
    this.#trace.push(...entries);
    if (this.#trace.length > most) this.#trace.splice(0, this.#trace.length - most);
    return entries;
  }

  async #fromMachine(to: string, port: number): Promise<NetworkConnection> {
    const { api, containers, pictures } = this.#areas;
    if (!thisMachine.includes(to))
      throw new EngineError(
        501,
        `drydock: from the machine itself a sandbox lets you at your published ports alone (localhost:${port}); ask from a container`,
      );
    const [namespaces, listed] = await Promise.all([pictures.networkNamespaces(), containers.containerList()]);
    const holder = listed.find(({ Ports }) => Ports.some(({ PublicPort, Type }) => PublicPort === port && Type === "tcp"));
    const behind = holder?.Ports.find(({ PublicPort }) => PublicPort === port)?.PrivatePort ?? 0;
    const room = holder && namespaces.find(({ containers: ids }) => ids.includes(holder.Id));
    const open = await api.open({ method: "POST", target: `/drydock/connect?port=${port}`, upgrade: true }).then(
      (answer) => {
        answer.abort();
        return true;
      },
      () => false,
    );
    return {
      ...this.#connection(namespaces.find(({ host }) => host)?.inode ?? 0, "127.0.0.1", port),
      ...(open ? { way: "published port" } : { obstacle: holder ? "nobody listens behind the port" : "nobody listens" }),
      ...(room && { reached: { namespace: room.inode, address: room.interfaces[0]?.address ?? "", port: behind } }),
    };
  }

  async #fromContainer(name: string, to: string, port: number): Promise<NetworkTraceEntry[]> {
    const { containers, networks, pictures } = this.#areas;
    const container = await containers.containerInspect(name);
    if (container.State.Status !== "running") throw new EngineError(409, `container ${container.Id} is not running`);
    const namespaces = await pictures.networkNamespaces();
    const from = namespaces.find(({ containers: ids }) => ids.includes(container.Id))?.inode ?? 0;
    const lookup = parseIpv4(to) === undefined ? await this.#lookup(container, from, to) : undefined;
    const address = lookup ? lookup.addresses[0] : to;
    if (lookup && address === undefined) return [lookup];
    const { exitCode, output } = await this.#run(container, connectScript, address ?? to, String(port));
    if (exitCode === 125) throw cannot(container, "neither nc nor bash");
    const on = Object.keys(container.NetworkSettings.Networks).filter((network) => network !== "none");
    const tried: Tried = {
      ...{ address: address ?? to, port, from, namespaces },
      networks: await Promise.all(on.map((network) => networks.networkInspect(network))),
    };
    const outcome = outcomeOf(exitCode, output);
    const owner = ownerOf(tried);
    const connection: NetworkConnection = {
      ...this.#connection(from, tried.address, port, container.Id),
      ...(outcome === "open" ? { way: wayOf(tried) } : { obstacle: obstacleOf(tried, outcome) }),
      ...(owner && outcome !== "no way" && { reached: { namespace: owner.inode, address: tried.address, port } }),
    };
    return lookup ? [lookup, connection] : [connection];
  }

  async #lookup(container: ContainerInspect, namespace: number, name: string): Promise<NetworkLookup> {
    const { output } = await this.#run(container, lookUpScript, name);
    return { ...this.#entry(namespace, container.Id), kind: "lookup", name, ...lookupOf(output, name) };
  }

  /** Throws `EngineError` 501 where the image has no shell. */
  async #run(container: ContainerInspect, script: string, ...words: readonly string[]) {
    const ran = await this.#areas.machine.runIn(container.Id, ["sh", "-c", script, "knock", ...words]).catch(() => undefined);
    if (!ran || ran.exitCode === 126 || ran.exitCode === 127) throw cannot(container, "no shell");
    return ran;
  }

  #connection(namespace: number, address: string, port: number, container?: string): NetworkConnection {
    return { ...this.#entry(namespace, container), kind: "connection", protocol: "tcp", address, port, waiting: false };
  }

  #entry(namespace: number, container?: string) {
    return { id: this.#next++, at: Date.now(), namespace, caller: { pid: 0, program: "knock", ...(container && { container }) } };
  }
}

function cannot({ Name }: ContainerInspect, has: string): EngineError {
  return new EngineError(501, `drydock: nobody in ${Name.slice(1)} can knock, since its image has ${has}; ask from another container`);
}
