/** Routes about images. */
import { hasTag, sessionLabel } from "../policy/names.ts";
import { DaemonError, Refused } from "../policy/refusal.ts";
import { imageShown, listedImageShown } from "./answers.ts";
import { type Call, forward, lines, queryOf, type Reply, type Route, stream } from "./call.ts";
import type { Json } from "./objects.ts";
import type { Session } from "./session.ts";

export const imageRoutes: readonly Route[] = [
  {
    method: "GET",
    pattern: "/images/json",
    handle: async (call) => {
      const { session } = call;
      const filters = encodeURIComponent(JSON.stringify(imageFilters(call)));
      const target = `/images/json?filters=${filters}${queryOf(call, "all", "shared-size").replace(/^\?/, "&")}`;
      return forwardImages(call, target, (all) =>
        all.filter(({ RepoTags, Labels }) => session.sees(RepoTags as string[], Labels as never)),
      );
    },
  },
  { method: "POST", pattern: "/images/create", handle: pull },
  { method: "POST", pattern: "/images/prune", handle: pruneImages },
  {
    method: "GET",
    pattern: "/images/get",
    handle: async (call) => {
      const names = await Promise.all(call.query.getAll("names").map((name) => savedId(call, name)));
      return stream(call, { method: "GET", target: `/images/get?${new URLSearchParams(names.map((name) => ["names", name]))}` });
    },
  },
  {
    method: "GET",
    pattern: "/images/{name}/json",
    handle: async (call) => {
      const { session } = call;
      const target = `/images/${await idOf(call, call.path.name ?? "")}/json`;
      const answer = await session.upstream.json<Json>("GET", target);
      return { status: 200, body: session.names.shown(JSON.stringify(imageShown(answer, session))) };
    },
  },
  {
    method: "GET",
    pattern: "/images/{name}/history",
    handle: async (call) => {
      const { session } = call;
      const rows = await session.upstream.json<Json[]>("GET", `/images/${await idOf(call, call.path.name ?? "")}/history`);
      const shown = rows.map((row) => ({ ...row, Tags: row.Tags === null ? null : session.shownTags(row.Tags as string[]) }));
      return { status: 200, body: session.names.shown(JSON.stringify(shown)) };
    },
  },
  {
    method: "GET",
    pattern: "/images/{name}/get",
    handle: async (call) => stream(call, { method: "GET", target: `/images/${await idOf(call, call.path.name ?? "")}/get` }),
  },
  {
    method: "POST",
    pattern: "/images/{name}/tag",
    handle: async (call) => {
      const { session, query } = call;
      const id = await idOf(call, call.path.name ?? "");
      const real = session.names.realImage(`${query.get("repo") ?? ""}${query.get("tag") ? `:${query.get("tag")}` : ""}`);
      const cut = real.lastIndexOf(":");
      const parameters = new URLSearchParams({ repo: real.slice(0, cut), tag: real.slice(cut + 1) });
      return session.making(async () => {
        await session.room("images");
        return forward(call, { method: "POST", target: `/images/${id}/tag?${parameters}` });
      });
    },
  },
  {
    method: "DELETE",
    pattern: "/images/{name}",
    handle: async (call) => {
      const { session } = call;
      const name = call.path.name ?? "";
      const image = await session.knownImage(name);
      if (!image) throw new DaemonError(404, `No such image: ${hasTag(name) ? name : `${name}:latest`}`);
      if (!image.own) throw new Refused("images", `${name} is an image of this machine that all sessions share: it cannot be removed`);
      const target = `/images/${encodeURI(image.name)}${queryOf(call, "force", "noprune")}`;
      return forward<Json[]>(call, { method: "DELETE", target }, (items) => items);
    },
  },
  { method: "POST", pattern: "/commit", handle: commit },
];

/** An archive of what is not there is told of without a tag. */
async function savedId(call: Call, name: string): Promise<string> {
  const image = await call.session.knownImage(name);
  if (!image) throw new DaemonError(404, `No such image: ${name}`);
  return image.facts.Id;
}

async function idOf({ session }: Call, name: string): Promise<string> {
  const image = await session.knownImage(name);
  if (image) return image.facts.Id;
  throw new DaemonError(404, `No such image: ${hasTag(name) || name.startsWith("sha256:") ? name : `${name}:latest`}`);
}

/** The images that the session sees: names are judged before they are shown without its own before them. */
async function forwardImages(call: Call, target: string, seen: (all: Json[]) => Json[]): Promise<Reply> {
  const { session } = call;
  const all = await session.upstream.json<Json[]>("GET", target);
  const shown = seen(all).map((each) => listedImageShown(each, session));
  return { status: 200, body: JSON.stringify(shown) };
}

function imageFilters(call: Call): Json {
  const given = call.query.get("filters");
  if (!given) return {};
  const filters = JSON.parse(given) as Record<string, string[] | Record<string, boolean>>;
  const { reference } = filters;
  if (!reference) return filters;
  const patterns = Array.isArray(reference) ? reference : Object.keys(reference);
  return { ...filters, reference: [...patterns, ...patterns.map((pattern) => `${call.session.id}/${pattern}`)] };
}

async function pull(call: Call): Promise<Reply> {
  const { session, query } = call;
  const name = query.get("fromImage");
  if (!name) throw new Refused("images", "images cannot be imported: build one, or take one of the list");
  const tag = query.get("tag") ?? "";
  const reference = tag === "" ? name : name + (tag.includes(":") ? `@${tag}` : `:${tag}`);
  session.images.check(reference);
  const target = `/images/create?${new URLSearchParams({ fromImage: name, ...(tag !== "" && { tag }) })}`;
  return lines<Json>(call, { method: "POST", target }, (line) => line);
}

/** What the session made and nothing uses: dangling images, with `dangling=false` all. */
async function pruneImages(call: Call): Promise<Reply> {
  const { session } = call;
  const given = imageFilters(call);
  const label = [...((given.label as string[] | undefined) ?? []), `${sessionLabel}=${session.id}`];
  const filters = encodeURIComponent(JSON.stringify({ ...given, label }));
  return forward<Json>(call, { method: "POST", target: `/images/prune?filters=${filters}` }, (report) => report);
}

async function commit(call: Call): Promise<Reply> {
  const { session, query } = call;
  const id = await session.container(query.get("container") ?? "");
  const repo = query.get("repo") ?? "";
  const real = repo === "" ? "" : session.names.realImage(repo + (query.get("tag") ? `:${query.get("tag")}` : ""));
  const cut = real.lastIndexOf(":");
  const parameters = new URLSearchParams({ container: id, ...(real !== "" && { repo: real.slice(0, cut), tag: real.slice(cut + 1) }) });
  for (const name of ["comment", "author", "pause"]) if (query.has(name)) parameters.set(name, query.get(name) ?? "");
  for (const change of query.getAll("changes")) parameters.append("changes", change);
  for (const [name, value] of Object.entries(session.labels)) parameters.append("changes", `LABEL ${name}=${value}`);
  return session.making(async () => {
    await session.room("images");
    const reply = await forward<{ Id: string }>(call, { method: "POST", target: `/commit?${parameters}` }, (made) => made);
    if (reply.status === 201) await keepOwn(session, (JSON.parse(reply.body as string) as { Id: string }).Id);
    return reply;
  });
}

/**
 * Changes are lines of a Dockerfile: the last of the session's may end in a way that takes our line in. So what has come of them is
 * looked at. Throws `Refused` for an image that is not labelled as the session's, which is removed.
 */
async function keepOwn(session: Session, id: string): Promise<void> {
  const { Config } = await session.upstream.json<{ Config?: { Labels?: Record<string, string> } }>("GET", `/images/${id}/json`);
  if (Object.entries(session.labels).every(([name, value]) => Config?.Labels?.[name] === value)) return;
  await session.upstream.json("DELETE", `/images/${id}?force=1`);
  throw new Refused("labels", "changes may not touch the sandbox's own labels");
}
