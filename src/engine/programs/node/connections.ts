/** Timers, sockets, children and standard input: operations that something comes of later. */
import { formatIpv4 } from "../../kernel/network/address.ts";
import { type Connection, type Listener, SocketError } from "../../kernel/network/sockets.ts";
import { BrokenPipe } from "../../kernel/open-file.ts";
import { parseSignal } from "../../kernel/signals.ts";
import { addressOf, connectTo, hangUp, listenAt } from "../network/calls.ts";
import { absolute, which } from "../packages/lab.ts";
import type { Child, Process } from "../program.ts";
import { latin1ToText, textToLatin1 } from "../shell/bytes.ts";
import type { Events } from "./events.ts";
import { Refused } from "./refused.ts";

type Operation = (...args: readonly never[]) => unknown;

export function waitingOperations(process: Process, events: Events): Readonly<Record<string, Operation>> {
  const timers = new Map<number, AbortController>();
  const connections = new Map<number, Connection>();
  const waiting = new Map<number, Connection>();
  const listeners = new Map<number, Listener>();
  const children = new Map<number, Child>();
  const signals = new Map<string, number>();
  let handed = 0;

  const drop = (id: number): void => {
    const connection = connections.get(id);
    const listener = listeners.get(id);
    if (connection) hangUp(process, connection);
    if (listener) hangUp(process, listener);
    connections.delete(id);
    listeners.delete(id);
    events.release(id);
  };
  const details = (connection: Connection) => ({
    remoteAddress: formatIpv4(connection.remote.address),
    remotePort: connection.remote.port,
    localAddress: formatIpv4(connection.local.address),
    localPort: connection.local.port,
  });
  /** Passes on what comes, to the end. */
  const listen = async (id: number, connection: Connection): Promise<void> => {
    connections.set(id, connection);
    try {
      for (let text = await connection.read(process.signal); text !== ""; text = await connection.read(process.signal))
        events.push(id, "data", textToLatin1(text));
      if (connections.has(id)) events.push(id, "end");
    } catch {
      // The connection was closed on this side, or the process has ended.
    }
  };
  const tick = (id: number, ms: number, repeats: boolean): void => {
    const stop = new AbortController();
    timers.set(id, stop);
    process.clock.sleep(ms, AbortSignal.any([stop.signal, process.signal])).then(
      () => {
        events.push(id);
        if (repeats && timers.get(id) === stop) tick(id, ms, repeats);
        else {
          timers.delete(id);
          events.release(id);
        }
      },
      () => {},
    );
  };

  return {
    timer(id: number, ms: number, repeats: boolean) {
      events.hold(id);
      tick(id, ms, repeats);
    },
    clear(id: number) {
      timers.get(id)?.abort(new Error("cleared"));
      timers.delete(id);
      events.release(id);
    },
    stdin(id: number) {
      events.hold(id);
      void (async () => {
        for (let text = await process.input.read(); text !== ""; text = await process.input.read()) events.push(id, textToLatin1(text));
        events.push(id, null);
        events.release(id);
      })().catch(() => events.release(id));
    },
    onSignal(id: number, name: string) {
      signals.set(name, id);
    },
    signal(name: string, wanted: boolean) {
      const signal = parseSignal(name);
      if (!signal) return;
      process.onSignal(signal, wanted ? () => events.push(signals.get(name) ?? 0, 0) : "default");
    },
    lookup: (name: string) => formatIpv4(find(process, name)),
    connect(id: number, host: string, port: number) {
      events.hold(id);
      void (async () => {
        try {
          const connection = await connectTo(process, { address: find(process, host), port });
          events.push(id, "connect", details(connection));
          await listen(id, connection);
        } catch (error) {
          events.release(id);
          if (error instanceof Refused) events.push(id, "error", error.refusal);
          else if (error instanceof SocketError) {
            const found = addressOf(process, host);
            const address = typeof found === "number" ? formatIpv4(found) : host;
            events.push(id, "error", { code: error.code, syscall: "connect", address, port });
          }
        }
      })();
    },
    adopt(id: number, number: number) {
      const connection = waiting.get(number);
      waiting.delete(number);
      if (!connection) return;
      events.hold(id);
      void listen(id, connection);
    },
    listen: () => undefined,
    startListening(id: number, host: string, port: number) {
      const isAny = host === "::" || host === "0.0.0.0";
      try {
        const listener = listenAt(process, { address: isAny ? 0 : find(process, host), port });
        listeners.set(id, listener);
        events.hold(id);
        void accept(id, listener);
        return { address: host, family: host === "::" ? "IPv6" : "IPv4", port: listener.local.port };
      } catch (error) {
        if (error instanceof SocketError)
          throw new Refused({ code: error.code, syscall: "listen", address: host === "::" ? "::" : host, port });
        throw error;
      }
    },
    send(id: number, data: string) {
      try {
        connections.get(id)?.write(latin1ToText(data));
      } catch (error) {
        if (!(error instanceof BrokenPipe)) throw error;
      }
    },
    shutdown: (id: number) => connections.get(id)?.shutdown(),
    close: (id: number) => drop(id),
    spawn(id: number, words: readonly string[], inherit: boolean, cwd: string | null, env: Readonly<Record<string, string>>) {
      events.hold(id);
      if (which(process, words[0] ?? "") === undefined) {
        events.push(id, "error");
        events.release(id);
        return;
      }
      const child = process.start(words, {
        env: new Map(Object.entries(env)),
        ...(cwd === null ? {} : { cwd: absolute(process.task.cwd, cwd) }),
        ...(inherit
          ? {}
          : { stdout: (text) => events.push(id, "out", textToLatin1(text)), stderr: (text) => events.push(id, "err", textToLatin1(text)) }),
      });
      children.set(id, child);
      void child.wait().then(
        ({ code, signal }) => {
          events.push(id, "exit", code, signal === undefined ? null : `SIG${signal}`);
          events.release(id);
        },
        () => {},
      );
    },
    childPid: (id: number) => children.get(id)?.pid,
    childKill: (id: number, name: string) => children.get(id)?.kill(parseSignal(name) ?? "TERM"),
  };

  async function accept(id: number, listener: Listener): Promise<void> {
    try {
      for (let connection = await listener.accept(process.signal); connection; connection = await listener.accept(process.signal)) {
        process.task.open(connection);
        waiting.set(++handed, connection);
        events.push(id, "connection", { connection: handed, ...details(connection) });
      }
    } catch {
      // The process has ended.
    }
  }
}

/** The address of a name; throws what node says of one that has none. */
function find(process: Process, name: string): number {
  const found = addressOf(process, name === "::1" ? "127.0.0.1" : name);
  if (typeof found === "number") return found;
  throw new Refused({ code: found === "unknown" ? "ENOTFOUND" : "EAI_AGAIN", syscall: "getaddrinfo", hostname: name });
}
