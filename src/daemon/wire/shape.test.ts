import { describe, expect, test } from "vitest";
import { createRequest } from "../bodies/container.ts";
import { int64, list, map, string, struct } from "./shape.ts";

// Each asked of a real daemon (28.5).
const refused: readonly (readonly [body: unknown, message: string])[] = [
  [{ Image: 5 }, "json: cannot unmarshal number into Go struct field .Image of type string"],
  [{ HostConfig: { Memory: "x" } }, "json: cannot unmarshal string into Go struct field .HostConfig.Memory of type int64"],
  [{ HostConfig: { Memory: 1.5 } }, "json: cannot unmarshal number 1.5 into Go struct field .HostConfig.Memory of type int64"],
  [[], "json: cannot unmarshal array into Go value of type container.CreateRequest"],
  [{ ExposedPorts: { "80/tcp": 5 } }, "json: cannot unmarshal number into Go struct field .ExposedPorts.80~1tcp of type struct {}"],
  [{ Cmd: [1] }, "json: cannot unmarshal array into Go value of type string"],
  [
    { HostConfig: { PortBindings: { "80/tcp": [{ HostPort: 8 }] } } },
    "json: cannot unmarshal number into Go struct field .HostConfig.PortBindings.80~1tcp.0.HostPort of type string",
  ],
];

describe("a body of another type is refused in the daemon's words", () => {
  test.each(refused)("%j", (body, message) => {
    expect(() => createRequest.read(body, "")).toThrow(expect.objectContaining({ status: 400, message: `invalid JSON: ${message}` }));
  });
});

test("names match whatever their case, unknown ones are passed over, null is absent", () => {
  const shape = struct("t", { Name: string, Size: int64, Names: list(string), By: map(string) });
  expect(shape.read({ name: "a", NAMES: ["b"], other: { deep: true }, Size: null, By: { x: null } }, "")).toEqual({
    Name: "a",
    Names: ["b"],
    By: { x: "" },
  });
});

test("a command may be one word", () => {
  expect(createRequest.read({ Cmd: "ls", Entrypoint: ["sh", "-c"] }, "")).toEqual({ Cmd: ["ls"], Entrypoint: ["sh", "-c"] });
});

test("names that every object has are no fields", () => {
  expect(createRequest.read(JSON.parse('{"__proto__":{"Image":"x"},"constructor":1,"Image":"a"}'), "")).toEqual({ Image: "a" });
});
