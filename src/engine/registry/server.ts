/** What a registry answers: the OCI distribution API over a storage. Who may ask is for the caller to know. */
import { digestOf } from "../filesystem/digest.ts";
import type { RegistryProblem, RegistryRequest, RegistryResponse } from "./message.ts";
import type { RegistryStorage } from "./storage.ts";

const component = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const name = `(${component}(?:/${component})*)`;
const digestForm = /^sha256:[0-9a-f]{64}$/;

export interface RegistryRules {
  /** Whether manifests and blobs may be removed. */
  readonly deletes: boolean;
}

/** Answers one request. */
export function answer(storage: RegistryStorage, rules: RegistryRules, request: RegistryRequest): RegistryResponse {
  const response = route(storage, rules, request);
  return request.method === "HEAD" ? { ...response, body: new Uint8Array() } : response;
}

type Handler = (storage: RegistryStorage, rules: RegistryRules, request: RegistryRequest, found: readonly string[]) => RegistryResponse;

const routes: readonly (readonly [RegExp, Handler])[] = [
  [/^\/v2\/$/, () => json(200, {})],
  [/^\/v2\/_catalog$/, catalogue],
  [new RegExp(`^/v2/${name}/tags/list$`), tagList],
  [new RegExp(`^/v2/${name}/manifests/([\\w][\\w.-]{0,127}|sha256:[^/]+)$`), manifests],
  [new RegExp(`^/v2/${name}/blobs/(sha256:[^/]+)$`), blobs],
  [new RegExp(`^/v2/${name}/blobs/uploads/$`), startUpload],
  [new RegExp(`^/v2/${name}/blobs/uploads/([0-9a-f-]+)$`), upload],
];

function route(storage: RegistryStorage, rules: RegistryRules, request: RegistryRequest): RegistryResponse {
  const path = request.target.replace(/\?.*$/s, "");
  if (path === "/") return plain(200, "", { "cache-control": "no-cache" });
  if (path === "/v2") return plain(301, '<a href="/v2/">Moved Permanently</a>.\n\n', { location: "/v2/" });
  for (const [pattern, handler] of routes) {
    const match = pattern.exec(path);
    if (match) return handler(storage, rules, request, match.slice(1));
  }
  return plain(404, "404 page not found\n", {
    ...version,
    "x-content-type-options": "nosniff",
    "content-type": "text/plain; charset=utf-8",
  });
}

function catalogue(storage: RegistryStorage, _rules: RegistryRules, { method, target }: RegistryRequest): RegistryResponse {
  if (method !== "GET") return notAllowed();
  const { page, link } = pageOf(storage.repositories(), target, "/v2/_catalog");
  return json(200, { repositories: page }, link);
}

function tagList(
  storage: RegistryStorage,
  _rules: RegistryRules,
  { method, target }: RegistryRequest,
  [repository = ""]: readonly string[],
) {
  if (method !== "GET") return notAllowed();
  const tags = storage.tags(repository);
  if (!tags) return problem(404, { code: "NAME_UNKNOWN", message: "repository name not known to registry", detail: { name: repository } });
  const { page, link } = pageOf(tags, target, `/v2/${repository}/tags/list`);
  return json(200, { name: repository, tags: page }, link);
}

/** `?n=` and `?last=`: a part of a list, and where the rest of it is. */
function pageOf(all: readonly string[], target: string, path: string): { page: readonly string[]; link: Record<string, string> } {
  const query = new URLSearchParams(target.slice(target.indexOf("?") + 1));
  const last = target.includes("?") ? query.get("last") : null;
  const rest = last === null ? all : all.filter((item) => item > last);
  const count = Number(target.includes("?") ? (query.get("n") ?? "") : "") || rest.length;
  const page = rest.slice(0, count);
  const more = page.length < rest.length;
  return { page, link: more ? { link: `<${path}?last=${encodeURIComponent(page.at(-1) ?? "")}&n=${count}>; rel="next"` } : {} };
}

function manifests(
  storage: RegistryStorage,
  rules: RegistryRules,
  request: RegistryRequest,
  [repository = "", reference = ""]: readonly string[],
) {
  const digest = storage.resolve(repository, reference);
  switch (request.method) {
    case "GET":
    case "HEAD": {
      const bytes = digest && storage.read(digest);
      if (!digest || !bytes) return manifestUnknown(repository, reference);
      const type = mediaTypeOf(bytes) ?? "application/octet-stream";
      return { status: 200, headers: { ...version, "content-type": type, ...named(digest) }, body: bytes };
    }
    case "PUT":
      return putManifest(storage, request.body ?? new Uint8Array(), repository, reference);
    case "DELETE":
      if (!rules.deletes) return unsupported();
      if (!reference.startsWith("sha256:")) return unsupported(400);
      if (!digest) return manifestUnknown(repository, reference);
      storage.deleteManifest(repository, digest);
      return empty(202);
    default:
      return notAllowed();
  }
}

function manifestUnknown(repository: string, reference: string): RegistryResponse {
  const detail = reference.startsWith("sha256:") ? { Name: repository, Revision: reference } : { Tag: reference };
  return problem(404, { code: "MANIFEST_UNKNOWN", message: "manifest unknown", detail });
}

interface ManifestFields {
  readonly mediaType?: string;
  readonly config?: { readonly digest?: string };
  readonly layers?: readonly { readonly digest?: string }[];
  readonly manifests?: readonly { readonly digest?: string }[];
}

function putManifest(storage: RegistryStorage, body: Uint8Array, repository: string, reference: string): RegistryResponse {
  const fields = fieldsOf(body);
  if (!fields) return problem(400, { code: "MANIFEST_INVALID", message: "manifest invalid", detail: {} });
  if (reference.startsWith("sha256:") && digestOf(body) !== reference)
    return problem(400, { code: "DIGEST_INVALID", message: "provided digest did not match uploaded content" });
  const blobs = [fields.config, ...(fields.layers ?? [])].flatMap((part) => (part?.digest ? [part.digest] : []));
  const lacking = blobs.find((digest) => !storage.hasBlob(repository, digest));
  if (lacking) return problem(400, { code: "MANIFEST_BLOB_UNKNOWN", message: "blob unknown to registry", detail: { Digest: lacking } });
  const part = (fields.manifests ?? []).find(({ digest }) => digest && !storage.resolve(repository, digest));
  if (part) return problem(400, { code: "MANIFEST_UNKNOWN", message: "manifest unknown", detail: { Digest: part.digest } });
  const digest = storage.putManifest(repository, reference.startsWith("sha256:") ? undefined : reference, body);
  return empty(201, { location: `/v2/${repository}/manifests/${digest}`, ...named(digest) });
}

function blobs(
  storage: RegistryStorage,
  rules: RegistryRules,
  { method }: RegistryRequest,
  [repository = "", digest = ""]: readonly string[],
) {
  if (!digestForm.test(digest)) return invalidDigest();
  const bytes = storage.hasBlob(repository, digest) ? storage.read(digest) : undefined;
  const unknown = () => problem(404, { code: "BLOB_UNKNOWN", message: "blob unknown to registry", detail: digest });
  switch (method) {
    case "GET":
    case "HEAD":
      if (!bytes) return unknown();
      return {
        status: 200,
        headers: {
          ...version,
          "cache-control": "max-age=31536000",
          "content-length": String(bytes.length),
          "content-type": "application/octet-stream",
          ...named(digest),
        },
        body: bytes,
      };
    case "DELETE":
      if (!rules.deletes) return unsupported();
      if (!bytes) return unknown();
      storage.deleteBlob(repository, digest);
      return empty(202);
    default:
      return notAllowed();
  }
}

function startUpload(storage: RegistryStorage, _rules: RegistryRules, request: RegistryRequest, [repository = ""]: readonly string[]) {
  if (request.method !== "POST") return notAllowed();
  const query = queryOf(request.target);
  const mount = query.get("mount");
  const from = query.get("from");
  if (mount && from && storage.mountBlob(from, repository, mount)) return created(repository, mount);
  const digest = query.get("digest");
  if (digest !== null) return keepBlob(storage, repository, digest, request.body ?? new Uint8Array());
  return uploadState(repository, storage.startUpload(repository), 0, 202);
}

function upload(storage: RegistryStorage, _rules: RegistryRules, request: RegistryRequest, [repository = "", id = ""]: readonly string[]) {
  const size = storage.uploaded(repository, id);
  if (size === undefined) return problem(404, { code: "BLOB_UPLOAD_UNKNOWN", message: "blob upload unknown to registry" });
  const body = request.body ?? new Uint8Array();
  switch (request.method) {
    case "GET":
      return uploadState(repository, id, size, 204);
    case "PATCH":
      storage.append(repository, id, body);
      return uploadState(repository, id, size + body.length, 202);
    case "PUT": {
      const digest = queryOf(request.target).get("digest");
      if (digest === null) return invalidDigest();
      if (body.length > 0) storage.append(repository, id, body);
      return keepBlob(storage, repository, digest, storage.finishUpload(repository, id));
    }
    case "DELETE":
      storage.finishUpload(repository, id);
      return empty(204);
    default:
      return notAllowed();
  }
}

function keepBlob(storage: RegistryStorage, repository: string, digest: string, bytes: Uint8Array): RegistryResponse {
  if (!digestForm.test(digest) || digestOf(bytes) !== digest) return invalidDigest();
  storage.putBlob(repository, bytes);
  return created(repository, digest);
}

function created(repository: string, digest: string): RegistryResponse {
  return empty(201, { location: `/v2/${repository}/blobs/${digest}`, "docker-content-digest": digest });
}

function uploadState(repository: string, id: string, size: number, status: number): RegistryResponse {
  return empty(status, {
    "docker-upload-uuid": id,
    location: `/v2/${repository}/blobs/uploads/${id}`,
    range: `0-${Math.max(0, size - 1)}`,
  });
}

function queryOf(target: string): URLSearchParams {
  return new URLSearchParams(target.includes("?") ? target.slice(target.indexOf("?") + 1) : "");
}

function fieldsOf(bytes: Uint8Array): ManifestFields | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === "object" && value !== null && "schemaVersion" in value && value.schemaVersion === 2
      ? (value as ManifestFields)
      : undefined;
  } catch {
    return undefined;
  }
}

/** What a manifest says it is. */
export function mediaTypeOf(manifest: Uint8Array): string | undefined {
  return fieldsOf(manifest)?.mediaType;
}

const version = { "docker-distribution-api-version": "registry/2.0" } as const;

function named(digest: string): Record<string, string> {
  return { "docker-content-digest": digest, etag: `"${digest}"` };
}

function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): RegistryResponse {
  // A registry's encoder ends what it writes with a line break, but for the greeting at /v2/.
  const text = JSON.stringify(value) + (Object.keys(value as object).length === 0 ? "" : "\n");
  return plain(status, text, { ...version, "content-type": "application/json; charset=utf-8", ...headers });
}

function plain(status: number, text: string, headers: Readonly<Record<string, string>>): RegistryResponse {
  return { status, headers, body: new TextEncoder().encode(text) };
}

function empty(status: number, headers: Readonly<Record<string, string>> = {}): RegistryResponse {
  return plain(status, "", { ...version, ...headers });
}

function problem(status: number, what: RegistryProblem): RegistryResponse {
  return json(status, { errors: [what] });
}

/** What no resource of that kind does. */
function notAllowed(): RegistryResponse {
  return plain(405, "Method not allowed\n", { ...version, "content-type": "text/plain; charset=utf-8" });
}

/** What this registry was told not to do. */
function unsupported(status = 405): RegistryResponse {
  return problem(status, { code: "UNSUPPORTED", message: "The operation is unsupported." });
}

function invalidDigest(): RegistryResponse {
  return problem(400, { code: "DIGEST_INVALID", message: "provided digest did not match uploaded content", detail: {} });
}
