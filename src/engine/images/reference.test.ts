import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical, canonicalString, familiar, familiarString, InvalidReference, parseRaw, parseReference } from "./reference.ts";

const digest = `sha256:${"ab".repeat(32)}`;

describe("parseReference", () => {
  it.each([
    ["python", "docker.io/library/python:latest", "python:latest"],
    ["python:3.12-slim", "docker.io/library/python:3.12-slim", "python:3.12-slim"],
    ["lab/busybox:1.35", "docker.io/lab/busybox:1.35", "lab/busybox:1.35"],
    ["docker.io/foo", "docker.io/library/foo:latest", "foo:latest"],
    ["index.docker.io/foo/bar", "docker.io/foo/bar:latest", "foo/bar:latest"],
    ["library/foo", "docker.io/library/foo:latest", "foo:latest"],
    ["localhost/a", "localhost/a:latest", "localhost/a:latest"],
    ["localhost:5000/a:b", "localhost:5000/a:b", "localhost:5000/a:b"],
    ["a.b/c:1", "a.b/c:1", "a.b/c:1"],
    ["UP/x", "UP/x:latest", "UP/x:latest"],
    ["gcr.io/distroless/static-debian12", "gcr.io/distroless/static-debian12:latest", "gcr.io/distroless/static-debian12:latest"],
    [`x@${digest}`, `docker.io/library/x@${digest}`, `x@${digest}`],
    [`x:1@${digest}`, `docker.io/library/x:1@${digest}`, `x:1@${digest}`],
    ["a__b/c-.d:_x", "", ""],
    ["a__b/c--d:_x", "docker.io/a__b/c--d:_x", "a__b/c--d:_x"],
    ["sha256:abc", "docker.io/library/sha256:abc", "sha256:abc"],
    ["[::1]:5000/x", "[::1]:5000/x:latest", "[::1]:5000/x:latest"],
  ])("%s", (text, full, short) => {
    if (full === "") expect(() => canonical(text)).toThrow(InvalidReference);
    else expect([canonical(text), familiar(text)]).toEqual([full, short]);
  });

  // As docker 28.5 answers `docker image inspect`.
  it.each([
    ["Bad", "invalid reference format: repository name (library/Bad) must be lowercase"],
    ["Lab/Busybox", "invalid reference format: repository name (Busybox) must be lowercase"],
    ["x:bad tag", "invalid reference format"],
    ["a@sha256:12", "invalid reference format"],
    [`a@md5:${"0".repeat(32)}`, "unsupported digest algorithm"],
    [`a@sha256:${"0".repeat(40)}`, "invalid checksum digest length"],
    [":x", "invalid reference format"],
    ["l:2:3", "invalid reference format"],
    ["nginx:alpine:x", "invalid reference format"],
    ["x:", "invalid reference format"],
    ["", "invalid reference format"],
    ["-a", "invalid reference format"],
    [`a:${"x".repeat(129)}`, "invalid reference format"],
    ["0".repeat(64), `invalid repository name (${"0".repeat(64)}), cannot specify 64-byte hexadecimal strings`],
    [`a/${"b".repeat(300)}`, "repository name must not be more than 255 characters"],
  ])("%s → %s", (text, message) => {
    expect(() => parseReference(text)).toThrow(new InvalidReference(message));
  });

  // As docker build -t answers.
  it.each([
    ["Bad:x", "repository name must be lowercase"],
    ["", "repository name must have at least one component"],
    ["x y", "invalid reference format"],
    ["a//b", "invalid reference format"],
  ])("raw: %s → %s", (text, message) => {
    expect(() => parseRaw(text)).toThrow(new InvalidReference(message));
  });

  it("reads its own spelling again, and throws nothing but InvalidReference", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z]{1,3}([./:@_-]{1,2}[a-z0-9]{1,3}){0,4}$/)), (text) => {
        try {
          const reference = parseReference(text);
          expect(parseReference(canonicalString(reference))).toEqual(reference);
          expect(parseReference(familiarString(reference))).toEqual(reference);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidReference);
        }
      }),
    );
  });
});
