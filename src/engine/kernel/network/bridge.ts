import { sha256Hex } from "../../filesystem/digest.ts";
import { hasAddress, hasAddress6, type NetworkInterface, type NetworkStack } from "./stack.ts";

/** A switch on the host. Interfaces plugged into one bridge reach each other; whether they reach further is for the host to say. */
export class Bridge {
  /** `docker0`, `br-8f15703c7bd3`. */
  readonly name: string;
  /** Nothing goes in or out but from the host itself. */
  readonly internal: boolean;
  /** Containers on it may talk to each other (`com.docker.network.bridge.enable_icc`). */
  readonly connected: boolean;
  readonly ports = new Map<NetworkInterface, NetworkStack>();

  constructor(name: string, options: { readonly internal?: boolean; readonly connected?: boolean } = {}) {
    this.name = name;
    this.internal = options.internal ?? false;
    this.connected = options.connected ?? true;
  }

  /** Who has the address, if anyone plugged in does. */
  find(address: number): { readonly stack: NetworkStack; readonly device: NetworkInterface } | undefined {
    for (const [device, stack] of this.ports) if (hasAddress(device, address)) return { stack, device };
    return undefined;
  }

  /** Whether anyone plugged in has the IPv6 address. */
  has6(address: bigint): boolean {
    return [...this.ports].some(([device, stack]) => stack.speaksIpv6 && hasAddress6(device, address));
  }
}

/** A MAC address that stays the same for the same words: of the kind that is nobody's. */
export function macAddressFor(words: string): string {
  const hex = sha256Hex(`mac ${words}`);
  const first = ((Number.parseInt(hex.slice(0, 2), 16) & 0xfc) | 0x02).toString(16).padStart(2, "0");
  return [first, ...[2, 4, 6, 8, 10].map((at) => hex.slice(at, at + 2))].join(":");
}
