/** A context as `docker context inspect` shows it. */
import type { DockerContext } from "../../context.ts";
import type { Inspected } from "../../inspect/inspect.ts";
import { GoNil, GoStruct } from "../../template/value.ts";
import { metaFolder, type StoredContext, tlsFolder } from "./stored.ts";

export function inspectedContext({ Name, Metadata, Endpoints }: StoredContext, context: DockerContext): Inspected {
  const inMemory = Name === "default";
  const tls = tlsFolder(Name, context);
  const TLSMaterial = Object.fromEntries(
    (context.disk.exists(tls) ? context.disk.readdir(tls) : []).map((endpoint) => [endpoint, context.disk.readdir(`${tls}/${endpoint}`)]),
  );
  const Storage = {
    MetadataPath: inMemory ? "<IN MEMORY>" : metaFolder(Name, context),
    TLSPath: inMemory ? "<IN MEMORY>" : tls,
  };
  const object = { Name, Metadata, Endpoints, TLSMaterial, Storage };
  const docker = new GoStruct("docker.EndpointMeta", Endpoints.docker, Endpoints.docker);
  const said = new GoStruct(
    "command.DockerContext",
    { Description: Metadata.Description ?? "", AdditionalFields: new GoNil("map", "map[string]interface {}") },
    Metadata,
  );
  const stored = { Name, Metadata: said, Endpoints: { docker } };
  return {
    struct: () =>
      new GoStruct("context.contextWithTLSListing", { ...stored, Metadata: new GoStruct("store.Metadata", stored, object) }, object),
    json: () => object,
    isKnownByFields: true,
  };
}
