import type { DirectoryNode } from "../../filesystem/node.ts";
import { formatIpv4 } from "../network/address.ts";
import type { NetworkStack, Route } from "../network/stack.ts";
import type { Task } from "../task.ts";
import { directoryOf, liveFile } from "./live.ts";

/** `/proc/net`: of the network namespace of the task that is looked at. */
export function netDirectory(task: Task, owner: { uid: number; gid: number }): DirectoryNode {
  const { stack } = task.namespaces.net;
  return directoryOf(
    {
      arp: () => liveFile(() => arpTable(stack), owner),
      dev: () =>
        liveFile(() => {
          const head =
            "Inter-|   Receive                                                |  Transmit\n face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n";
          const cell = (value: number, width: number): string => value.toString().padStart(width);
          return (
            head +
            stack.interfaces
              .map(({ name, received, sent }) => {
                const incoming = `${cell(received.bytes, 8)} ${cell(received.packets, 7)}    0    0    0     0          0         0`;
                return `${name.padStart(6)}: ${incoming} ${cell(sent.bytes, 8)} ${cell(sent.packets, 7)}    0    0    0     0       0          0\n`;
              })
              .join("")
          );
        }, owner),
      route: () =>
        liveFile(
          () =>
            `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n${stack
              .routes()
              .map(routeLine)
              .join("")}`,
          owner,
        ),
    },
    owner,
  );
}

function arpTable(stack: NetworkStack): string {
  const lines = stack.neighbours.known(stack.interfaces).map(({ address, device, mac }) => {
    const flags = mac === undefined ? "0x0" : "0x2";
    return `${formatIpv4(address).padEnd(16)} 0x1         ${flags}         ${mac ?? "00:00:00:00:00:00"}     *        ${device.name}\n`;
  });
  return `IP address       HW type     Flags       HW address            Mask     Device\n${lines.join("")}`;
}

function routeLine({ to, via, device }: Route): string {
  const mask = to ? (2 ** 32 - 2 ** (32 - to.prefix)) >>> 0 : 0;
  return `${device.name}\t${hex(to?.base ?? 0)}\t${hex(via ?? 0)}\t${via === undefined ? "0001" : "0003"}\t0\t0\t0\t${hex(mask)}\t0\t0\t0\n`;
}

/** An address as the kernel prints it: bytes the other way round. */
function hex(address: number): string {
  return [0, 8, 16, 24].map((shift) => ((address >>> shift) & 0xff).toString(16).padStart(2, "0").toUpperCase()).join("");
}
