/** A gateway on the engine that the environment names, and labs on it without a browser. */
import WebSocket from "ws";
import { catalogue } from "../../content/catalogue/index.ts";
import { apiEngine } from "../../src/backends/sandbox/api/engine.ts";
import { Predictor, RealOutcomes } from "../../src/backends/sandbox/api/predictor.ts";
import { SandboxConnection, type SocketLike } from "../../src/backends/sandbox/connection.ts";
import { withWorkspace } from "../../src/backends/sandbox/mounted-engine.ts";
import { WorkspaceSync } from "../../src/backends/sandbox/workspace-sync.ts";
import type { Clock } from "../../src/engine/clock.ts";
import { virtualClock } from "../../src/engine/clocks.ts";
import { createEngine } from "../../src/engine/engine.ts";
import { directory } from "../../src/engine/filesystem/build.ts";
import type { DirectoryNode } from "../../src/engine/filesystem/node.ts";
import { runStep } from "../../src/engine/programs/step-runner.ts";
import { defaultLimits, Gateway, type GatewayOptions } from "../../src/sandbox/gateway/gateway.ts";
import { defaultImages } from "../../src/sandbox/policy/allow-list.ts";
import { LabSession, workspacePath } from "../../src/shell/session.ts";
import type { Engine } from "../../src/engine/api.ts";

export function openGateway(options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  return Gateway.open({
    ...{ port: 0, name: "test", images: defaultImages, anyImage: false, limits: defaultLimits, sessions: 60, away: 1, linkLife: 10 },
    site: "dist",
    log: () => {},
    ...options,
  });
}

export function openSocket(gateway: { readonly port: number }): SocketLike {
  const address = `127.0.0.1:${gateway.port}`;
  return new WebSocket(`ws://${address}/drydock/sandbox`, { origin: `http://${address}` }) as unknown as SocketLike;
}

/** A connection with a session of its own. */
export async function connect(gateway: Gateway): Promise<SandboxConnection> {
  const connection = new SandboxConnection({ openSocket: () => openSocket(gateway), key: { token: gateway.sessions.token() } });
  await connection.welcome;
  return connection;
}

/** Time as it passes outside: what sleeps in the lab waits for a real engine. */
export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      signal?.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
};

export interface RealLab {
  readonly session: LabSession;
  readonly engine: Engine;
  readonly connection: SandboxConnection;
}

/** A lab whose engine is behind the gateway. */
export async function openLab(gateway: Gateway, workspace: DirectoryNode = directory({}, { uid: 1000, gid: 1000 })): Promise<RealLab> {
  const connection = await connect(gateway);
  const outcomes = new RealOutcomes();
  const simulator = createEngine({ clock: virtualClock(Date.now()), images: catalogue, runStep: outcomes.guided(runStep) });
  let session: LabSession | undefined;
  const sync = new WorkspaceSync(connection, () => session?.disk, workspacePath);
  const engine = withWorkspace(apiEngine(connection, new Predictor(simulator, outcomes)), sync);
  session = new LabSession({ engine, clock: realClock, workspace });
  return { session, engine, connection };
}
