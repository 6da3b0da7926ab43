/** One registry as the daemon talks to it. Every method throws `RegistryError` for a refusal and `RegistryUnreachable`. */
import type { Digest } from "../api.ts";
import { digestOf } from "../filesystem/digest.ts";
import { type Blob, manifestTypes } from "./manifest.ts";
import { type Exchange, problemIn, type RegistryRequest, type RegistryResponse } from "./message.ts";

export interface FetchedManifest {
  readonly bytes: Uint8Array;
  readonly digest: Digest;
  readonly mediaType: string;
}

const accept = [manifestTypes.manifest, manifestTypes.ociManifest].join(", ");

export class RegistryClient {
  readonly #exchange: Exchange;
  readonly #signal: AbortSignal;

  constructor(exchange: Exchange, signal: AbortSignal) {
    this.#exchange = exchange;
    this.#signal = signal;
  }

  /** Asks whether there is a registry, and whether it lets the caller in. */
  async ping(): Promise<void> {
    await this.#ask({ method: "GET", target: "/v2/" });
  }

  /** @param reference a tag or a digest */
  async manifest(repository: string, reference: string): Promise<FetchedManifest> {
    const { body, headers } = await this.#ask({
      method: "GET",
      target: `/v2/${repository}/manifests/${reference}`,
      headers: { accept },
    });
    return { bytes: body, digest: digestOf(body), mediaType: headers["content-type"] ?? "" };
  }

  async tags(repository: string): Promise<string[]> {
    const { body } = await this.#ask({ method: "GET", target: `/v2/${repository}/tags/list` });
    const { tags } = JSON.parse(new TextDecoder().decode(body)) as { readonly tags?: readonly string[] | null };
    return [...(tags ?? [])];
  }

  async blob(repository: string, digest: Digest): Promise<Uint8Array> {
    return (await this.#ask({ method: "GET", target: `/v2/${repository}/blobs/${digest}` })).body;
  }

  async hasBlob(repository: string, digest: Digest): Promise<boolean> {
    const response = await this.#send({ method: "HEAD", target: `/v2/${repository}/blobs/${digest}` });
    if (response.status !== 200 && response.status !== 404) throw problemIn(response);
    return response.status === 200;
  }

  /** Takes a blob over from another repository of the same registry; false when that is not to be had. */
  async mount(repository: string, digest: Digest, from: string): Promise<boolean> {
    const response = await this.#send({
      method: "POST",
      target: `/v2/${repository}/blobs/uploads/?from=${encodeURIComponent(from)}&mount=${encodeURIComponent(digest)}`,
    });
    return response.status === 201;
  }

  async upload(repository: string, { bytes, digest }: Blob): Promise<void> {
    const { headers } = await this.#ask({ method: "POST", target: `/v2/${repository}/blobs/uploads/` });
    const place = (headers.location ?? "").replace(/^https?:\/\/[^/]*/, "");
    const after = (location: string): string => `${location}${location.includes("?") ? "&" : "?"}digest=${encodeURIComponent(digest)}`;
    const patched = await this.#ask({
      method: "PATCH",
      target: place,
      headers: { "content-type": "application/octet-stream" },
      body: bytes,
    });
    const next = (patched.headers.location ?? place).replace(/^https?:\/\/[^/]*/, "");
    await this.#ask({ method: "PUT", target: after(next) });
  }

  async putManifest(repository: string, tag: string, text: string): Promise<void> {
    await this.#ask({
      method: "PUT",
      target: `/v2/${repository}/manifests/${tag}`,
      headers: { "content-type": manifestTypes.manifest },
      body: new TextEncoder().encode(text),
    });
  }

  async #ask(request: RegistryRequest): Promise<RegistryResponse> {
    const response = await this.#send(request);
    if (response.status >= 300) throw problemIn(response);
    return response;
  }

  #send(request: RegistryRequest): Promise<RegistryResponse> {
    return this.#exchange(request, this.#signal);
  }
}
