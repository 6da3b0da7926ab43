/**
 * Sockets that are found by a path. The file at the path says which socket it is, so that whoever sees the file, through
 * whatever mount, reaches the process that listens, and nobody else does.
 */
import type { WorkingTree } from "../../filesystem/working-tree.ts";
import type { Machine } from "../machine.ts";
import { type Connection, connectionPair, Listener, SocketError } from "./sockets.ts";

const nowhere = { address: 0, port: 0 };
const listeners = new WeakMap<Machine, Map<string, Listener>>();
let made = 0;

/** Makes the file `path` and listens there. The file stays when the listener is closed, as it does on Linux. */
export function listenAtPath(machine: Machine, fs: WorkingTree, path: string, mode = 0o777): Listener {
  const known = listeners.get(machine) ?? new Map<string, Listener>();
  listeners.set(machine, known);
  const name = `drydock socket ${made++}\n`;
  const listener: Listener = new Listener("tcp", nowhere, () => known.delete(name));
  fs.remove(path, { force: true });
  fs.writeFile(path, name, { mode });
  known.set(name, listener);
  return listener;
}

/** Connects to whoever listens at `path`. Gives ENOENT where no file is; throws `SocketError` ECONNREFUSED where nobody listens. */
export function connectToPath(machine: Machine, fs: WorkingTree, path: string): Connection | "ENOENT" {
  if (fs.lookup(path)?.kind !== "file") return "ENOENT";
  const listener = listeners.get(machine)?.get(fs.readText(path));
  if (!listener) throw new SocketError("ECONNREFUSED");
  const [client, server] = connectionPair(nowhere, nowhere, { client: nowhere, server: nowhere }, () => {});
  listener.offer(server);
  return client;
}
