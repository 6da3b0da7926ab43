/** The daemon itself: what it is, what it takes up, what happens in it. */
import { EngineError } from "../../engine/api.ts";
import { type Call, get, head, type Route } from "../router.ts";
import { type Answer, json, jsonLine } from "../wire/message.ts";
import { parseMoment } from "../wire/query.ts";

const encoder = new TextEncoder();

/** What every daemon on Linux names. Clients without BuildKit's plug-in take the classic builder whatever stands here. */
const builderVersion = "2";

const pingHeaders = {
  "builder-version": builderVersion,
  "cache-control": "no-cache, no-store, must-revalidate",
  "content-type": "text/plain; charset=utf-8",
  pragma: "no-cache",
  swarm: "inactive",
};

export const systemRoutes: readonly Route[] = [
  get("/_ping", () => ({ status: 200, headers: pingHeaders, body: encoder.encode("OK") })),
  head("/_ping", () => ({ status: 200, headers: pingHeaders })),
  get("/version", async ({ engine }) => json(await engine.version())),
  get("/info", async ({ engine }) => json(await engine.info())),
  get("/system/df", diskUsage),
  get("/events", events),
];

const kinds = ["container", "image", "volume", "build-cache"];

async function diskUsage({ engine, query }: Call): Promise<Answer> {
  const asked = query.list("type");
  for (const kind of asked) if (!kinds.includes(kind)) throw new EngineError(400, `unknown object type: ${kind}`);
  const wants = (kind: string): boolean => asked.length === 0 || asked.includes(kind);
  const { LayersSize, Images, Containers, Volumes, BuildCache } = await engine.systemDf();
  const moment = (ms: number): string => new Date(ms).toISOString();
  return json({
    LayersSize: wants("image") ? LayersSize : 0,
    Images: wants("image") ? Images : null,
    Containers: wants("container") ? Containers : null,
    Volumes: wants("volume") ? Volumes : null,
    BuildCache: wants("build-cache")
      ? BuildCache.map((record) => ({ ...record, CreatedAt: moment(record.CreatedAt), LastUsedAt: moment(record.LastUsedAt) }))
      : null,
    BuilderSize: 0,
  });
}

async function events({ engine, query, signal }: Call): Promise<Answer> {
  const moment = (name: string): number | undefined => {
    try {
      return parseMoment(query.text(name));
    } catch (error) {
      throw new EngineError(500, (error as Error).message);
    }
  };
  const [since, until] = [moment("since"), moment("until")];
  const happening = await engine.events({
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    filters: query.filters(),
    signal,
  });
  async function* body(): AsyncGenerator<Uint8Array> {
    for await (const event of happening) yield jsonLine(event);
  }
  return { status: 200, headers: { "content-type": "application/json" }, body: body() };
}
