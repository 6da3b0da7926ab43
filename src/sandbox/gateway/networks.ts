/** Routes about networks. */
import { objectOf } from "../policy/fields.ts";
import { endpointOf, networkOf } from "../policy/network.ts";
import { DaemonError, Refused } from "../policy/refusal.ts";
import { networkShown } from "./answers.ts";
import { forward, queryOf, type Route } from "./call.ts";
import { filtersOf } from "./filters.ts";
import type { Json, NetworkFacts } from "./objects.ts";
import type { Session } from "./session.ts";

export const networkRoutes: readonly Route[] = [
  {
    method: "GET",
    pattern: "/networks",
    handle: async (call) => {
      const { session } = call;
      await session.bridge();
      const filters = await filtersOf(call);
      const own = await session.upstream.json<Json[]>("GET", `/networks?filters=${session.filters(filters)}`);
      // `host` and `none` are every engine's; that they are there is all there is to know.
      const common = Object.keys(filters).length === 0 ? await session.upstream.json<NetworkFacts[]>("GET", "/networks") : [];
      const shared = common.filter(({ Name }) => Name === "host" || Name === "none");
      const shown = [...own, ...shared].map((each) => networkShown(each as unknown as Json, session));
      return { status: 200, body: session.names.shown(JSON.stringify(shown)) };
    },
  },
  {
    method: "POST",
    pattern: "/networks/create",
    handle: async (call) => {
      const { session } = call;
      const json = networkOf(call.json, session);
      return session.making(async () => {
        await session.room("networks");
        return forward(call, { method: "POST", target: "/networks/create", json });
      });
    },
  },
  {
    method: "POST",
    pattern: "/networks/prune",
    handle: async (call) => {
      // The session's own default network stays, as Docker's does.
      const bridge = await call.session.bridge();
      const filters = await filtersOf(call);
      const unused = await call.session.upstream.json<NetworkFacts[]>(
        "GET",
        `/networks?filters=${call.session.filters({ ...filters, dangling: ["true"] })}`,
      );
      const gone: string[] = [];
      for (const { Id, Name } of unused) {
        if (Name === bridge) continue;
        await call.session.upstream.json("DELETE", `/networks/${Id}`);
        gone.push(call.session.names.shown(Name));
      }
      return { status: 200, body: JSON.stringify({ NetworksDeleted: gone.length === 0 ? null : gone }) };
    },
  },
  {
    method: "GET",
    pattern: "/networks/{id}",
    handle: async (call) => {
      const { session } = call;
      const name = call.path.id ?? "";
      const id = name === "host" ? name : await known(session, name);
      const target = `/networks/${id}${queryOf(call, "verbose")}`;
      return forward<Json>(call, { method: "GET", target }, (facts) => networkShown(facts, session));
    },
  },
  {
    method: "DELETE",
    pattern: "/networks/{id}",
    handle: async (call) => {
      const name = call.path.id ?? "";
      if (["bridge", "host", "none"].includes(name)) throw new DaemonError(403, `${name} is a pre-defined network and cannot be removed`);
      return forward(call, { method: "DELETE", target: `/networks/${await call.session.network(name)}` });
    },
  },
  {
    method: "POST",
    pattern: "/networks/{id}/connect",
    handle: async (call) => {
      const { session } = call;
      const { Container, EndpointConfig } = objectOf(call.json, "the body");
      const name = call.path.id ?? "";
      if (name === "host") throw new Refused("host-namespaces", "the machine's own network cannot be joined");
      const facts = await session.containerFacts(String(Container ?? ""));
      const own = facts.Name.replace(`/${session.names.prefix}`, "").replace(/^\//, "");
      const id = await known(session, name);
      const endpoint = await endpointOf(EndpointConfig, session);
      const aliases = name === "none" || name === "bridge" ? {} : { Aliases: [...((endpoint.Aliases as string[] | undefined) ?? []), own] };
      const json = { Container: facts.Id, EndpointConfig: { ...endpoint, ...aliases } };
      return forward(call, { method: "POST", target: `/networks/${id}/connect`, json });
    },
  },
  {
    method: "POST",
    pattern: "/networks/{id}/disconnect",
    handle: async (call) => {
      const { session } = call;
      const { Container, Force } = objectOf(call.json, "the body");
      const name = call.path.id ?? "";
      const id = await known(session, name);
      const json = { Container: await session.container(String(Container ?? "")), Force: Force === true };
      return forward(call, { method: "POST", target: `/networks/${id}/disconnect`, json });
    },
  },
];

/** The engine's name of a network of the session's; "none" is everybody's. */
async function known(session: Session, name: string): Promise<string> {
  return name === "none" ? name : session.network(name);
}
