/** The networks picture in words: how things stand, and how a request went, step by step. */
import type { ListeningSocket } from "../../engine/api.ts";
import type { NetworkPlace, NetworkRequest, NetworkRoom, NetworksView, NetworkWire } from "../../views/networks.ts";
import { counted, listed } from "../shapes/words.ts";

export function summaryOf({ networks, rooms, requests }: NetworksView): string {
  const own = networks.filter(({ names }) => names).length;
  const running = rooms.filter(({ status }) => status === "running").flatMap(({ containers }) => containers).length;
  const doors = rooms.reduce((sum, room) => sum + room.doors.length, 0);
  const made = own === 0 ? "the default network alone" : counted(networks.length, "network");
  const last = requests.find(isWorthShowing);
  const parts = [`${counted(running, "container")} on ${made}`, `${counted(doors, "published port")}`];
  if (last) parts.push(`last request: ${headingOf(last)}, ${verdictOf(last)}`);
  return parts.join(" · ");
}

export function wordsOf(view: NetworksView): string[] {
  const { networks, rooms, requests, host } = view;
  return [
    ...networks.map((network) => wireWords(network, rooms)),
    ...rooms.map(roomWords),
    ...(host.listening.length > 0 ? [`On the host itself ${listed(host.listening.map(socketWords))}.`] : []),
    ...requests.slice(0, 3).map((request) => `${headingOf(request)}: ${storyOf(request, view).join(" ")}`),
  ];
}

function wireWords({ name, subnet, gateway, internal, names }: NetworkWire, rooms: readonly NetworkRoom[]): string {
  const on = rooms.filter(({ plugs }) => plugs.some(({ network, address }) => network === name && address !== ""));
  const who = on.length === 0 ? "nobody is plugged in" : `plugged in: ${on.map(({ containers }) => containers.join(" and ")).join(", ")}`;
  return `Network ${name}, ${subnet}, the host is ${gateway} there${internal ? ", no way out of it" : ""}; ${names ? "its containers find each other by name" : "no names, addresses only"}; ${who}.`;
}

function roomWords({ containers, image, status, onHost, plugs, listening, doors, nameServers }: NetworkRoom): string {
  const name = containers.length > 1 ? `Containers ${listed(containers)}, in one network namespace,` : `Container ${containers[0]}`;
  if (status !== "running" && status !== "paused") return `${name} (${image}) is ${status}: it has no address and no namespace.`;
  if (onHost) return `${name} (${image}) stands in the host's own network namespace: no wire, no address of its own.`;
  const at = plugs.map(
    ({ network, address, names }) => `${address} on ${network}${names.length > 0 ? `, known there as ${listed(names)}` : ""}`,
  );
  const sockets = listening.length > 0 ? `; in it ${listed(listening.map(socketWords))}` : "; nobody listens in it";
  const ports = doors.map(({ hostIp, hostPort, port }) => `port ${hostPort} of the host (${hostIp}) leads to its port ${port}`);
  const asks = nameServers[0] ? `; it asks ${nameServers[0]} for names` : "";
  return `${name} (${image}) is ${at.length > 0 ? at.join(" and ") : "on no network: it has a loopback and nothing else"}${sockets}${ports.length > 0 ? `; ${listed(ports)}` : ""}${asks}.`;
}

function socketWords({ program, address, port, protocol }: ListeningSocket): string {
  return `${program ?? "somebody"} listens at ${address}:${port}${protocol === "udp" ? "/udp" : ""}`;
}

function placeName(place: NetworkPlace): string {
  return place === "host" ? "the host" : place.room;
}

const outside = "outside";

/** Where a request came to; what reaches none of the lab's places has gone out of it. */
function reachedName(reached: NetworkRequest["reached"]): string {
  return reached ? placeName(reached.place) : outside;
}

/** `api → db:80` */
export function headingOf({ from, name, address, port }: NetworkRequest): string {
  return `${placeName(from)} → ${name ?? address}${port ? `:${port}` : ""}`;
}

export type Verdict = "open" | "refused" | "no answer" | "no such name";

export function verdictOf({ way, obstacle, lookupOnly, waiting, address, protocol }: NetworkRequest): string {
  if (way) return protocol === "icmp" ? "answered" : "connected";
  if (lookupOnly && obstacle === undefined) return address ?? "found";
  if (waiting) return "no answer so far";
  switch (obstacle) {
    case "no such name":
    case "no name server answers":
      return obstacle;
    case "nobody listens":
    case "listens at another address":
    case "nobody listens behind the port":
    case "published at another address":
      return "refused";
    case "no route":
      return "no way there";
    default:
      return "no answer";
  }
}

/** How a request went, a sentence a step. */
export function storyOf(request: NetworkRequest, view: NetworksView): string[] {
  const { from, name, address, asked, program, protocol } = request;
  const who = placeName(from);
  const steps = lookupSteps(request, who, view);
  if (address === undefined) return steps;
  if (steps.length === 0)
    steps.push(
      name === undefined
        ? `${doer(program, who)} has the address ${address}: no name is asked for.`
        : asked.length === 0
          ? `${name} is ${address} everywhere: no server is asked.`
          : `${name} is ${address}.`,
    );
  steps.push(pathStep(request, who));
  steps.push(protocol === "icmp" && request.way ? `${reachedName(request.reached)} sends the ping back.` : endStep(request, who, view));
  return steps;
}

function lookupSteps({ name, asked, program, obstacle, from }: NetworkRequest, who: string, { rooms }: NetworksView): string[] {
  if (name === undefined) return [];
  const steps = asked.map(({ place, name: wanted, addresses, silent }) => {
    const as = wanted === name ? name : `${wanted} (${name} with the search list's ending)`;
    if (place === "/etc/hosts") return `${doer(program, who)} looks ${name} up: its own /etc/hosts says ${addresses.join(", ")}.`;
    const server = place === "127.0.0.11" ? "Docker's name server, 127.0.0.11," : `the name server ${place}`;
    if (silent) return `${doer(program, who)} asks ${server} for ${as}: no answer comes.`;
    return addresses.length > 0
      ? `${doer(program, who)} asks ${server} for ${as}: ${addresses.join(", ")}.`
      : `${doer(program, who)} asks ${server} for ${as}: no such name.`;
  });
  if (obstacle !== "no such name") return steps;
  const room = typeof from === "object" ? rooms.find(({ containers }) => containers[0] === from.room) : undefined;
  const called = rooms.find(({ containers, plugs }) => containers.includes(name) || plugs.some(({ names }) => names.includes(name)));
  if (!room || !called) return steps;
  if (called.status !== "running")
    return [...steps, `There is a container ${name}, and it is ${called.status}: only those that run have an address.`];
  const shared = room.plugs.find(({ network }) => called.plugs.some((plug) => plug.network === network));
  if (shared && shared.names.length === 0)
    return [...steps, `${name} is on ${shared.network} too, but the default network has no names: only networks of your own do.`];
  return [
    ...steps,
    `${name} is on ${listed(called.plugs.map(({ network }) => network))}, ${who} on ${listed(room.plugs.map(({ network }) => network)) || "none"}: names are known within a network only.`,
  ];
}

function pathStep({ address, way, over, obstacle, reached }: NetworkRequest, who: string): string {
  const at = reachedName(reached);
  if (way === "published port" || obstacle === "nobody listens behind the port")
    return `At the host's port there is a door: it leads to ${at}, ${reached?.address}:${reached?.port}.`;
  if (way === "own namespace" || (address?.startsWith("127.") && obstacle !== "published at another address"))
    return `${address} never leaves the network namespace it is asked in: that of ${who}.`;
  if (over) return `Over the wire of ${over} it gets to ${at}.`;
  switch (obstacle) {
    case "another network":
      return `${address} is no address of a network that ${who} is on: the packet goes to the host, the only way out.`;
    case "another network's port":
      return `${address} is the host's own address: the packet goes to the host.`;
    case "no route":
      return `${who} has a loopback and nothing else.`;
    case "internal network":
      return "The network is internal: it leads nowhere but to its own members.";
    default:
      return at === "the host"
        ? "It gets to the host."
        : at === outside
          ? `${address} is none of the lab's networks: it goes out by way of the host.`
          : `It gets to ${at}.`;
  }
}

function endStep({ port, way, obstacle, reached, protocol }: NetworkRequest, who: string, { rooms, host }: NetworksView): string {
  const at = reachedName(reached);
  const room = rooms.find(({ containers }) => containers[0] === at);
  const sockets = reached?.place === "host" ? host.listening : (room?.listening ?? []);
  const listener = sockets.find((socket) => socket.port === (reached?.port ?? port));
  if (way)
    return `${capital(listener?.program ?? "somebody")} listens at port ${reached?.port ?? port} there and takes the ${protocol === "udp" ? "packet" : "connection"}.`;
  switch (obstacle) {
    case "nobody listens":
      return `Nobody in ${at} listens at port ${port}: refused.${reached?.place !== "host" && at === who ? elsewhere(port, who, rooms) : ""}`;
    case "listens at another address":
      return `Somebody in ${at} listens at port ${port}, but only at ${reached?.address}: refused. ${reached?.address.startsWith("127.") ? "127.0.0.1 hears its own namespace alone; 0.0.0.0 hears everyone." : ""}`.trim();
    case "nobody listens behind the port":
      return `Nobody in ${at} listens at ${reached?.address}:${reached?.port}: refused.${loopbackOnly(sockets, reached?.port)}`;
    case "published at another address":
      return `Port ${port} of the host is published, but at another of its addresses: refused.`;
    case "another network":
      return "The host does not pass packets from one of Docker's networks to another: dropped, without a word.";
    case "another network's port":
      return `The port is published for ${at}, which is on another network; packets from one of Docker's networks to another are dropped.`;
    case "internal network":
      return "Dropped: nothing leaves an internal network.";
    case "neighbours kept apart":
      return "The network was made with enable_icc=false: its containers do not reach each other.";
    case "nobody has the address":
      return "Nobody has that address: the question who does goes unanswered.";
    case "no route":
      return "There is no route: the kernel says so at once.";
    default:
      return "Nobody answers out there: the lab has no internet.";
  }
}

/** Who does listen at a port that was looked for at the wrong localhost. */
function elsewhere(port: number | undefined, who: string, rooms: readonly NetworkRoom[]): string {
  const other = rooms.find(({ containers, listening }) => containers[0] !== who && listening.some((socket) => socket.port === port));
  return other ? ` Port ${port} is open in ${other.containers[0]}, which is another namespace with a localhost of its own.` : "";
}

function loopbackOnly(sockets: readonly ListeningSocket[], port: number | undefined): string {
  const own = sockets.find((socket) => socket.port === port && socket.address.startsWith("127."));
  return own ? ` ${capital(own.program ?? "somebody")} listens there at ${own.address} only, for its own namespace.` : "";
}

function doer(program: string, who: string): string {
  return `${capital(program)} ${who === "the host" ? "on" : "in"} ${who}`;
}

function capital(text: string): string {
  return text.startsWith("some") ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** A program that talks to itself, such as a health check, is no news. */
export function isWorthShowing({ way, program }: NetworkRequest): boolean {
  return way !== "own namespace" || program === "knock";
}
