import type { VolumeCreateRequest } from "../../engine/api.ts";
import { EngineError } from "../../engine/api.ts";
import { volumeCreateRequest } from "../bodies/objects.ts";
import { get, post, put, type Route, remove } from "../router.ts";
import { readOptionalJson } from "../wire/body.ts";
import { done, json } from "../wire/message.ts";

export const volumeRoutes: readonly Route[] = [
  get("/volumes", async ({ engine, query }) => json(await engine.volumeList(query.filters()))),
  post("/volumes/create", async (call) => {
    const request = ((await readOptionalJson(call, volumeCreateRequest)) ?? {}) as VolumeCreateRequest;
    return json(await call.engine.volumeCreate(request), 201);
  }),
  post("/volumes/prune", async ({ engine, query, version }) => {
    const filters = query.filters();
    // Before 1.42 a prune took volumes with names too.
    const asked = version < 42 && !("all" in filters) ? { ...filters, all: ["true"] } : filters;
    const { VolumesDeleted, SpaceReclaimed } = await engine.volumePrune(asked);
    return json({ VolumesDeleted: VolumesDeleted ?? [], SpaceReclaimed });
  }),
  get("/volumes/{name}", async (call) => json(await call.engine.volumeInspect(call.parameter("name")))),
  put("/volumes/{name}", async (call) => {
    await call.engine.volumeInspect(call.parameter("name"));
    throw new EngineError(503, "this operation requires the node to be a swarm manager, or a cluster volume");
  }),
  remove("/volumes/{name}", async (call) => {
    await call.engine.volumeRemove(call.parameter("name"), { force: call.query.flag("force") });
    return done;
  }),
];
