/** Images as archives: `docker save`, `load`, `import`. */
import type { LoadedImage } from "../../engine/api.ts";
import { EngineError } from "../../engine/api.ts";
import { type Call, get, post, type Route } from "../router.ts";
import { readBytes } from "../wire/body.ts";
import type { Answer } from "../wire/message.ts";
import { messages } from "../wire/messages.ts";
import { tar } from "./container-files.ts";

export const imageArchiveRoutes: readonly Route[] = [
  get("/images/get", async ({ engine, query }) => {
    // One list in one parameter, or a parameter for each.
    const names = query
      .list("names")
      .flatMap((name) => name.split(","))
      .filter((name) => name !== "");
    return tar(await engine.imageSave(names));
  }),
  get("/images/{name}/get", async (call) => tar(await call.engine.imageSave([call.parameter("name")]))),
  post("/images/load", load),
];

/** The status is sent before the archive is looked at. */
function load(call: Call): Promise<Answer> {
  return messages(
    async (tell) => {
      const loaded = await call.engine.imageLoad(await readBytes(call.body));
      for (const image of loaded) tell({ stream: `${sentenceOf(image)}\n` });
    },
    { promised: true },
  );
}

function sentenceOf({ reference, id }: LoadedImage): string {
  return reference === undefined ? `Loaded image ID: ${id}` : `Loaded image: ${reference}`;
}

/** `POST /images/create?fromSrc=-`. */
export function importImage(call: Call): Promise<Answer> {
  const { query, engine, body } = call;
  const source = query.text("fromSrc");
  if (source !== "-")
    throw new EngineError(501, `drydock: the lab has no internet: it cannot import ${source}; send the archive itself (fromSrc=-)`);
  const repository = query.text("repo");
  const tag = query.text("tag");
  return messages(async (tell) => {
    const id = await engine.imageImport(await readBytes(body), {
      ...(repository !== "" && { reference: tag === "" ? repository : `${repository}:${tag}` }),
      ...(query.text("message") !== "" && { message: query.text("message") }),
      ...(query.text("platform") !== "" && { platform: query.text("platform") }),
      changes: query.list("changes").filter((change) => change !== ""),
    });
    tell({ status: id });
  });
}
