/** Versions of the API: `/v1.41/containers/json`. A path without one speaks the newest. */
import { EngineError, type VersionInfo } from "../engine/api.ts";

export interface VersionedPath {
  readonly path: string;
  /** As it was written, `1.41`. */
  readonly version: string | undefined;
}

export function splitVersion(path: string): VersionedPath {
  const match = /^\/v([0-9.]+)(\/.*)$/.exec(path);
  return match ? { version: match[1] as string, path: match[2] as string } : { version: undefined, path };
}

/** The minor number that is spoken. Throws `EngineError` 400 for a version the daemon does not speak. */
export function negotiate(version: string | undefined, { ApiVersion, MinAPIVersion }: VersionInfo): number {
  if (version === undefined) return minorOf(ApiVersion);
  if (compare(version, MinAPIVersion) < 0)
    throw new EngineError(
      400,
      `client version ${version} is too old. Minimum supported API version is ${MinAPIVersion}, please upgrade your client to a newer version`,
    );
  if (compare(version, ApiVersion) > 0)
    throw new EngineError(400, `client version ${version} is too new. Maximum supported API version is ${ApiVersion}`);
  return minorOf(version);
}

function minorOf(version: string): number {
  return Number(version.split(".")[1]);
}

function compare(one: string, other: string): number {
  const [a, b] = [one.split(".").map(Number), other.split(".").map(Number)];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
