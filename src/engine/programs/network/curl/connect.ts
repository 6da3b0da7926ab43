import { formatIpv4, parseIpv4 } from "../../../kernel/network/address.ts";
import { type Connection, SocketError } from "../../../kernel/network/sockets.ts";
import type { Process } from "../../program.ts";
import { addressOf, connectTo, hangUp, TimeIsUp, within } from "../calls.ts";
import { sayNoTls } from "../http/client.ts";
import type { PageUrl } from "../http/url.ts";
import type { CurlRequest } from "./options.ts";
import { Failure, type Transfer } from "./transfer.ts";

/** Looks the host up and connects. Notes in `transfer` with whom. Throws `Failure`. */
export async function connect(
  process: Process,
  request: CurlRequest,
  url: PageUrl,
  transfer: Transfer,
  signal: AbortSignal,
  verbose: (line: string) => void,
): Promise<Connection> {
  const { host, port } = url;
  const pinned = request.resolve
    .map((line) => line.replace(/^\+/, "").split(":"))
    .find(([name, number]) => name === host && Number(number) === port)?.[2];
  const address = pinned !== undefined ? (parseIpv4(pinned) ?? "unknown") : addressOf(process, host);
  if (typeof address === "string") {
    verbose(`Could not resolve host: ${host}`);
    verbose("Closing connection 0");
    throw new Failure(6, `Could not resolve host: ${host}`);
  }
  verbose(`  Trying ${formatIpv4(address)}:${port}...`);
  const limit = request.values.get("connect-timeout");
  const begun = process.clock.now();
  try {
    const connection = await within(process, limit === undefined ? undefined : Number(limit) * 1000, (inner) =>
      connectTo(process, { address, port }, { signal: AbortSignal.any([signal, inner]) }),
    );
    verbose(`Connected to ${host} (${formatIpv4(address)}) port ${port} (#0)`);
    transfer.address = address;
    transfer.port = port;
    if (url.scheme === "https") {
      hangUp(process, connection);
      sayNoTls(process);
      throw new Failure(35, "OpenSSL/3.0.16: error:0A00010B:SSL routines::wrong version number");
    }
    return connection;
  } catch (error) {
    const ms = Math.round(process.clock.now() - begun);
    if (error instanceof TimeIsUp && !signal.aborted)
      throw new Failure(28, `Failed to connect to ${host} port ${port} after ${ms} ms: Timeout was reached`);
    if (!(error instanceof SocketError)) throw error;
    verbose(`connect to ${formatIpv4(address)} port ${port} failed: ${error.message}`);
    verbose(`Failed to connect to ${host} port ${port} after ${ms} ms: Couldn't connect to server`);
    verbose("Closing connection 0");
    throw new Failure(7, `Failed to connect to ${host} port ${port} after ${ms} ms: Couldn't connect to server`);
  }
}
