/** Images: what there is, what it is made of, names, removal. */
import type { ImageInspect, ImageSummary, PruneReport } from "../../engine/api.ts";
import { EngineError } from "../../engine/api.ts";
import { type Call, get, post, type Route, remove } from "../router.ts";
import { type Answer, json } from "../wire/message.ts";

export const imageRoutes: readonly Route[] = [
  get("/images/json", list),
  post("/images/prune", async ({ engine, query }) => {
    const filters = query.filters() as Record<string, string[]>;
    return json(pruned(await engine.imagePrune({ filters })));
  }),
  get("/images/{name}/json", async (call) => json(shown(await call.engine.imageInspect(call.parameter("name")), call.version))),
  get("/images/{name}/history", async (call) => json(await call.engine.imageHistory(call.parameter("name")))),
  post("/images/{name}/tag", tag),
  remove("/images/{name}", async (call) => {
    const { query } = call;
    return json(await call.engine.imageRemove(call.parameter("name"), { force: query.flag("force"), noPrune: query.flag("noprune") }));
  }),
  post("/build/prune", async ({ engine, query }) => {
    const filters = query.filters() as Record<string, string[]>;
    // Three names for one limit, of three generations of clients.
    const keep = query.number("reserved-space") ?? query.number("keep-storage");
    const report = await engine.buildPrune({ all: query.flag("all"), filters, ...(keep !== undefined && { keepStorage: keep }) });
    return json({ CachesDeleted: report.caches ?? [], SpaceReclaimed: report.spaceReclaimed });
  }),
];

async function list({ engine, query, version }: Call): Promise<Answer> {
  const filters = query.filters() as Record<string, string[]>;
  // What older clients wrote instead of a filter.
  const asked = version < 41 && query.has("filter") ? { ...filters, reference: [query.text("filter")] } : filters;
  const images = await engine.imageList({ all: query.flag("all"), filters: asked });
  const shared = query.flag("shared-size")
    ? new Map((await engine.systemDf()).Images.map(({ Id, SharedSize }) => [Id, SharedSize]))
    : undefined;
  return json(images.map((image) => ({ ...withVirtualSize(image, version), SharedSize: shared?.get(image.Id) ?? -1 })));
}

/** Until 1.43 the size stood there twice. */
function withVirtualSize<T extends ImageSummary | ImageInspect>(image: T, version: number): T & { readonly VirtualSize?: number } {
  return version < 44 ? { ...image, VirtualSize: image.Size } : image;
}

function shown(image: ImageInspect, version: number): object {
  if (version >= 45) return image;
  return { ...withVirtualSize(image, version), Container: "", ContainerConfig: null };
}

function pruned({ deleted, spaceReclaimed }: PruneReport): object {
  return { ImagesDeleted: deleted.length > 0 ? deleted : null, SpaceReclaimed: spaceReclaimed };
}

async function tag(call: Call): Promise<Answer> {
  const repository = call.query.text("repo");
  const name = call.query.text("tag");
  if (repository === "") throw new EngineError(400, "invalid reference format");
  await call.engine.imageTag(call.parameter("name"), name === "" ? repository : `${repository}:${name}`);
  return { status: 201 };
}
