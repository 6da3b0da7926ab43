import type { EndpointSettings, NetworkCreateRequest, NetworkInspect } from "../../engine/api.ts";
import { EngineError } from "../../engine/api.ts";
import { quote } from "../../engine/go/quote.ts";
import { networkConnectRequest, networkCreateRequest, networkDisconnectRequest } from "../bodies/objects.ts";
import { type Call, get, post, type Route, remove } from "../router.ts";
import { readJson } from "../wire/body.ts";
import { done, json } from "../wire/message.ts";

export const networkRoutes: readonly Route[] = [
  get("/networks", list),
  get("/networks/", list),
  post("/networks/create", async (call) => {
    const request = (await readJson(call, networkCreateRequest)) as NetworkCreateRequest;
    if ((request.Name ?? "") === "") throw new EngineError(400, "invalid name: name is empty");
    return json(await call.engine.networkCreate(request), 201);
  }),
  post("/networks/prune", async ({ engine, query }) => json(await engine.networkPrune(query.filters()))),
  post("/networks/{network}/connect", async (call) => {
    const { Container, EndpointConfig } = await readJson(call, networkConnectRequest);
    await call.engine.networkConnect(call.parameter("network"), named(Container), EndpointConfig as EndpointSettings | undefined);
    return { status: 200 };
  }),
  post("/networks/{network}/disconnect", async (call) => {
    const { Container, Force } = await readJson(call, networkDisconnectRequest);
    await call.engine.networkDisconnect(call.parameter("network"), named(Container), { force: Force ?? false });
    return { status: 200 };
  }),
  get("/networks/{network}", inspect),
  remove("/networks/{network}", async (call) => {
    await call.engine.networkRemove(call.parameter("network"));
    return done;
  }),
];

function named(container: string | undefined): string {
  if (container === undefined || container === "") throw new EngineError(400, 'invalid name or ID supplied: ""');
  return container;
}

async function list({ engine, query }: Call): Promise<ReturnType<typeof json>> {
  return json(await engine.networkList(query.filters()));
}

async function inspect(call: Call): Promise<ReturnType<typeof json>> {
  const name = call.parameter("network");
  const scope = call.query.text("scope");
  const network: NetworkInspect = await call.engine.networkInspect(name);
  if (scope !== "" && scope !== network.Scope) throw new EngineError(404, `network ${name} not found`);
  const verbose = call.query.text("verbose");
  if (verbose !== "" && !/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(verbose))
    throw new EngineError(400, `invalid value for verbose: ${verbose}: strconv.ParseBool: parsing ${quote(verbose)}: invalid syntax`);
  return json(network);
}
