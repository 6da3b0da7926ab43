/** What goes to and comes from registries. */
import type { AuthConfig, TransferOptions, TransferProgress } from "../../engine/api.ts";
import { EngineError } from "../../engine/api.ts";
import { fromBase64 } from "../../engine/base64.ts";
import { authConfig } from "../bodies/objects.ts";
import { type Call, get, post, type Route } from "../router.ts";
import { readJson } from "../wire/body.ts";
import { type Answer, json } from "../wire/message.ts";
import { messages, type Tell } from "../wire/messages.ts";
import { importImage } from "./image-archives.ts";

export const registryRoutes: readonly Route[] = [
  post("/images/create", (call) => (call.query.text("fromSrc") === "" ? pull(call) : importImage(call))),
  get("/images/search", async ({ engine, query }) => {
    const limit = query.number("limit", 400);
    const filters = query.filters();
    return json(await engine.imageSearch(query.text("term"), { ...(limit !== undefined && limit !== 0 && { limit }), filters }));
  }),
  post("/images/{name}/push", push),
  get("/distribution/{name}/json", async (call) => {
    const { Descriptor, Platforms } = await call.engine.distributionInspect(call.parameter("name"), credentials(call));
    return json({ Descriptor, Platforms });
  }),
  post("/auth", async (call) => {
    const { Status, IdentityToken } = await call.engine.registryLogin((await readJson(call, authConfig)) as AuthConfig);
    return json({ Status, IdentityToken });
  }),
];

function pull(call: Call): Promise<Answer> {
  const { query, engine, signal } = call;
  const name = query.text("fromImage");
  const tag = query.text("tag");
  const platform = query.text("platform");
  // A tag that is a digest is joined with another sign.
  const reference = tag === "" ? name : `${name}${tag.startsWith("sha256:") ? "@" : ":"}${tag}`;
  const whole = /[:@][^/]*$/.test(reference);
  return messages((tell) =>
    engine.imagePull(reference, {
      ...credentials(call),
      // A name alone stands for all of its tags here; the client adds `latest` itself.
      ...(!whole && { allTags: true }),
      ...(platform !== "" && { platform }),
      signal,
      onProgress: (progress) => tell(progressMessage(progress)),
    }),
  );
}

function push(call: Call): Promise<Answer> {
  const name = call.parameter("name");
  const tag = call.query.text("tag");
  return messages((tell: Tell) =>
    call.engine.imagePush(tag === "" ? name : `${name}:${tag}`, {
      ...credentials(call),
      signal: call.signal,
      onProgress: (progress) => tell(progressMessage(progress)),
    }),
  );
}

/** Every state of a layer has a place for its figures, filled or not. */
export function progressMessage({ id, status, live, current, total }: TransferProgress): object {
  const detail = current === undefined ? {} : { current, ...(total !== undefined && { total }) };
  return { status, ...((live || current !== undefined) && { progressDetail: detail }), ...(id !== undefined && { id }) };
}

/** Who asks, as JSON in base64 in a header. Throws `EngineError` 400. */
function credentials({ headers }: Call): Pick<TransferOptions, "auth"> {
  const header = headers["x-registry-auth"];
  if (header === undefined || header === "") return {};
  try {
    const bytes = fromBase64(header.replaceAll("-", "+").replaceAll("_", "/"));
    const auth = authConfig.read(JSON.parse(new TextDecoder().decode(bytes)) ?? {}, "");
    return auth.username ? { auth: auth as AuthConfig } : {};
  } catch (error) {
    throw new EngineError(400, `invalid X-Registry-Auth header: ${(error as Error).message}`);
  }
}
