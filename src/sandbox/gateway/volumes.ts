/** Routes about volumes. */
import { objectOf } from "../policy/fields.ts";
import { volumeOf } from "../policy/small-bodies.ts";
import { volumeShown } from "./answers.ts";
import { forward, queryOf, type Route } from "./call.ts";
import { filtersOf } from "./filters.ts";
import type { Json } from "./objects.ts";

export const volumeRoutes: readonly Route[] = [
  {
    method: "GET",
    pattern: "/volumes",
    handle: async (call) => {
      const target = `/volumes?filters=${call.session.filters(await filtersOf(call))}`;
      return forward<{ Volumes: Json[] | null }>(call, { method: "GET", target }, (answer) => ({
        ...answer,
        Volumes: answer.Volumes?.map(volumeShown) ?? [],
      }));
    },
  },
  {
    method: "POST",
    pattern: "/volumes/create",
    handle: async (call) => {
      const { session } = call;
      const body = objectOf(call.json, "the body");
      const json = volumeOf(body, session);
      return session.making(async () => {
        // Named: judged in the daemon's words, and made or found.
        if (typeof body.Name === "string" && body.Name !== "") await session.roomForVolume(body.Name);
        else await session.room("volumes");
        return forward<Json>(call, { method: "POST", target: "/volumes/create", json }, volumeShown);
      });
    },
  },
  {
    method: "POST",
    pattern: "/volumes/prune",
    handle: async (call) => {
      const filters = call.session.filters(await filtersOf(call));
      return forward<Json>(call, { method: "POST", target: `/volumes/prune?filters=${filters}` }, (report) => report);
    },
  },
  {
    method: "GET",
    pattern: "/volumes/{name}",
    handle: async (call) => {
      const name = encodeURIComponent(await call.session.knownVolume(call.path.name ?? ""));
      return forward<Json>(call, { method: "GET", target: `/volumes/${name}` }, volumeShown);
    },
  },
  {
    method: "DELETE",
    pattern: "/volumes/{name}",
    handle: async (call) => {
      const name = encodeURIComponent(await call.session.knownVolume(call.path.name ?? ""));
      return forward(call, { method: "DELETE", target: `/volumes/${name}${queryOf(call, "force")}` });
    },
  },
];
