/** Flags of `docker build` that the lab cannot honour. Better refused than taken and ignored. */
import { CliError, NotInLab } from "../errors.ts";
import type { FlagValues } from "../flags/parse.ts";

const attestations =
  "failed to build: Attestation is not supported for the docker driver.\nSwitch to a different driver, or turn on the containerd image store, and try again.\nLearn more at https://docs.docker.com/go/attestations/";
const cacheExport =
  "failed to build: Cache export is not supported for the docker driver.\nSwitch to a different driver, or turn on the containerd image store, and try again.\nLearn more at https://docs.docker.com/go/build-cache-backends/";

const reasons: Readonly<Record<string, string>> = {
  allow: "it has no entitlements to grant.",
  annotation: "its images have labels (`--label`), not annotations.",
  "build-context": "only the one context named on the command line is read.",
  "cache-from": "it has one build cache, its own.",
  "cgroup-parent": "it has no control groups.",
  push: "it has no registry to push to.",
  "shm-size": "a build step has no shared memory to size.",
  ssh: "it has no SSH agent.",
  ulimit: "a build step has no resource limits.",
};

/** @throws CliError where the real client refuses as well, else NotInLab */
export function refuseUnsupported(flags: FlagValues): void {
  const builder = flags.text("builder");
  if (builder !== "" && builder !== "default") throw new CliError(`no builder ${JSON.stringify(builder)} found`);
  for (const spec of flags.list("build-context")) {
    if (!/^[^=]+=./.test(spec)) throw new CliError(`invalid context value: ${spec}, expected key=value`);
  }
  for (const attest of flags.list("attest")) if (!attest.includes("=")) throw new CliError(`invalid value ${attest}`);
  if (["", "false", "0"].includes(flags.text("sbom")) === false || flags.list("attest").length > 0) throw new CliError(attestations);
  if (flags.has("provenance") && flags.text("provenance") !== "false") throw new CliError(attestations);
  for (const cache of flags.list("cache-to")) if (cache !== "type=inline") throw new CliError(cacheExport);
  if (flags.has("cache-to")) throw new NotInLab("`docker build --cache-to` is not in the lab: it has one build cache, its own.");
  if (flags.bool("push") && flags.list("tag").length === 0) throw new CliError("failed to build: tag is needed when pushing to registry");
  for (const output of flags.list("output")) {
    if (!/^(type=)?(docker|image)$/.test(output)) {
      throw new NotInLab(`\`docker build --output ${output}\` is not in the lab: a build ends in an image of this engine.`);
    }
  }
  for (const name of flags.given()) {
    const reason = reasons[name];
    if (reason && flags.text(name) !== "false") throw new NotInLab(`\`docker build --${name}\` is not in the lab: ${reason}`);
  }
}
