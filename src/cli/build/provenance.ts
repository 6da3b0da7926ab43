/** Where an image comes from, as `--metadata-file` tells it: SLSA provenance in its short form. */
import type { BuildRequest, BuildView } from "../../engine/api.ts";
import { familiarString, parseReference } from "../../engine/images/reference.ts";
import { problemOf } from "../problem.ts";

export function provenanceOf(view: BuildView, request: BuildRequest): object {
  const platform = request.platform ?? "linux/amd64";
  return {
    builder: { id: "" },
    buildType: "https://mobyproject.org/buildkit@v1",
    ...materials(view, platform),
    invocation: {
      configSource: { entryPoint: request.dockerfile.name },
      parameters: { frontend: "dockerfile.v0", locals: [{ name: "context" }, { name: "dockerfile" }] },
      environment: { platform: "linux/amd64" },
    },
  };
}

/** The base images, each with the digest of what it stands for. */
function materials(view: BuildView, platform: string): object {
  const found = new Map<string, object>();
  for (const { reachable, steps } of view.stages) {
    const [from] = steps;
    if (!reachable || from?.kind !== "FROM" || !from.layer) continue;
    const reference = /^FROM (?:--platform=\S+ )?(\S+)/.exec(from.text)?.[1] ?? "";
    if (problemOf(() => parseReference(reference))) continue;
    const name = familiarString(parseReference(reference)).replace(/:([^:/]+)$/, "@$1");
    const uri = `pkg:docker/${name}?platform=${encodeURIComponent(platform)}`;
    found.set(uri, { uri, digest: { sha256: from.layer.replace("sha256:", "") } });
  }
  return found.size > 0 ? { materials: [...found.values()] } : {};
}
