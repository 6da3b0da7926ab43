/** The last commands as what they are to the daemon: requests and answers. */
import type { Engine } from "../engine/api.ts";
import type { Beside } from "./beside.ts";

/** One line of the client. */
export interface ApiCommand {
  /** Counts up. */
  readonly id: number;
  /** `docker run -d nginx` */
  readonly line: string;
  readonly calls: readonly ApiCall[];
  /** Calls that were made besides those: there were too many to keep. */
  readonly more: number;
}

export interface ApiCall {
  /** Counts up over all commands. */
  readonly id: number;
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  /** With its query, without the version. */
  readonly path: string;
  /** What of its headers matters; secrets are left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or words for what is no text; cut when it is long. */
  readonly body?: string;
  /** 0 while there is no answer. */
  readonly status: number;
  readonly answer?: string;
  /** The answer comes piece by piece, or the connection is no HTTP any more. */
  readonly streams?: "pieces" | "both ways";
  /** Of a stream, so far. */
  readonly pieces: number;
  /** The connection is open still. */
  readonly open: boolean;
  /** What the daemon has containerd and runc do for it: a sentence. */
  readonly runtime?: string;
  /** What the daemon asks a registry for it. */
  readonly registry: readonly RegistryCall[];
}

export interface RegistryCall {
  readonly method: "GET" | "HEAD" | "PUT" | "POST";
  readonly path: string;
  /** A layer that is there already does not move. */
  readonly kind: "manifest" | "layer" | "present";
  /** `Pull complete` and the like: as the daemon tells it. */
  readonly status: string;
  /** Bytes on their way, where they are told. */
  readonly bytes?: number;
}

/** `open`: the calls whose request and answer are wanted; those of the others stay behind. */
export interface ApiAsk {
  readonly open: readonly number[] | "all";
}

export interface ApiView {
  readonly version: string;
  /** The oldest first. */
  readonly commands: readonly ApiCommand[];
}

export async function gatherApiCalls(engine: Engine, { open }: ApiAsk, beside: Beside): Promise<ApiView> {
  const { ApiVersion } = await engine.version();
  const wanted = (id: number): boolean => open === "all" || open.includes(id);
  return {
    version: ApiVersion,
    commands: beside
      .apiCommands()
      .map((command) => ({ ...command, calls: command.calls.map((call) => (wanted(call.id) ? call : closed(call))) })),
  };
}

function closed({ body: _, answer: __, ...call }: ApiCall): ApiCall {
  return call;
}
