/** Takes away what sessions have made: when one ends, and when a gateway comes back after a crash. Labels tell. */
import { gatewayLabel, sessionLabel } from "../policy/names.ts";
import type { ListedContainer, ListedImage, NetworkFacts, VolumeFacts } from "./objects.ts";
import type { Upstream } from "./upstream.ts";

/** Whose things: one session's, or all that a gateway of this name has made. */
export type Whose = { readonly session: string } | { readonly gateway: string };

/**
 * Removes containers, networks, volumes and images. What cannot be removed is left for the next time and told.
 * @returns how many things went
 */
export async function cleanUp(upstream: Upstream, whose: Whose): Promise<{ readonly removed: number; readonly left: readonly string[] }> {
  let removed = 0;
  const left: string[] = [];
  const remove = async (target: string): Promise<void> => {
    try {
      await upstream.json("DELETE", target);
      removed++;
    } catch (error) {
      if ((error as { status?: number }).status !== 404) left.push(`${target}: ${(error as Error).message}`);
    }
  };
  const label = "session" in whose ? `${sessionLabel}=${whose.session}` : `${gatewayLabel}=${whose.gateway}`;
  const filters = encodeURIComponent(JSON.stringify({ label: [label] }));
  const containers = await upstream.json<ListedContainer[]>("GET", `/containers/json?all=1&filters=${filters}`);
  await Promise.all(containers.map(({ Id }) => remove(`/containers/${Id}?force=1&v=1`)));
  const networks = await upstream.json<NetworkFacts[]>("GET", `/networks?filters=${filters}`);
  for (const { Id } of networks) await remove(`/networks/${Id}`);
  const { Volumes } = await upstream.json<{ Volumes: VolumeFacts[] | null }>("GET", `/volumes?filters=${filters}`);
  for (const { Name } of Volumes ?? []) await remove(`/volumes/${encodeURIComponent(Name)}?force=1`);
  const images = await upstream.json<ListedImage[]>("GET", "/images/json?all=0");
  for (const { Id, RepoTags, Labels } of images) {
    // A name that a session gave to an image that is not its own goes by itself; the image stays.
    const names = (RepoTags ?? []).filter((tag) =>
      "session" in whose ? tag.startsWith(`${whose.session}/`) : /^dd-[0-9a-f]{8}\//.test(tag),
    );
    const isOurs = "session" in whose ? Labels?.[sessionLabel] === whose.session : Labels?.[gatewayLabel] === whose.gateway;
    const others = (RepoTags ?? []).length - names.length;
    for (const name of names) await remove(`/images/${name}`);
    if (isOurs && others === 0 && names.length === 0) await remove(`/images/${Id}?force=1`);
  }
  return { removed, left };
}
