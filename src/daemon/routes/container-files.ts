/** Files in and out of containers. */
import type { ArchiveStat } from "../../engine/api.ts";
import { EngineError } from "../../engine/api.ts";
import { toBase64 } from "../../engine/base64.ts";
import { containerConfig } from "../bodies/container.ts";
import { type Call, get, head, post, put, type Route } from "../router.ts";
import { readBytes, readOptionalJson } from "../wire/body.ts";
import { type Answer, json } from "../wire/message.ts";

export const containerFileRoutes: readonly Route[] = [
  head("/containers/{name}/archive", async (call) => ({
    status: 200,
    headers: statHeader(await call.engine.containerArchiveStat(call.parameter("name"), pathOf(call))),
  })),
  get("/containers/{name}/archive", async (call) => {
    const { stat, archive } = await call.engine.containerArchiveGet(call.parameter("name"), pathOf(call));
    return tar(archive, statHeader(stat));
  }),
  put("/containers/{name}/archive", async (call) => {
    const options = { noOverwriteDirNonDir: call.query.flag("noOverwriteDirNonDir"), copyUIDGID: call.query.flag("copyUIDGID") };
    await call.engine.containerArchivePut(call.parameter("name"), pathOf(call), await readBytes(call.body), options);
    return { status: 200 };
  }),
  get("/containers/{name}/export", async (call) => tar(await call.engine.containerExport(call.parameter("name")))),
  post("/commit", commit),
];

function pathOf({ query }: Call): string {
  const path = query.text("path");
  // The daemon's own words, its missing blank included.
  if (path === "") throw new EngineError(400, "bad parameter: pathcannot be empty");
  return path;
}

export function tar(body: Uint8Array, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, headers: { "content-type": "application/x-tar", ...headers }, body };
}

function statHeader(stat: ArchiveStat): Record<string, string> {
  return { "x-docker-container-path-stat": toBase64(JSON.stringify(stat)) };
}

async function commit(call: Call): Promise<Answer> {
  const { query, engine } = call;
  const config = await readOptionalJson(call, containerConfig);
  const text = (name: string): Record<string, string> => (query.text(name) === "" ? {} : { [name]: query.text(name) });
  const committed = await engine.containerCommit(query.text("container"), {
    ...text("repo"),
    ...text("tag"),
    ...text("comment"),
    ...text("author"),
    pause: query.flag("pause", true),
    changes: query.list("changes").filter((change) => change !== ""),
    ...(config && { config: config as object }),
  });
  return json(committed, 201);
}
