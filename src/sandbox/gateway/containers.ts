/** Routes about containers and commands in them. */
import { Readable } from "node:stream";
import { containerOf } from "../policy/container.ts";
import { resourcesOf } from "../policy/host-config.ts";
import { DaemonError } from "../policy/refusal.ts";
import { execOf, execStartOf } from "../policy/small-bodies.ts";
import { askedOf, containerShown, listedContainerShown } from "./answers.ts";
import { type Call, forward, lines, queryOf, type Reply, type Route, stream } from "./call.ts";
import { filtersOf } from "./filters.ts";
import type { Json } from "./objects.ts";
import { portHolder } from "./ports.ts";

/** A request about one container that goes on as it is, with these parameters of its query; its answer is passed on whole, or as it comes. */
function about(pass: typeof forward | typeof stream, method: string, action: string, ...parameters: readonly string[]): Route {
  return {
    method,
    pattern: `/containers/{id}${action}`,
    handle: async (call) => {
      const id = await call.session.container(call.path.id ?? "");
      const target = `/containers/${id}${action}${queryOf(call, ...parameters)}`;
      return pass(call, { method, target, upgrade: pass === stream && call.upgrade });
    },
  };
}

const logParameters = ["stdout", "stderr", "follow", "timestamps", "details", "since", "until", "tail"];

export const containerRoutes: readonly Route[] = [
  { method: "GET", pattern: "/containers/json", handle: list },
  { method: "POST", pattern: "/containers/create", handle: create },
  { method: "POST", pattern: "/containers/prune", handle: prune },
  {
    method: "GET",
    pattern: "/containers/{id}/json",
    handle: async (call) => {
      const id = await call.session.container(call.path.id ?? "");
      const target = `/containers/${id}/json${queryOf(call, "size")}`;
      return forward<Json>(call, { method: "GET", target }, (facts) => containerShown(facts, call.session));
    },
  },
  about(forward, "GET", "/top", "ps_args"),
  about(forward, "GET", "/changes"),
  { method: "POST", pattern: "/containers/{id}/start", handle: start },
  about(forward, "POST", "/stop", "t", "signal"),
  about(forward, "POST", "/restart", "t", "signal"),
  about(forward, "POST", "/kill", "signal"),
  about(forward, "POST", "/pause"),
  about(forward, "POST", "/unpause"),
  about(forward, "POST", "/resize", "h", "w"),
  about(forward, "DELETE", "", "v", "force", "link"),
  about(stream, "POST", "/wait", "condition"),
  about(stream, "GET", "/logs", ...logParameters),
  about(stream, "GET", "/export"),
  about(stream, "GET", "/archive", "path"),
  about(stream, "HEAD", "/archive", "path"),
  about(stream, "POST", "/attach", "stream", "stdin", "stdout", "stderr", "logs", "detachKeys"),
  {
    method: "GET",
    pattern: "/containers/{id}/stats",
    handle: async (call) => {
      const id = await call.session.container(call.path.id ?? "");
      const target = `/containers/${id}/stats${queryOf(call, "stream", "one-shot")}`;
      return lines<Json>(call, { method: "GET", target }, (reading) => reading);
    },
  },
  {
    method: "PUT",
    pattern: "/containers/{id}/archive",
    handle: async (call) => {
      const id = await call.session.container(call.path.id ?? "");
      const target = `/containers/${id}/archive${queryOf(call, "path", "noOverwriteDirNonDir", "copyUIDGID")}`;
      return forward(call, { method: "PUT", target, stream: Readable.from(call.body) });
    },
  },
  {
    method: "POST",
    pattern: "/containers/{id}/rename",
    handle: async (call) => {
      const id = await call.session.container(call.path.id ?? "");
      const name = call.query.get("name") ?? "";
      checkName(name);
      return forward(call, {
        method: "POST",
        target: `/containers/${id}/rename?name=${encodeURIComponent(call.session.names.real(name))}`,
      });
    },
  },
  {
    method: "POST",
    pattern: "/containers/{id}/update",
    handle: async (call) => {
      const { session } = call;
      const id = await session.container(call.path.id ?? "");
      const { HostConfig } = await session.upstream.json<{ HostConfig: Json }>("GET", `/containers/${id}/json`);
      const json = resourcesOf(call.json, HostConfig, session);
      session.updates.set(id, { ...session.updates.get(id), ...json });
      return forward(call, { method: "POST", target: `/containers/${id}/update`, json });
    },
  },
  {
    method: "POST",
    pattern: "/containers/{id}/exec",
    handle: async (call) => {
      const { session } = call;
      const id = await session.container(call.path.id ?? "");
      const json = execOf(call.json);
      return forward<{ Id: string }>(call, { method: "POST", target: `/containers/${id}/exec`, json }, (made) => {
        session.execs.set(made.Id, id);
        return made;
      });
    },
  },
  {
    method: "POST",
    pattern: "/exec/{id}/start",
    handle: async (call) => {
      const json = execStartOf(call.json);
      return stream(call, { method: "POST", target: `/exec/${execId(call)}/start`, json, upgrade: call.upgrade });
    },
  },
  {
    method: "POST",
    pattern: "/exec/{id}/resize",
    handle: async (call) => forward(call, { method: "POST", target: `/exec/${execId(call)}/resize${queryOf(call, "h", "w")}` }),
  },
  {
    method: "GET",
    pattern: "/exec/{id}/json",
    handle: async (call) => forward<Json>(call, { method: "GET", target: `/exec/${execId(call)}/json` }, (facts) => facts),
  },
];

async function list(call: Call): Promise<Reply> {
  const { session } = call;
  const filters = session.filters(await filtersOf(call));
  const parameters = queryOf(call, "all", "limit", "size").replace(/^\?/, "&");
  const target = `/containers/json?filters=${filters}${parameters}`;
  return forward<Json[]>(call, { method: "GET", target }, (all) => all.map((each) => listedContainerShown(each, session)));
}

async function create(call: Call): Promise<Reply> {
  const { session } = call;
  const name = (call.query.get("name") ?? "").replace(/^\//, "");
  checkName(name);
  const body = call.json;
  return session.making(async () => {
    await session.room("containers");
    const json = await containerOf(name, body, session);
    const query = new URLSearchParams({ ...(name !== "" && { name: session.names.real(name) }) });
    const platform = call.query.get("platform");
    if (platform) query.set("platform", platform);
    return forward<Json>(call, { method: "POST", target: `/containers/create?${query}`, json }, (made) => ({
      ...made,
      // About limits that the learner did not ask for.
      Warnings: ((made.Warnings as string[] | null) ?? []).filter((warning) => !/swap|oom/i.test(warning)),
    }));
  });
}

/** The engine would judge the name with the session's before it, and begin with a dash. */
function checkName(name: string): void {
  if (name !== "" && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name))
    throw new DaemonError(400, `Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
}

async function start(call: Call): Promise<Reply> {
  const { session } = call;
  const facts = await session.containerFacts(call.path.id ?? "");
  if (!facts.State.Running) {
    const wanted = askedOf(facts.Config.Labels).HostConfig?.PortBindings ?? {};
    for (const { HostIp, HostPort } of Object.values(wanted).flatMap((bindings) => bindings ?? [])) {
      if (HostPort === "" || !(await portHolder(session, HostPort))) continue;
      const name = facts.Name.replace(`/${session.names.prefix}`, "");
      throw new DaemonError(
        500,
        `failed to set up container networking: driver failed programming external connectivity on endpoint ${name} (${facts.Id}): Bind for ${HostIp || "0.0.0.0"}:${HostPort} failed: port is already allocated`,
      );
    }
  }
  return forward(call, { method: "POST", target: `/containers/${facts.Id}/start${queryOf(call, "detachKeys")}` });
}

async function prune(call: Call): Promise<Reply> {
  const filters = call.session.filters(await filtersOf(call));
  return forward<Json>(call, { method: "POST", target: `/containers/prune?filters=${filters}` }, (report) => report);
}

/** Throws `DaemonError` for a command that the session did not begin. */
function execId({ session, path: { id = "" } }: Call): string {
  if (session.execs.has(id)) return id;
  throw new DaemonError(404, `No such exec instance: ${id}`);
}
