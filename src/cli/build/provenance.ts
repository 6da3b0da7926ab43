/** Where an image comes from, as `--metadata-file` tells it: SLSA provenance in its short form. */
import type { BuildMaterial, BuildRequest, BuildResult } from "../../engine/api.ts";
import { familiarString, parseReference } from "../../engine/images/reference.ts";

export function provenanceOf({ materials = [] }: BuildResult, request: BuildRequest): object {
  return {
    builder: { id: "" },
    buildType: "https://mobyproject.org/buildkit@v1",
    ...materialsIn(materials),
    invocation: {
      configSource: { entryPoint: request.dockerfile.name },
      parameters: { frontend: "dockerfile.v0", locals: [{ name: "context" }, { name: "dockerfile" }] },
      environment: { platform: "linux/amd64" },
    },
  };
}

/** The images, each with the digest of its file system, sorted by name. */
function materialsIn(materials: readonly BuildMaterial[]): object {
  const found = new Map<string, object>();
  for (const { reference, platform, digest } of materials) {
    const name = familiarString(parseReference(reference)).replace(/:([^:/]+)$/, "@$1");
    const uri = `pkg:docker/${name}?platform=${encodeURIComponent(platform)}`;
    found.set(uri, { uri, digest: { sha256: digest.replace("sha256:", "") } });
  }
  return found.size > 0 ? { materials: [...found.keys()].sort().map((uri) => found.get(uri)) } : {};
}
