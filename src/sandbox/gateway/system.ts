/** Routes about the engine as a whole: as much of it as is a session's. */
import { sessionLabel } from "../policy/names.ts";
import { listedContainerShown, listedImageShown, shownLabels, volumeShown } from "./answers.ts";
import { type Call, forward, lines, queryOf, type Reply, type Route } from "./call.ts";
import { filtersOf } from "./filters.ts";
import type { Json, ListedImage, VolumeFacts } from "./objects.ts";

export const systemRoutes: readonly Route[] = [
  { method: "GET", pattern: "/_ping", handle: async () => ({ status: 200, body: "OK" }) },
  {
    method: "GET",
    pattern: "/version",
    handle: async (call) => forward<Json>(call, { method: "GET", target: "/version" }, (version) => version),
  },
  { method: "GET", pattern: "/info", handle: info },
  { method: "GET", pattern: "/events", handle: events },
  { method: "GET", pattern: "/system/df", handle: diskUsage },
];

/** Counts are of the session's own; what tells of the machine or of other sessions stays behind. */
async function info({ session }: Call): Promise<Reply> {
  const [all, containers, images] = await Promise.all([
    session.upstream.json<Json>("GET", "/info"),
    session.containers(),
    session.upstream.json<ListedImage[]>("GET", "/images/json"),
  ]);
  const count = (state: string) => containers.filter(({ State }) => State === state).length;
  return {
    status: 200,
    body: JSON.stringify({
      ...all,
      Containers: containers.length,
      ContainersRunning: count("running"),
      ContainersPaused: count("paused"),
      ContainersStopped: containers.length - count("running") - count("paused"),
      Images: images.filter(({ RepoTags, Labels }) => session.sees(RepoTags, Labels)).length,
      Name: "drydock-sandbox",
      HttpProxy: "",
      HttpsProxy: "",
      NoProxy: "",
      Labels: [],
      RegistryConfig: { IndexConfigs: {}, InsecureRegistryCIDRs: [], Mirrors: null },
    }),
  };
}

interface Happening {
  readonly Type: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> };
}

async function events(call: Call): Promise<Reply> {
  const { session } = call;
  const filters = await filtersOf(call);
  const query = new URLSearchParams(queryOf(call, "since", "until").slice(1));
  // Networks and volumes tell no labels, so the session is found by its names; `container` may be a name.
  const containers = await Promise.all((filters.container ?? []).map((name) => session.container(name).catch(() => name)));
  query.set("filters", JSON.stringify({ ...filters, ...(containers.length > 0 && { container: containers }) }));
  const { names } = session;
  const isOwn = ({ Actor: { ID, Attributes } }: Happening): boolean =>
    Attributes[sessionLabel] === session.id ||
    [ID, ...Object.values(Attributes)].some((text) => text.startsWith(names.prefix) || text.startsWith(`${names.session}/`));
  const shown = (event: Happening) => ({ ...event, Actor: { ...event.Actor, Attributes: shownLabels(event.Actor.Attributes) } });
  return lines<Happening>(call, { method: "GET", target: `/events?${query}` }, shown, isOwn);
}

async function diskUsage({ session }: Call): Promise<Reply> {
  const all = await session.upstream.json<{
    LayersSize: number;
    Images: (ListedImage & Json)[] | null;
    Containers: Json[] | null;
    Volumes: (VolumeFacts & Json)[] | null;
  }>("GET", "/system/df");
  const shown = {
    LayersSize: all.LayersSize,
    Images: (all.Images ?? [])
      .filter(({ RepoTags, Labels }) => session.sees(RepoTags, Labels))
      .map((each) => listedImageShown(each, session)),
    Containers: (all.Containers ?? [])
      .filter(({ Labels }) => session.owns(Labels as Record<string, string>))
      .map((each) => listedContainerShown(each, session)),
    Volumes: (all.Volumes ?? []).filter(({ Labels }) => session.owns(Labels)).map(volumeShown),
    // The build cache is the engine's, for all sessions together.
    BuildCache: [],
  };
  return { status: 200, body: session.names.shown(JSON.stringify(shown)) };
}
