/** What a network namespace holds: interfaces, routes, sockets, and a name server of its own where Docker puts one. */
import { contains, parseIpv4, type Subnet, subnetOf } from "./address.ts";
import type { Bridge } from "./bridge.ts";
import { linkLocalAddress, loopback6 } from "./ipv6.ts";
import type { NameServer } from "./names.ts";
import { NeighbourTable } from "./neighbours.ts";
import { SocketTable } from "./sockets.ts";

export interface Traffic {
  bytes: number;
  packets: number;
}

/** An IPv4 address and the length of its network's part. */
export interface InterfaceAddress {
  readonly address: number;
  /** 0 to 32. */
  readonly prefix: number;
}

/** An IPv6 address and the length of its network's part. */
export interface InterfaceAddress6 {
  readonly address: bigint;
  /** 0 to 128. */
  readonly prefix: number;
}

export interface NetworkInterface {
  name: string;
  /** In its namespace: `2: eth0`. */
  readonly index: number;
  /** A `dummy` swallows what is sent to it: for an address that is there whatever the wires do. */
  readonly kind: "loopback" | "ethernet" | "veth" | "bridge" | "dummy";
  mac: string;
  mtu: number;
  up: boolean;
  /** Whether it was up once: that gives it a queue, which it keeps. */
  queued: boolean;
  /** Absent while it has none. */
  address: InterfaceAddress | undefined;
  /** What `ip addr add` gave it beside that one. */
  readonly moreAddresses: InterfaceAddress[];
  /** Of the sixth version, that of the link last; none where its network speaks only the fourth. */
  addresses6: readonly InterfaceAddress6[];
  /** What it is plugged into; for a bridge on the host, itself. */
  readonly bridge: Bridge | undefined;
  /** Index of a veth's other end, in the namespace that has it: `eth0@if7`. */
  readonly peerIndex: number | undefined;
  readonly received: Traffic;
  readonly sent: Traffic;
}

export interface Route {
  /** `undefined` for the default route. */
  readonly to: Subnet | undefined;
  /** `undefined` for what is directly on the link. */
  readonly via: number | undefined;
  readonly device: NetworkInterface;
  /** Source address. */
  readonly source: number | undefined;
}

/** All addresses of an interface, in the order they came. */
export function addressesOn({ address, moreAddresses }: NetworkInterface): readonly InterfaceAddress[] {
  return address ? [address, ...moreAddresses] : [];
}

/** Whether one before it is in the same subnet: that one is the source of what is sent there. */
export function isSecondary(all: readonly InterfaceAddress[], index: number): boolean {
  const { address, prefix } = all[index] as InterfaceAddress;
  const { base } = subnetOf(address, prefix);
  return all.slice(0, index).some((own) => own.prefix === prefix && subnetOf(own.address, prefix).base === base);
}

/** Whether it is up and has the address. */
export function hasAddress(device: NetworkInterface, address: number): boolean {
  return device.up && addressesOn(device).some((own) => own.address === address);
}

/** `hasAddress` for IPv6. */
export function hasAddress6(device: NetworkInterface, address: bigint): boolean {
  return device.up && device.addresses6.some((own) => own.address === address);
}

/** An address and that of the link, which comes with it. */
export function withLink(own: InterfaceAddress6, mac: string): readonly InterfaceAddress6[] {
  return [own, { address: linkLocalAddress(mac), prefix: 64 }];
}

export class NetworkStack {
  readonly interfaces: NetworkInterface[] = [];
  readonly sockets = new SocketTable();
  readonly neighbours = new NeighbourTable();
  /** `/proc/sys/net/...`, by the dotted name. */
  readonly sysctls = new Map<string, string>();
  /** Answers at 127.0.0.11. */
  nameServer: NameServer | undefined;
  /** Default gateway and the interface it is reached through. */
  gateway: { readonly address: number; readonly device: NetworkInterface } | undefined;
  /** The same for IPv6. */
  gateway6: { readonly address: bigint; readonly device: NetworkInterface } | undefined;
  #nextIndex = 1;

  /** @param options.up of `lo`: who makes a namespace by hand finds it down; Docker and BuildKit have set it up */
  constructor({ up = true }: { readonly up?: boolean } = {}) {
    const lo = this.add({ name: "lo", kind: "loopback", mac: "00:00:00:00:00:00", mtu: 65_536, up: false });
    if (up) this.setUp(lo);
  }

  /** `ip link set … up`. The loopback gets its addresses with it. */
  setUp(device: NetworkInterface): void {
    device.up = true;
    device.queued = true;
    if (device.kind !== "loopback") return;
    device.address ??= { address: parseIpv4("127.0.0.1") as number, prefix: 8 };
    if (device.addresses6.length === 0) device.addresses6 = [{ address: loopback6, prefix: 128 }];
  }

  add(options: {
    readonly name: string;
    readonly kind: NetworkInterface["kind"];
    readonly mac: string;
    readonly mtu?: number;
    readonly up?: boolean;
    readonly address?: InterfaceAddress;
    readonly addresses6?: readonly InterfaceAddress6[];
    readonly bridge?: Bridge;
    readonly peerIndex?: number;
  }): NetworkInterface {
    const made: NetworkInterface = {
      name: options.name,
      index: this.#nextIndex++,
      kind: options.kind,
      mac: options.mac,
      mtu: options.mtu ?? 1500,
      up: options.up ?? true,
      queued: options.up ?? true,
      address: options.address,
      moreAddresses: [],
      addresses6: options.addresses6 ?? [],
      bridge: options.bridge,
      peerIndex: options.peerIndex,
      received: { bytes: 0, packets: 0 },
      sent: { bytes: 0, packets: 0 },
    };
    this.interfaces.push(made);
    return made;
  }

  remove(device: NetworkInterface): void {
    const at = this.interfaces.indexOf(device);
    if (at >= 0) this.interfaces.splice(at, 1);
    if (this.gateway?.device === device) this.gateway = undefined;
    if (this.gateway6?.device === device) this.gateway6 = undefined;
  }

  device(name: string): NetworkInterface | undefined {
    return this.interfaces.find((device) => device.name === name);
  }

  /** Whether anything but the loopback is plugged in. */
  get hasWire(): boolean {
    return this.interfaces.some(({ kind }) => kind !== "loopback");
  }

  /** `eth0`, `eth1`…: the first that is free. */
  freeName(prefix = "eth"): string {
    let number = 0;
    while (this.device(`${prefix}${number}`)) number++;
    return `${prefix}${number}`;
  }

  /** Whether an address is this machine's own. */
  owns(address: number): boolean {
    if (Math.floor(address / 2 ** 24) === 127) return this.interfaces[0]?.up ?? false;
    return this.interfaces.some((device) => hasAddress(device, address));
  }

  /** Whether the kernel was told to leave IPv6 alone here. */
  get speaksIpv6(): boolean {
    return this.sysctls.get("net.ipv6.conf.all.disable_ipv6") !== "1";
  }

  /** `owns` for IPv6. */
  owns6(address: bigint): boolean {
    return this.speaksIpv6 && this.interfaces.some((device) => hasAddress6(device, address));
  }

  /** As `ip route` lists them: the default one first, then by subnet. */
  routes(): Route[] {
    const links = this.interfaces
      .filter(({ kind, up }) => kind !== "loopback" && up)
      .flatMap((device) => {
        const all = addressesOn(device);
        const primary = all.filter((_, index) => !isSecondary(all, index));
        return primary.map(({ address, prefix }) => ({ to: subnetOf(address, prefix), via: undefined, device, source: address }));
      })
      .sort((a, b) => a.to.base - b.to.base);
    if (!this.gateway?.device.up) return links;
    const { address, device } = this.gateway;
    return [{ to: undefined, via: address, device, source: device.address?.address }, ...links];
  }

  /** Where a packet to `address` goes out; `undefined` when there is no way. */
  route(address: number): Route | undefined {
    let best: Route | undefined;
    for (const route of this.routes()) {
      if (route.to && !contains(route.to, address)) continue;
      if (!best || (route.to?.prefix ?? -1) > (best.to?.prefix ?? -1)) best = route;
    }
    return best;
  }
}
