import { describe, expect, it } from "vitest";
import { Template } from "./execute.ts";
import { GoNil, GoStruct } from "./value.ts";

const filled = (source: string, data: unknown): string => new Template(source).execute(data as ConstructorParameters<typeof GoStruct>[1]);

describe("what a template prints", () => {
  it("has no value for a nil that a map of JSON holds, and Go's nil within something", () => {
    expect(filled("{{.CapAdd}} {{.}}", { CapAdd: null })).toBe("<no value> map[CapAdd:<nil>]");
  });

  it("names a pointer that is nil", () => {
    expect(filled("{{.Init}}", { Init: new GoNil("pointer", "*bool") })).toBe("<nil>");
  });

  it("leaves out what JSON leaves out", () => {
    expect(filled("{{.}}", { Sysctls: undefined, Runtime: "runc" })).toBe("map[Runtime:runc]");
  });

  it("shows a pointer by what it points to, within something by its address", () => {
    const endpoint = new GoStruct("*network.EndpointSettings", { Gateway: "172.17.0.1" }, {});
    expect(filled("{{.bridge}}", { bridge: endpoint })).toBe("{172.17.0.1}");
    expect(filled("{{.}}", { bridge: endpoint })).toMatch(/^map\[bridge:0xc[0-9a-f]{9}\]$/);
  });
});
