/** A lab's engine in a sandbox: opened in the worker, with all that keeps the lab's disk, ports and clock in step with it. */
import type { Engine } from "../../engine/api.ts";
import type { StepRunner } from "../../engine/build/solve/solver-hooks.ts";
import { virtualClock } from "../../engine/clocks.ts";
import { createEngine } from "../../engine/engine.ts";
import type { ImageSource } from "../../engine/images/image.ts";
import type { Notice } from "../../sandbox/gateway/notices.ts";
import { type LabSession, workspacePath } from "../../shell/session.ts";
import { apiEngine } from "./api/engine.ts";
import { linesOf } from "./api/http.ts";
import { Predictor, RealOutcomes } from "./api/predictor.ts";
import { type ConnectionOptions, SandboxConnection, type SessionKey } from "./connection.ts";
import { withWorkspace } from "./mounted-engine.ts";
import { PublishedPorts } from "./published-ports.ts";
import { WorkspaceSync } from "./workspace-sync.ts";

/** What leads to a session: a token that opens a new one, or the way back to one. */
export type SandboxKey = ConnectionOptions["key"];

/** What is to be known of a sandbox while it is used. */
export type SandboxNews =
  /** The session is there; `key` leads back to it. */
  | { readonly kind: "open"; readonly key: SessionKey; readonly engine: string }
  | { readonly kind: "away" }
  | { readonly kind: "back" }
  /** A sentence of the gateway's. */
  | { readonly kind: "said"; readonly message: string }
  /** The engine behind the sandbox does not answer; the session waits for it. */
  | { readonly kind: "down"; readonly why: string }
  /** There is no sandbox any more; a sentence says why. */
  | { readonly kind: "over"; readonly why: string };

export interface OpenSandboxOptions {
  readonly key: SandboxKey;
  readonly openSocket: ConnectionOptions["openSocket"];
  readonly images: ImageSource;
  readonly runStep: StepRunner;
  readonly tell: (news: SandboxNews) => void;
}

export interface Sandbox {
  readonly engine: Engine & { save(): Promise<undefined>; resume(): readonly string[] };
  /** The shell is there: its disk is kept in step with the engine's, and its host has the published ports. */
  join(session: LabSession): void;
  /** Before and after each line. */
  exchange(): Promise<void>;
  close(): void;
}

/** Rejects with a sentence when the gateway lets nobody in. */
export async function openSandbox({ key, openSocket, images, runStep, tell }: OpenSandboxOptions): Promise<Sandbox> {
  let isOpen = false;
  const connection = new SandboxConnection({
    key,
    openSocket,
    changed(state, why) {
      if (!isOpen) return;
      if (state === "open") tell({ kind: "back" });
      else if (state === "away") tell({ kind: "away" });
      else if (state === "over" && why !== "closed") tell({ kind: "over", why: `The sandbox is gone: ${why}.` });
    },
  });
  const { session: id, secret, engine: name } = await connection.welcome;
  isOpen = true;
  tell({ kind: "open", key: { session: id, secret }, engine: name });
  const outcomes = new RealOutcomes();
  const simulator = createEngine({ clock: virtualClock(Date.now()), images, runStep: outcomes.guided(runStep) });
  let session: LabSession | undefined;
  const sync = new WorkspaceSync(connection, () => session?.disk, workspacePath);
  const engine = withWorkspace(apiEngine(connection, new Predictor(simulator, outcomes)), sync);
  const ports = new PublishedPorts(connection, engine);
  void listen(connection, tell);
  return {
    engine: Object.assign(engine, { save: async () => undefined, resume: () => [] }),
    join(joined) {
      session = joined;
      ports.join(joined.host);
    },
    async exchange() {
      await Promise.all([sync.exchange(), ports.look()]);
    },
    close: () => connection.close(),
  };
}

/** Hears what the gateway has to say, as long as there is a connection. */
async function listen(connection: SandboxConnection, tell: (news: SandboxNews) => void): Promise<void> {
  try {
    const { body } = await connection.request({ method: "GET", target: "/drydock/notices" });
    for await (const notice of linesOf<Notice>(body)) {
      if (notice.kind === "said") tell(notice);
      else if (!notice.alive) tell({ kind: "down", why: "The Docker Engine behind the sandbox does not answer." });
    }
  } catch {
    // The connection's own end is told by itself.
  }
}
