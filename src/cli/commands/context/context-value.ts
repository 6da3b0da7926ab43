/** The one context as `docker context inspect` shows it. */
import type { Inspected } from "../../inspect/inspect.ts";
import { GoStruct } from "../../template/value.ts";

export function inspectedContext(endpoint: string): Inspected {
  const object = {
    Name: "default",
    Metadata: {},
    Endpoints: { docker: { Host: endpoint, SkipTLSVerify: false } },
    TLSMaterial: {},
    Storage: { MetadataPath: "<IN MEMORY>", TLSPath: "<IN MEMORY>" },
  };
  // The client knows it by these two fields alone; whatever else a template asks for is read from the JSON.
  return {
    struct: () => new GoStruct("context.contextWithTLSListing", { Name: object.Name, Endpoints: object.Endpoints }, object),
    json: () => object,
  };
}
