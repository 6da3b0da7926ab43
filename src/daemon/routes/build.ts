/** `POST /build`: an archive in, the classic builder's words out, or BuildKit's result. */
import type { ClassicBuildRequest } from "../../engine/api.ts";
import { EngineError } from "../../engine/api.ts";
import { directory, file } from "../../engine/filesystem/build.ts";
import type { DirectoryNode } from "../../engine/filesystem/node.ts";
import { ArchiveError, tarTree } from "../../engine/filesystem/untar.ts";
import { WorkingTree } from "../../engine/filesystem/working-tree.ts";
import { quote } from "../../engine/go/quote.ts";
import { type Call, post, type Route } from "../router.ts";
import { readBytes } from "../wire/body.ts";
import type { Answer, RpcRefusal } from "../wire/message.ts";
import { BuildFailed, messages, type Tell } from "../wire/messages.ts";
import { type Shape, list, map, nullable, string } from "../wire/shape.ts";
import { progressMessage } from "./registry.ts";

export const buildRoutes: readonly Route[] = [
  post("/build", build),
  post("/build/cancel", ({ query }) => {
    if (query.text("id") === "") throw new EngineError(400, "build ID not provided");
    return { status: 204 };
  }),
  post("/session", refuseSession),
  post("/grpc", refuseSession),
];

/** Here BuildKit's clients begin to speak gRPC. */
function refuseSession(call: Call): RpcRefusal {
  if (call.headers.upgrade === undefined) throw new EngineError(call.path === "/grpc" ? 500 : 400, "no upgrade proto in request");
  return { unimplemented: "drydock: the lab's API does not speak BuildKit's protocol; use the classic builder: DOCKER_BUILDKIT=0" };
}

async function build(call: Call): Promise<Answer> {
  const { query } = call;
  const request = requestOf(call);
  const context = await contextOf(call);
  if (query.text("version") === "2") return buildKit(call, { ...request, context });
  const quiet = query.flag("q");
  return messages(async (tell) => {
    let held = "";
    const print = (text: string): void => {
      if (quiet) held += text;
      else tell({ stream: text });
    };
    const { imageId, failure } = await call.engine.classicBuild(
      { ...request, context },
      {
        onOutput: (_, text) => print(text),
        onProgress: (progress) => quiet || tell(progressMessage(progress)),
        onImage: (ID) => quiet || tell({ aux: { ID } }),
        signal: call.signal,
      },
    );
    if (failure) {
      if (held !== "") tell({ stream: held });
      throw new BuildFailed(failure.message, failure.code);
    }
    if (quiet) tell({ stream: `${imageId}\n` });
  });
}

/** BuildKit's build of an archive. Its trace has a form of its own, for clients that speak its protocol: only the result is told. */
function buildKit(call: Call, request: ClassicBuildRequest): Promise<Answer> {
  const { context, dockerfile, tags, target, buildArgs, labels, noCache, pull, platform, extraHosts } = request;
  return messages(async (tell: Tell) => {
    const node = new WorkingTree(context).lookup(`/${dockerfile}`);
    const { imageId, failure } = await call.engine.build(
      {
        context,
        archived: true,
        dockerfile: { name: dockerfile, ...(node?.kind === "file" && { text: new TextDecoder().decode(node.content.bytes) }) },
        ...(tags && { tags }),
        ...(target && { target }),
        ...(buildArgs && { buildArgs }),
        ...(labels && { labels }),
        ...(noCache && { noCache }),
        ...(pull && { pull }),
        ...(platform && { platform }),
        ...(extraHosts && { addHosts: extraHosts }),
      },
      { signal: call.signal },
    );
    if (failure) throw new BuildFailed(failure.message);
    tell({ id: "moby.image.id", aux: { ID: imageId } });
  });
}

/** Throws `EngineError` 400. */
function requestOf({ query }: Call): Omit<ClassicBuildRequest, "context"> {
  const read = <T>(name: string, what: string, shape: Shape<T>): T | undefined => {
    const text = query.text(name);
    if (text === "") return undefined;
    try {
      const value: unknown = JSON.parse(text);
      return value === null ? undefined : shape.read(value, "");
    } catch (error) {
      const why =
        error instanceof EngineError
          ? error.message.replace("invalid JSON: ", "")
          : `invalid character ${quote(text[0] ?? "")} looking for beginning of value`;
      throw new EngineError(400, `error reading ${what}: ${why.replaceAll('"', "'")}`);
    }
  };
  const buildArgs = read("buildargs", "build args", map(nullable(string)));
  const labels = read("labels", "labels", map(string));
  // An argument without a value is one the client does not know either.
  const given = Object.entries(buildArgs ?? {}).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  const memory = query.number("memory");
  const shmSize = query.number("shmsize");
  read("cachefrom", "cache-from", list(string));
  return {
    dockerfile: query.text("dockerfile") || "Dockerfile",
    tags: query.list("t").filter((tag) => tag !== ""),
    target: query.text("target"),
    buildArgs: Object.fromEntries(given),
    labels: labels ?? {},
    noCache: query.flag("nocache"),
    pull: query.flag("pull"),
    remove: query.flag("rm", true),
    forceRemove: query.flag("forcerm"),
    networkMode: query.text("networkmode"),
    extraHosts: query
      .list("extrahosts")
      .flatMap((hosts) => hosts.split(","))
      .filter((host) => host !== ""),
    platform: query.text("platform"),
    ...(memory && { memory }),
    ...(shmSize && { shmSize }),
  };
}

/** The archive's files. Throws `EngineError` for one that cannot be read, and for an address. */
async function contextOf({ query, body }: Call): Promise<DirectoryNode> {
  const remote = query.text("remote");
  // The client's word for a Dockerfile that came alone.
  if (remote !== "" && remote !== "client-session")
    throw new EngineError(501, `drydock: the lab has no internet: it cannot fetch the build context ${remote}; send it as an archive`);
  const bytes = await readBytes(body);
  if (bytes.length === 0) return directory({ Dockerfile: file("") });
  try {
    return tarTree(bytes);
  } catch (error) {
    if (error instanceof ArchiveError) throw new EngineError(500, error.message);
    throw error;
  }
}
