/** The lab's machine is in no swarm, and has no plugins: the answers of a daemon of which that is true. */
import { EngineError } from "../../engine/api.ts";
import { quote } from "../../engine/go/quote.ts";
import { swarmInitRequest, swarmJoinRequest } from "../bodies/objects.ts";
import { type Call, get, post, type Route, remove } from "../router.ts";
import { readJson } from "../wire/body.ts";
import { json } from "../wire/message.ts";

function notManager(): never {
  throw new EngineError(
    503,
    'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
  );
}

function noCluster(address: string | undefined): never {
  if (!address) throw new EngineError(400, 'invalid ListenAddr "": invalid empty address');
  throw new EngineError(501, "drydock: the lab has one machine: it makes no swarm and joins none");
}

function noPlugin(call: Call): never {
  throw new EngineError(404, `plugin ${quote(call.parameter("name"))} not found`);
}

function noPlugins(): never {
  throw new EngineError(501, "drydock: the lab's engine takes no plugins");
}

const managed = ["nodes", "services", "tasks", "secrets", "configs"].flatMap((kind) => [
  get(`/${kind}`, notManager),
  post(`/${kind}/create`, notManager),
  get(`/${kind}/{id}/logs`, notManager),
  get(`/${kind}/{id}`, notManager),
  post(`/${kind}/{id}/update`, notManager),
  remove(`/${kind}/{id}`, notManager),
]);

export const swarmRoutes: readonly Route[] = [
  post("/swarm/init", async (call) => noCluster((await readJson(call, swarmInitRequest)).ListenAddr)),
  post("/swarm/join", async (call) => noCluster((await readJson(call, swarmJoinRequest)).ListenAddr)),
  post("/swarm/leave", () => {
    throw new EngineError(503, "This node is not part of a swarm");
  }),
  get("/swarm", notManager),
  get("/swarm/unlockkey", notManager),
  post("/swarm/unlock", notManager),
  post("/swarm/update", notManager),
  ...managed,
  get("/plugins", () => json([])),
  get("/plugins/privileges", noPlugins),
  post("/plugins/pull", noPlugins),
  post("/plugins/create", noPlugins),
  get("/plugins/{name}/json", noPlugin),
  post("/plugins/{name}/enable", noPlugin),
  post("/plugins/{name}/disable", noPlugin),
  post("/plugins/{name}/push", noPlugin),
  post("/plugins/{name}/upgrade", noPlugin),
  post("/plugins/{name}/set", noPlugin),
  remove("/plugins/{name}", noPlugin),
];
