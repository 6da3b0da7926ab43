/**
 * Each method of the Engine as the request of the Docker Engine API that it stands for. A test sends every one of them to the
 * daemon's own routes and sees the same method called with the same arguments.
 */
import type { Engine } from "../../engine/api.ts";
import { address, type ApiRequest, fullName, moment, repositoryAndTag, secretHeader } from "./request.ts";

/** Methods that are no call of the API are not here: the lab's own, and what a client asks of itself. */
export type Requests = {
  readonly [Name in keyof Engine]?: Engine[Name] extends (...args: infer Args) => unknown ? (...args: Args) => ApiRequest : never;
};

const noContent = 204;
const created = 201;
const upgraded = 101;
const changed = (result: unknown): number => (result === false ? 304 : noContent);

const container = (name: string, rest = ""): string => `/containers/${name}${rest}`;

/** A connection of a build, which becomes one of HTTP/2 that either side may call over. */
function buildConnection(path: string, sends: string): ApiRequest {
  return { method: "POST", path, headers: { Connection: "Upgrade", Upgrade: "h2c" }, sends, streams: "both ways", status: upgraded };
}

export const requests: Requests = {
  // ── containers
  containerCreate: ({ name, platform, Config, HostConfig, NetworkingConfig }) => ({
    method: "POST",
    path: address("/containers/create", { name, platform }),
    body: { ...Config, HostConfig, NetworkingConfig },
    status: created,
  }),
  containerStart: (name) => ({ method: "POST", path: container(name, "/start"), status: changed }),
  containerStop: (name, { signal, timeout } = {}) => ({
    method: "POST",
    path: address(container(name, "/stop"), { signal, t: timeout }),
    status: changed,
  }),
  containerRestart: (name, { signal, timeout } = {}) => ({
    method: "POST",
    path: address(container(name, "/restart"), { signal, t: timeout }),
    status: noContent,
  }),
  containerKill: (name, signal) => ({ method: "POST", path: address(container(name, "/kill"), { signal }), status: noContent }),
  containerPause: (name) => ({ method: "POST", path: container(name, "/pause"), status: noContent }),
  containerUnpause: (name) => ({ method: "POST", path: container(name, "/unpause"), status: noContent }),
  containerRemove: (name, { force, volumes, link } = {}) => ({
    method: "DELETE",
    path: address(container(name), { force, link, v: volumes }),
    status: noContent,
  }),
  containerRename: (name, wanted) => ({ method: "POST", path: address(container(name, "/rename"), { name: wanted }), status: noContent }),
  containerUpdate: (name, update) => ({ method: "POST", path: container(name, "/update"), body: update }),
  containerWait: (name, condition) => ({ method: "POST", path: address(container(name, "/wait"), { condition }), early: true }),
  containerList: ({ all, limit, size, filters } = {}) => ({
    method: "GET",
    path: address("/containers/json", { all, limit: limit === 0 ? undefined : limit, size, filters }),
  }),
  containerInspect: (name, { size } = {}) => ({ method: "GET", path: address(container(name, "/json"), { size }) }),
  containerLogs: (name, { stdout, stderr, follow, timestamps, details, since, until, tail } = {}) => ({
    method: "GET",
    path: address(container(name, "/logs"), {
      stdout,
      stderr,
      follow,
      timestamps,
      details,
      since: moment(since),
      until: moment(until),
      tail: tail ?? "all",
    }),
    streams: "pieces",
  }),
  containerAttach: (name, { stdin, stdout, stderr, logs, detachKeys } = {}) => ({
    method: "POST",
    path: address(container(name, "/attach"), { stdin, stdout, stderr, logs, detachKeys, stream: true }),
    streams: "both ways",
    status: upgraded,
  }),
  containerResize: (name, rows, columns) => ({ method: "POST", path: address(container(name, "/resize"), { h: rows, w: columns }) }),
  containerTop: (name, psArguments) => ({ method: "GET", path: address(container(name, "/top"), { ps_args: psArguments }) }),
  containerStats: (name, { oneShot } = {}) => ({
    method: "GET",
    path: address(container(name, "/stats"), { stream: "0", "one-shot": oneShot }),
  }),
  containerStatsStream: (name) => ({ method: "GET", path: address(container(name, "/stats"), { stream: true }), streams: "pieces" }),
  containerChanges: (name) => ({ method: "GET", path: container(name, "/changes") }),
  containerArchiveStat: (name, path) => ({ method: "HEAD", path: address(container(name, "/archive"), { path }) }),
  containerArchiveGet: (name, path) => ({ method: "GET", path: address(container(name, "/archive"), { path }) }),
  containerArchivePut: (name, path, archive, { noOverwriteDirNonDir, copyUIDGID } = {}) => ({
    method: "PUT",
    path: address(container(name, "/archive"), { path, noOverwriteDirNonDir, copyUIDGID }),
    sends: tarOf(archive),
  }),
  containerCommit: (name, { repo, tag, comment, author, pause, changes, config } = {}) => ({
    method: "POST",
    path: address("/commit", { container: name, repo, tag, comment, author, pause: pause === false ? "0" : undefined, changes }),
    ...(config && { body: config }),
    status: created,
  }),
  containerExport: (name) => ({ method: "GET", path: container(name, "/export") }),
  containerPrune: (filters) => ({ method: "POST", path: address("/containers/prune", { filters }) }),

  // ── commands in containers
  execCreate: (name, request) => ({ method: "POST", path: container(name, "/exec"), body: request, status: created }),
  execStart: (id, request) => ({
    method: "POST",
    path: `/exec/${id}/start`,
    body: request ?? {},
    ...(request?.Detach ? {} : { streams: "both ways", status: upgraded }),
  }),
  execInspect: (id) => ({ method: "GET", path: `/exec/${id}/json` }),
  execResize: (id, rows, columns) => ({ method: "POST", path: address(`/exec/${id}/resize`, { h: rows, w: columns }) }),

  // ── images
  // As buildx does it: what the daemon is, a session that files and secrets are asked for through, and what is to be built.
  build: ({ tags }) => ({
    ...buildConnection("/grpc", `BuildKit's own protocol from here on (gRPC)${tags?.length ? `: a build of ${tags.join(", ")}` : ""}`),
    before: [
      { method: "GET", path: "/version" },
      buildConnection(
        "/session",
        "BuildKit calls back from here on (gRPC): it asks for the files of the context that it lacks, for secrets, for who is logged in",
      ),
    ],
  }),
  classicBuild: ({ dockerfile, tags, target, noCache, pull, platform }) => ({
    method: "POST",
    path: address("/build", { dockerfile, t: tags, target, nocache: noCache, pull, platform }),
    sends: "a tar of the build context",
    streams: "pieces",
  }),
  imageList: ({ all, filters } = {}) => ({ method: "GET", path: address("/images/json", { all, filters }) }),
  imageInspect: (reference) => ({ method: "GET", path: `/images/${reference}/json` }),
  imageHistory: (reference) => ({ method: "GET", path: `/images/${reference}/history` }),
  imageTag: (source, target) => {
    const { repository, tag } = repositoryAndTag(target);
    return { method: "POST", path: address(`/images/${source}/tag`, { repo: repository, tag }), status: created };
  },
  imageRemove: (reference, { force, noPrune } = {}) => ({
    method: "DELETE",
    path: address(`/images/${reference}`, { force, noprune: noPrune }),
  }),
  imagePrune: ({ filters } = {}) => ({ method: "POST", path: address("/images/prune", { filters }) }),
  imageSave: (references) => ({ method: "GET", path: address("/images/get", { names: references }) }),
  imageLoad: (archive) => ({ method: "POST", path: "/images/load", sends: tarOf(archive), streams: "pieces" }),
  imageImport: (archive, { reference = "", message, platform, changes } = {}) => {
    const { repository, tag } = repositoryAndTag(reference);
    const query = { fromSrc: "-", repo: repository, tag, message, platform, changes };
    return { method: "POST", path: address("/images/create", query), sends: tarOf(archive), streams: "pieces" };
  },
  imagePull: (reference, { auth, platform, allTags } = {}) => {
    const { repository, tag } = repositoryAndTag(reference);
    const path = address("/images/create", { fromImage: fullName(repository), tag: allTags ? "" : tag || "latest", platform });
    return { method: "POST", path, headers: secretHeader(auth), streams: "pieces" };
  },
  imagePush: (reference, { auth } = {}) => {
    const { repository, tag } = repositoryAndTag(reference);
    return { method: "POST", path: address(`/images/${repository}/push`, { tag }), headers: secretHeader(auth), streams: "pieces" };
  },
  imageSearch: (term, { limit, filters } = {}) => ({ method: "GET", path: address("/images/search", { term, limit, filters }) }),
  distributionInspect: (reference, { auth } = {}) => ({
    method: "GET",
    path: `/distribution/${reference}/json`,
    headers: secretHeader(auth),
  }),
  registryLogin: ({ username, serveraddress }) => ({ method: "POST", path: "/auth", body: { username, password: "•••", serveraddress } }),
  buildPrune: ({ all, filters, keepStorage } = {}) => ({
    method: "POST",
    path: address("/build/prune", { all, filters, "reserved-space": keepStorage }),
  }),

  // ── networks and volumes
  networkCreate: (request) => ({ method: "POST", path: "/networks/create", body: request, status: created }),
  networkList: (filters) => ({ method: "GET", path: address("/networks", { filters }) }),
  networkInspect: (network) => ({ method: "GET", path: `/networks/${network}` }),
  networkRemove: (network) => ({ method: "DELETE", path: `/networks/${network}`, status: noContent }),
  networkConnect: (network, name, settings) => ({
    method: "POST",
    path: `/networks/${network}/connect`,
    body: { Container: name, ...(settings && { EndpointConfig: settings }) },
  }),
  networkDisconnect: (network, name, { force } = {}) => ({
    method: "POST",
    path: `/networks/${network}/disconnect`,
    body: { Container: name, Force: force ?? false },
  }),
  networkPrune: (filters) => ({ method: "POST", path: address("/networks/prune", { filters }) }),
  volumeCreate: (request) => ({ method: "POST", path: "/volumes/create", body: request ?? {}, status: created }),
  volumeList: (filters) => ({ method: "GET", path: address("/volumes", { filters }) }),
  volumeInspect: (name) => ({ method: "GET", path: `/volumes/${name}` }),
  volumeRemove: (name, { force } = {}) => ({ method: "DELETE", path: address(`/volumes/${name}`, { force }), status: noContent }),
  volumePrune: (filters) => ({ method: "POST", path: address("/volumes/prune", { filters }) }),

  // ── the daemon
  version: () => ({ method: "GET", path: "/version" }),
  info: () => ({ method: "GET", path: "/info" }),
  systemDf: () => ({ method: "GET", path: "/system/df" }),
  events: ({ since, until, filters } = {}) => ({
    method: "GET",
    path: address("/events", { since: moment(since), until: moment(until), filters }),
    streams: "pieces",
  }),
};

function tarOf(archive: Uint8Array): string {
  return `a tar of ${archive.length.toLocaleString("en")} bytes`;
}
