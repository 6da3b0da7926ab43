/** The API as a client meets it: versions, headers, mistakes. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDaemon, type TestDaemon } from "./testing.ts";

let daemon: TestDaemon;
beforeAll(async () => {
  daemon = await startDaemon();
});
afterAll(async () => {
  expect(daemon.faults).toEqual([]);
  await daemon.close();
});

const message = async (method: string, target: string, body?: unknown, headers?: Record<string, string>): Promise<[number, unknown]> => {
  const answer = await daemon.call(method, target, body, headers);
  return [answer.status, answer.json().message];
};

describe("versions", () => {
  it("answers a ping with what a client needs to know, whatever version it asks in", async () => {
    for (const target of ["/_ping", "/v1.51/_ping", "/v1.24/_ping"]) {
      const { status, text, headers } = await daemon.call("GET", target);
      expect([status, text, headers["api-version"], headers.ostype, headers["builder-version"], headers.swarm]).toEqual([
        200,
        "OK",
        "1.51",
        "linux",
        "2",
        "inactive",
      ]);
    }
    const head = await daemon.call("HEAD", "/_ping");
    expect([head.status, head.text, head.headers["api-version"]]).toEqual([200, "", "1.51"]);
  });

  it("refuses versions that are too new, too old or none", async () => {
    expect(await message("GET", "/v1.99/version")).toEqual([400, "client version 1.99 is too new. Maximum supported API version is 1.51"]);
    expect(await message("GET", "/v1.12/version")).toEqual([
      400,
      "client version 1.12 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version",
    ]);
    expect(await message("GET", "/vx/version")).toEqual([404, "page not found"]);
  });
});

describe("mistakes", () => {
  it("knows its routes", async () => {
    expect(await message("GET", "/v1.41/nope")).toEqual([404, "page not found"]);
    expect(await message("POST", "/_ping")).toEqual([404, "page not found"]);
    expect(await message("GET", "/%zz")).toEqual([400, 'invalid URL escape in "/%zz"']);
  });

  it.each([
    ["{", 400, "invalid JSON: unexpected EOF"],
    ['{"Image":', 400, "invalid JSON: unexpected EOF"],
    ["", 400, "invalid JSON: got EOF while reading request body"],
    ['{"Image":"alpine:3.20"} x', 400, "unexpected content after JSON"],
    ["null", 400, "config cannot be empty in order to create a container"],
    ["[]", 400, "invalid JSON: json: cannot unmarshal array into Go value of type container.CreateRequest"],
    ["{x", 400, "invalid JSON: invalid character 'x' looking for beginning of object key string"],
    ["x", 400, "invalid JSON: invalid character 'x' looking for beginning of value"],
  ])("reads %j as a body as the daemon does", async (body, status, words) => {
    expect(await message("POST", "/containers/create", body)).toEqual([status, words]);
  });

  it("wants JSON to be called JSON", async () => {
    expect(await message("POST", "/containers/create", "{}", { "content-type": "text/plain" })).toEqual([
      400,
      "unsupported Content-Type header (text/plain): must be 'application/json'",
    ]);
  });

  it.each([
    ["GET", "/containers/json?filters=x", 400, "invalid filter"],
    ["GET", '/containers/json?filters={"status":5}', 400, "invalid filter"],
    ["GET", '/containers/json?filters={"nope":["x"]}', 400, "invalid filter 'nope'"],
    ["GET", "/containers/json?limit=x", 500, 'strconv.Atoi: parsing "x": invalid syntax'],
    ["GET", '/images/json?filters={"foo":{"bar":true}}', 400, "invalid filter 'foo'"],
    ["GET", "/containers/nope/json", 404, "No such container: nope"],
    ["GET", "/containers/nope/logs", 400, "Bad parameters: you must choose at least one stream"],
    ["GET", "/containers/nope/archive", 400, "bad parameter: pathcannot be empty"],
    ["POST", "/containers/nope/resize?h=x&w=2", 400, 'invalid resize height "x": invalid syntax'],
    ["POST", "/containers/nope/resize?h=3", 400, 'invalid resize width "": invalid syntax'],
    ["POST", "/containers/nope/wait?condition=foo", 400, 'invalid condition: "foo"'],
    ["POST", "/containers/nope/stop?t=x", 500, 'strconv.Atoi: parsing "x": invalid syntax'],
    ["GET", "/events?since=x", 500, 'strconv.ParseInt: parsing "x": invalid syntax'],
    ["GET", "/exec/nope/json", 404, "No such exec instance: nope"],
    ["GET", "/images/nope/json", 404, "No such image: nope:latest"],
    ["GET", "/images/get?names=nope", 404, "No such image: nope"],
    ["GET", "/networks/nope", 404, "network nope not found"],
    ["GET", "/volumes/nope", 404, "get nope: no such volume"],
    ["POST", "/build?buildargs=x", 400, "error reading build args: invalid character 'x' looking for beginning of value"],
    ["POST", "/build/cancel", 400, "build ID not provided"],
    ["POST", "/session", 400, "no upgrade proto in request"],
    ["GET", "/plugins/x/json", 404, 'plugin "x" not found'],
    ["POST", "/swarm/leave", 503, "This node is not part of a swarm"],
  ])("%s %s", async (method, target, status, words) => {
    expect(await message(method, encodeURI(target))).toEqual([status, words]);
  });

  it.each(["nodes", "services", "tasks", "secrets", "configs", "swarm"])("is in no swarm: /%s", async (kind) => {
    const [status, words] = await message("GET", `/${kind}`);
    expect([status, words]).toEqual([503, expect.stringContaining("This node is not a swarm manager.")]);
  });
});

describe("lists", () => {
  it("takes filters in both of their forms", async () => {
    for (const filters of ['{"reference":["alpine*"]}', '{"reference":{"alpine*":true}}']) {
      const images = (await daemon.call("GET", `/images/json?filters=${encodeURIComponent(filters)}`)).json<{ RepoTags: string[] }[]>();
      expect(images.map(({ RepoTags }) => RepoTags)).toEqual([["alpine:3.20"]]);
    }
  });

  it("repeats an image's size for old clients", async () => {
    const [old] = (await daemon.call("GET", "/v1.43/images/json")).json<{ Size: number; VirtualSize?: number }[]>();
    const [young] = (await daemon.call("GET", "/v1.44/images/json")).json<{ VirtualSize?: number }[]>();
    expect(old?.VirtualSize).toBe(old?.Size);
    expect(young).not.toHaveProperty("VirtualSize");
  });
});
