import { expect, test } from "vitest";
import { AllowList } from "../policy/allow-list.ts";
import { Names } from "../policy/names.ts";
import type { World } from "../policy/world.ts";
import { buildOrderOf } from "./request.ts";
import { sourcePolicy } from "./source-policy.ts";

const images = new AllowList(["alpine"]);
const order = (more: object) => buildOrderOf({ dockerfile: "Dockerfile", ...more }, { images, limits: { memory: 1 } } as World);

test.each(["BUILDKIT_SYNTAX", "BUILDKIT_SYNTAX=evil.example/x", "buildkit_cache_mount_ns=dd-00000000", "A=B", ""])(
  "the build argument %j is not a session's to give",
  (name) => {
    expect(() => order({ buildArgs: { [name]: "x" } })).toThrow(/build argument/);
  },
);

test("a session's own build arguments go through", () => {
  expect(order({ buildArgs: { VERSION: "a=b", "odd name": "" } }).buildArgs).toEqual({ VERSION: "a=b", "odd name": "" });
});

test("where any image may be taken, those of other sessions may not", () => {
  const names = new Names("dd-1f2e3d4c");
  const { rules } = sourcePolicy(new AllowList([], { any: true }), names, []);
  const last = (identifier: string) =>
    rules.findLast(({ selector }) =>
      (selector.match_type === "REGEX"
        ? new RegExp(selector.identifier)
        : new RegExp(`^${selector.identifier.replace(/[.]/g, "\\.").replaceAll("*", ".*")}$`)
      ).test(identifier),
    )?.action;
  expect(last("docker-image://docker.io/library/alpine:3.20")).toBe("ALLOW");
  expect(last("docker-image://docker.io/dd-1f2e3d4c/app:1")).toBe("ALLOW");
  expect(last("docker-image://docker.io/dd-00000000/app:1")).toBe("DENY");
  expect(last("docker-image://docker.io/dd-people/app:1")).toBe("ALLOW");
});
