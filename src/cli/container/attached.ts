/** What `run`, `start --attach` and `attach` share: being at a container's streams until it ends or is left. */
import { EngineError, type Attachment, type AttachOptions, type Engine, type WaitCondition } from "../../engine/api.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import type { FlagValues } from "../flags/parse.ts";
import { follow } from "./streams.ts";

export interface AttachedSession {
  readonly streams: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  /** The container has a terminal. */
  readonly tty: boolean;
  readonly until: WaitCondition;
  /** An interrupt of the client goes to the container. */
  readonly proxiesSignals: boolean;
  /** Done once somebody listens: starts the container. */
  readonly start?: () => Promise<void>;
}

/**
 * Attaches, starts what is to be started, and prints what comes.
 * @param flags for `--detach-keys`
 * @returns the exit code; `undefined` when it was left
 */
export async function attachUntilEnd(
  id: string,
  { streams, tty, until, proxiesSignals, start }: AttachedSession,
  flags: FlagValues,
  context: DockerContext,
): Promise<number | undefined> {
  const { engine, signal, terminal } = context;
  const keys = flags.has("detach-keys") ? { detachKeys: flags.text("detach-keys") } : {};
  const attachment = await attached(engine, id, { ...streams, ...keys });
  const ended = engine.containerWait(id, until, signal);
  ended.catch(() => {});
  const interrupt = (): void => void engine.containerKill(id, "SIGINT").catch(() => {});
  if (proxiesSignals) signal.addEventListener("abort", interrupt, { once: true });
  const resize = tty ? (rows: number, columns: number) => engine.containerResize(id, rows, columns) : undefined;
  try {
    await start?.();
    // One that has ended already has no size any more.
    if (terminal) await resize?.(terminal.rows, terminal.columns).catch(() => {});
    if (await follow(attachment, context, { input: streams.stdin, resize })) return undefined;
    return (await ended).StatusCode;
  } catch (error) {
    attachment.detach();
    throw error;
  } finally {
    signal.removeEventListener("abort", interrupt);
  }
}

/** The connection did not become a stream. */
export class NoStream extends CliError {
  constructor(status: number) {
    super(`unable to upgrade to tcp, received ${status}`);
  }
}

/** The connection becomes a stream, or does not: what was wrong with the request the client never reads. */
async function attached(engine: Engine, id: string, options: AttachOptions): Promise<Attachment> {
  try {
    return await engine.containerAttach(id, options);
  } catch (error) {
    if (!(error instanceof EngineError) || error.status !== 400) throw error;
    throw new NoStream(error.status);
  }
}
