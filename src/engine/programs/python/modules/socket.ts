/** `_socket`: the machine's sockets, for the library's `socket`. */
import { formatIpv4, parseIpv4 } from "../../../kernel/network/address.ts";
import { type Connection, type Listener, SocketError } from "../../../kernel/network/sockets.ts";
import { addressOf, connectTo, hangUp, listenAt, TimeIsUp, within } from "../../network/calls.ts";
import { bytesToText, textToBytes } from "../../shell/bytes.ts";
import { type Arguments, nativeClass, nativeModule, methods } from "../builtins/define.ts";
import { bytesOf } from "../builtins/codecs.ts";
import type { Interpreter } from "../interpreter.ts";
import { exceptionClass, osError, PyRaise, raise } from "../runtime/errors.ts";
import { wait } from "../runtime/thread.ts";
import { PyBytes, PyException, type PyModule, PyNative, PyTuple, type Running, type Value } from "../runtime/values.ts";

interface SocketState {
  readonly interpreter: Interpreter;
  readonly type: "tcp" | "udp";
  bound: { address: number; port: number } | undefined;
  listener: Listener | undefined;
  connection: Connection | undefined;
  /** Milliseconds; `undefined` waits for ever. */
  timeout: number | undefined;
  /** Bytes that came and were not asked for yet. */
  rest: Uint8Array;
  closed: boolean;
}

const socketClass = nativeClass("_socket", "socket", undefined);
const stateOf = (self: Value): SocketState => {
  const { state } = self as PyNative<SocketState>;
  if (state.closed) throw new PyRaise(osError("EBADF", "Bad file descriptor"));
  return state;
};

const gaierror = nativeClass("socket", "gaierror", undefined, exceptionClass("OSError"));

/** The address a name has, as Python says when it has none. */
function lookup(interpreter: Interpreter, name: string): number {
  if (name === "" || name === "0.0.0.0" || name === "::") return 0;
  const found = addressOf(interpreter.process, name);
  if (typeof found === "number") return found;
  const [errno, words] = found === "unknown" ? [-2n, "Name or service not known"] : [-3n, "Temporary failure in name resolution"];
  const error = new PyException(gaierror, [errno, words]);
  error.attributes.set("errno", errno);
  error.attributes.set("strerror", words);
  throw new PyRaise(error);
}

function endpoint(interpreter: Interpreter, value: Value): { address: number; port: number } {
  if (!(value instanceof PyTuple)) raise("TypeError", "AF_INET address must be tuple, not str");
  const [host = "", port = 0n] = value.items;
  if (typeof port !== "bigint") raise("TypeError", "an integer is required (got type str)");
  if (port < 0n || port > 65_535n) raise("OverflowError", "bind(): port must be 0-65535.");
  return { address: lookup(interpreter, String(host)), port: Number(port) };
}

const addressPair = ({ address, port }: { address: number; port: number }): PyTuple => new PyTuple([formatIpv4(address), BigInt(port)]);

/** Waits for the network, no longer than the socket's time-out. */
function* patiently<T>(state: SocketState, body: (signal: AbortSignal) => Promise<T>): Running<T> {
  const { process } = state.interpreter;
  return yield* wait<T>(async (stop) => {
    try {
      return await within(process, state.timeout, (signal) => body(AbortSignal.any([signal, stop])));
    } catch (error) {
      if (error instanceof TimeIsUp) throw new PyRaise(new PyException(exceptionClass("TimeoutError"), ["timed out"]));
      throw error;
    }
  });
}

function connected(state: SocketState): Connection {
  if (!state.connection) throw new PyRaise(osError("ENOTCONN", "Transport endpoint is not connected"));
  return state.connection;
}

function wrap(interpreter: Interpreter, connection: Connection | undefined, type: "tcp" | "udp" = "tcp"): PyNative<SocketState> {
  const state: SocketState = {
    interpreter,
    type,
    bound: undefined,
    listener: undefined,
    connection,
    timeout: undefined,
    rest: new Uint8Array(),
    closed: false,
  };
  return new PyNative<SocketState>(socketClass, state);
}

function* receive(state: SocketState, limit: number): Running<Uint8Array> {
  if (state.rest.length === 0) {
    const connection = connected(state);
    state.rest = textToBytes(yield* patiently(state, (signal) => connection.read(signal)));
  }
  const part = state.rest.slice(0, limit);
  state.rest = state.rest.slice(limit);
  return part;
}

function* send(self: Value, args: Arguments): Running {
  const state = stateOf(self);
  const bytes = bytesOf(args.get(0, "data"));
  const connection = connected(state);
  connection.write(bytesToText(bytes));
  yield* patiently(state, (signal) => connection.drained(signal));
  return BigInt(bytes.length);
}

methods(socketClass, {
  bind(self, args) {
    const state = stateOf(self);
    state.bound = endpoint(state.interpreter, args.get(0, "address"));
    // The port is taken when the socket is bound, as a second one then fails.
    try {
      state.listener = listenAt(state.interpreter.process, state.bound, state.type);
    } catch (error) {
      if (error instanceof SocketError) throw new PyRaise(osError(error.code, error.message));
      throw error;
    }
    return null;
  },
  listen: () => null,
  *accept(self) {
    const state = stateOf(self);
    const { listener } = state;
    if (!listener) throw new PyRaise(osError("EINVAL", "Invalid argument"));
    const connection = yield* patiently(state, (signal) => listener.accept(signal));
    if (!connection) throw new PyRaise(osError("EBADF", "Bad file descriptor"));
    state.interpreter.process.task.open(connection);
    return new PyTuple([wrap(state.interpreter, connection), addressPair(connection.remote)]);
  },
  *connect(self, args) {
    const state = stateOf(self);
    const to = endpoint(state.interpreter, args.get(0, "address"));
    const { address } = to;
    state.connection = yield* patiently(state, (signal) =>
      connectTo(state.interpreter.process, { ...to, address: address === 0 ? 0x7f000001 : address }, { signal }),
    );
    return null;
  },
  *recv(self, args) {
    return new PyBytes(yield* receive(stateOf(self), Number(args.integer(0, "bufsize"))));
  },
  send,
  *sendall(self, args) {
    yield* send(self, args);
    return null;
  },
  shutdown(self) {
    connected(stateOf(self)).shutdown();
    return null;
  },
  close(self) {
    const { state } = self as PyNative<SocketState>;
    if (state.closed) return null;
    state.closed = true;
    for (const file of [state.connection, state.listener]) if (file) hangUp(state.interpreter.process, file);
    return null;
  },
  settimeout(self, args) {
    const seconds = args.get(0, "value");
    stateOf(self).timeout = seconds === null ? undefined : Number(seconds) * 1000;
    return null;
  },
  gettimeout: (self) => {
    const { timeout } = stateOf(self);
    return timeout === undefined ? null : timeout / 1000;
  },
  setblocking: () => null,
  setsockopt: () => null,
  getsockopt: () => 0n,
  fileno: (self) => ((self as PyNative<SocketState>).state.closed ? -1n : 3n),
  getsockname(self) {
    const state = stateOf(self);
    return addressPair(state.connection?.local ?? state.listener?.local ?? { address: 0, port: 0 });
  },
  getpeername: (self) => addressPair(connected(stateOf(self)).remote),
});

/** The listener behind a socket that listens. */
export function listenerOf(value: Value): Listener {
  const { listener } = stateOf(value);
  if (!listener) throw new PyRaise(osError("EINVAL", "Invalid argument"));
  return listener;
}

export function socketModule(interpreter: Interpreter): PyModule {
  return nativeModule("_socket", {
    gaierror,
    socket: socketClass,
    create: (args) => wrap(interpreter, undefined, args.integer(0, "type", 1n) === 2n ? "udp" : "tcp"),
    /** The listening socket that a worker has from its parent. */
    inherited() {
      const made = wrap(interpreter, undefined);
      made.state.listener = interpreter.inherited;
      return made;
    },
    gethostname: () => interpreter.process.hostname,
    gethostbyname: (args) => formatIpv4(lookup(interpreter, args.text(0, "hostname"))),
    is_address: (args) => parseIpv4(args.text(0, "text")) !== undefined,
  });
}
