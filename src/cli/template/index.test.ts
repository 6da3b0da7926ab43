import { describe, expect, it } from "vitest";
import { Template, TemplateExecError } from "./execute.ts";
import { GoNil, GoStruct, typedMap, type Value } from "./value.ts";

const nothing = new GoStruct("struct {}", {}, {});
const noBindings = new GoNil("slice", "[]nat.PortBinding");
const typed = {
  Labels: typedMap({ a: "b" }),
  Volumes: typedMap({}, { key: "string", missing: nothing }),
  Ports: typedMap({ "80/tcp": [] }, { key: "nat.Port", missing: noBindings }),
};
const fill = (source: string, data: Value, missingKeyIsError = false): string => {
  try {
    return new Template(source).execute(data, { missingKeyIsError });
  } catch (error) {
    if (error instanceof TemplateExecError) return error.message;
    throw error;
  }
};

describe("index of a key that is not there", () => {
  it("is the zero value of what a map of a known type holds", () => {
    expect(fill('[{{index .Labels "c"}}] {{index .Volumes "c"}}', typed)).toBe("[] {}");
  });

  it("is refused where keys have a type of their own", () => {
    expect(fill('{{index .Ports "81/tcp"}}', typed)).toMatch(/error calling index: value has type string; should be nat.Port$/);
  });

  it("is no value where nothing is known of the map, and nothing can be asked of that", () => {
    const json = { Ports: { "80/tcp": [{ HostPort: "8080" }] } };
    expect(fill('{{index .Ports "81/tcp"}}', json, true)).toBe("<no value>");
    expect(fill('{{(index (index .Ports "80/tcp") 0).HostPort}}', json, true)).toBe("8080");
    expect(fill('{{(index (index .Ports "81/tcp") 0).HostPort}}', json, true)).toMatch(/error calling index: index of untyped nil$/);
    expect(fill('{{index .Ports "81/tcp" 0}}', json, true)).toMatch(/error calling index: index of nil pointer$/);
    expect(fill('{{(index .Ports "81/tcp").HostPort}}', json, true)).toMatch(/at <"81\/tcp">: nil data; no entry for key "HostPort"$/);
  });
});

it("a field of what is not there is not there either, unless that is an error", () => {
  expect(fill("{{.Networks.nope.IPAddress}}", { Networks: {} })).toBe("<no value>");
  expect(fill("{{.Networks.nope.IPAddress}}", { Networks: {} }, true)).toMatch(/map has no entry for key "nope"$/);
});
