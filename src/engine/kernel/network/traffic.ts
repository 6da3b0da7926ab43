/** What interfaces count of the packets that pass. */
import type { NetworkInterface } from "./stack.ts";

/** Bytes of one packet: its Ethernet, IP and TCP headers, and the data that it has room for. */
const headers = 66;
const segment = 1_448;

/**
 * Adds what was sent to the counters of both ends; the loopback of one machine is both.
 * @param side who sends: 0 the caller, whose interface is the first of `path`
 */
export function countTraffic(path: readonly NetworkInterface[], side: 0 | 1, bytes: number): void {
  const packets = Math.max(1, Math.ceil(bytes / segment));
  const weight = bytes + packets * headers;
  const sender = side === 0 ? path[0] : path.at(-1);
  const receiver = side === 0 ? path.at(-1) : path[0];
  if (!sender || !receiver) return;
  sender.sent.bytes += weight;
  sender.sent.packets += packets;
  receiver.received.bytes += weight;
  receiver.received.packets += packets;
}
