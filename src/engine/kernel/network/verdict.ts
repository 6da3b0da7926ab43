/** Where a call ends: who takes it, or what stands in its way. */
import type { ConnectionObstacle as Obstacle, ConnectionWay as Way } from "../../api/network-trace.ts";
import type { Connection, Endpoint, Listener, Protocol } from "./sockets.ts";
import type { NetworkInterface, NetworkStack } from "./stack.ts";
import type { TracedConnection } from "./trace.ts";

/** The end of the way: a stack, and the address and port there. */
export type Reached = NonNullable<TracedConnection["reached"]>;

export type Verdict =
  | {
      readonly kind: "listener";
      readonly listener: Listener;
      readonly server: Endpoint;
      readonly path: readonly NetworkInterface[];
      readonly way: Way;
      readonly reached: Reached;
    }
  | { readonly kind: "outside"; readonly take: (connection: Connection) => void; readonly way: Way }
  | {
      readonly kind: "refused" | "dropped" | "no neighbour" | "no route";
      readonly obstacle: Obstacle;
      readonly reached?: Reached;
    };

/** @param path the interfaces on the way: of the caller first, of the called last */
export function listening(
  listener: Listener,
  stack: NetworkStack,
  server: Endpoint,
  path: readonly NetworkInterface[],
  way: Way,
): Verdict & { readonly kind: "listener" } {
  return { kind: "listener", listener, server, path, way, reached: { stack, ...server } };
}

/** Nobody took the call at `at`: because nobody listens at all, or at another address. */
export function refused(stack: NetworkStack, protocol: Protocol, at: Endpoint, published = false): Verdict {
  const other = stack.sockets.all().find(({ protocol: spoken, local }) => spoken === protocol && local.port === at.port);
  if (other) return { kind: "refused", obstacle: "listens at another address", reached: { stack, ...other.local } };
  return { kind: "refused", obstacle: published ? "published at another address" : "nobody listens", reached: { stack, ...at } };
}
