import { expect, test } from "vitest";
import { AllowList } from "./allow-list.ts";
import { Names } from "./names.ts";

const names = new Names("dd-1f2e3d4c");

test.each([
  ["app", "dd-1f2e3d4c/app:latest"],
  ["app:1", "dd-1f2e3d4c/app:1"],
  ["docker.io/library/app", "dd-1f2e3d4c/app:latest"],
  ["team/app:1", "dd-1f2e3d4c/team/app:1"],
  ["localhost:5000/app", "dd-1f2e3d4c/localhost__port__5000/app:latest"],
])("the image %s is %s in the engine", (given, real) => {
  expect(names.realImage(given)).toBe(real);
});

test("an image's name comes back as it was given", () => {
  for (const name of ["app:1", "team/app:1", "localhost:5000/app:2"]) expect(names.shownImage(names.realImage(name))).toBe(name);
  expect(names.shownImage("dd-99999999/app:1")).toBeUndefined();
});

test("what the engine says is shown in the session's names", () => {
  expect(names.shown('The container name "/dd-1f2e3d4c-web" is already in use')).toBe('The container name "/web" is already in use');
  expect(names.shown("naming to docker.io/dd-1f2e3d4c/app:1 done")).toBe("naming to docker.io/library/app:1 done");
  expect(names.shown("naming to docker.io/dd-1f2e3d4c/team/app:1")).toBe("naming to docker.io/team/app:1");
});

test("the list knows an image by all its names, and no other by part of one", () => {
  const list = new AllowList(["alpine", "nginx:1.27", "ghcr.io/team/*"]);
  for (const name of ["alpine", "alpine:3.20", "docker.io/library/alpine:latest", "nginx:1.27", "ghcr.io/team/x:1"])
    expect(list.allows(name), name).toBe(true);
  for (const name of [
    "alpine-evil",
    "evil/alpine",
    "evil.example/library/alpine",
    "nginx:1.28",
    "nginx",
    "ghcr.io/teamx/y",
    "ALPINE",
    "dd-1f2e3d4c/alpine",
  ])
    expect(list.allows(name), name).toBe(false);
  expect(new AllowList([], { any: true }).allows("dd-99999999/app:1")).toBe(false);
});

test("long names and long texts take no longer than their length", () => {
  const long = 200_000;
  expect(names.shown(`"docker.io/dd-1f2e3d4c/${"a".repeat(long)}/b"`)).toBe(`"docker.io/${"a".repeat(long)}/b"`);
  expect(() => names.realImage(`${":".repeat(long)}/`)).toThrow(/invalid/);
  expect(new AllowList(["alpine"]).allows(`${":".repeat(long)}/`)).toBe(false);
});

test("an image's name beside other signs is the session's too", () => {
  expect(names.shown('FROM docker.io/dd-1f2e3d4c/app:1@sha256:0 AS x "docker.io/dd-1f2e3d4c/app"')).toBe(
    'FROM docker.io/library/app:1@sha256:0 AS x "docker.io/library/app"',
  );
});
