/** Containers: their life and what they look like. */
import type { ContainerConfig, ContainerCreateRequest, StopOptions, UpdateRequest, WaitCondition } from "../../engine/api.ts";
import { EngineError } from "../../engine/api.ts";
import { quote } from "../../engine/go/quote.ts";
import { createRequest, updateRequest } from "../bodies/container.ts";
import { type Call, get, post, type Route, remove } from "../router.ts";
import { readJson } from "../wire/body.ts";
import { type Answer, done, json, unchanged } from "../wire/message.ts";
import type { Query } from "../wire/query.ts";

export const containerRoutes: readonly Route[] = [
  get("/containers/json", async ({ engine, query }) =>
    json(
      await engine.containerList({
        all: query.flag("all"),
        size: query.flag("size"),
        limit: query.number("limit", 500) ?? 0,
        filters: query.filters(),
      }),
    ),
  ),
  post("/containers/create", create),
  post("/containers/prune", async ({ engine, query }) => json(await engine.containerPrune(query.filters()))),
  get("/containers/{name}/json", async (call) =>
    json(await call.engine.containerInspect(call.parameter("name"), { size: call.query.flag("size") })),
  ),
  get("/containers/{name}/top", async (call) =>
    json(await call.engine.containerTop(call.parameter("name"), call.query.text("ps_args") || undefined)),
  ),
  get("/containers/{name}/changes", async (call) => json(await call.engine.containerChanges(call.parameter("name")))),
  post("/containers/{name}/start", async (call) => ((await call.engine.containerStart(call.parameter("name"))) ? done : unchanged)),
  post("/containers/{name}/stop", async (call) =>
    (await call.engine.containerStop(call.parameter("name"), stopOptions(call.query))) ? done : unchanged,
  ),
  post(
    "/containers/{name}/restart",
    finished((call, name) => call.engine.containerRestart(name, stopOptions(call.query))),
  ),
  post(
    "/containers/{name}/kill",
    finished((call, name) => call.engine.containerKill(name, call.query.text("signal") || undefined)),
  ),
  post(
    "/containers/{name}/pause",
    finished((call, name) => call.engine.containerPause(name)),
  ),
  post(
    "/containers/{name}/unpause",
    finished((call, name) => call.engine.containerUnpause(name)),
  ),
  post(
    "/containers/{name}/rename",
    finished((call, name) => {
      const wanted = call.query.text("name");
      if (wanted === "") throw new EngineError(400, "Neither old nor new names may be empty");
      return call.engine.containerRename(name, wanted);
    }),
  ),
  post("/containers/{name}/update", async (call) =>
    json(await call.engine.containerUpdate(call.parameter("name"), (await readJson(call, updateRequest)) as UpdateRequest)),
  ),
  post("/containers/{name}/wait", wait),
  remove(
    "/containers/{name}",
    finished((call, name) =>
      call.engine.containerRemove(name, { force: call.query.flag("force"), volumes: call.query.flag("v"), link: call.query.flag("link") }),
    ),
  ),
];

function finished(work: (call: Call, name: string) => Promise<void>): (call: Call) => Promise<Answer> {
  return async (call) => {
    await work(call, call.parameter("name"));
    return done;
  };
}

/** Throws `EngineError` for a number of seconds that is none. */
function stopOptions(query: Query): StopOptions {
  const timeout = query.number("t", 500);
  const signal = query.text("signal");
  return { ...(signal !== "" && { signal }), ...(timeout !== undefined && { timeout }) };
}

async function create(call: Call): Promise<Answer> {
  const { HostConfig, NetworkingConfig, ...config } = await readJson(call, createRequest);
  if (Object.keys(config).length === 0) throw new EngineError(400, "config cannot be empty in order to create a container");
  const name = call.query.text("name");
  const platform = call.query.text("platform");
  const request = {
    ...(name !== "" && { name }),
    ...(platform !== "" && { platform }),
    Config: config as ContainerConfig,
    ...(HostConfig && { HostConfig }),
    ...(NetworkingConfig && { NetworkingConfig }),
  } as ContainerCreateRequest;
  return json(await call.engine.containerCreate(request), 201);
}

const conditions: readonly string[] = ["not-running", "next-exit", "removed"] satisfies WaitCondition[];

/** The headers are sent before anything has ended, so that a client knows that we wait before it starts the container. */
async function wait(call: Call): Promise<Answer> {
  const condition = call.query.text("condition") || "not-running";
  if (!conditions.includes(condition)) throw new EngineError(400, `invalid condition: ${quote(condition)}`);
  const name = call.parameter("name");
  await call.engine.containerInspect(name);
  const ended = call.engine.containerWait(name, condition as WaitCondition, call.signal);
  ended.catch(() => {});
  async function* body(): AsyncGenerator<Uint8Array> {
    yield json(await ended).body as Uint8Array;
  }
  return { status: 200, headers: { "content-type": "application/json" }, body: body() };
}
