/** Well-known images that the registries have and the catalogue has not, so that the lab does not pretend that nobody has them. */
import { familiarName, parseReference } from "../../src/engine/images/reference.ts";

const repositories = new Set(
  `almalinux amazonlinux api-firewall archlinux bash clearlinux clefos convertigo eggdrop fedora flink gazebo groovy haxe
   hitch hylang ibmjava irssi jruby lightstreamer mageia mono neurodebian oraclelinux photon pypy rakudo-star rockylinux
   ros sapmachine satosa silverpeas sl spark spiped storm swipl unit
   docker/getting-started docker/welcome-to-docker docker/whalesay nginxdemos/hello crccheck/hello-world
   dockersamples/static-site tutum/hello-world progrium/stress polinux/stress wagoodman/dive hadolint/hadolint
   aquasec/trivy anchore/syft anchore/grype moby/buildkit tianon/true`.split(/\s+/),
);

/** What a learner has to know when such an image cannot be had: a sentence. `undefined` for a name that may well be wrong. */
export function notInTheLab(reference: string): string | undefined {
  const repository = familiarName(parseReference(reference));
  return repositories.has(repository)
    ? `${repository} can be had elsewhere; the lab, which has no network, brings a small registry of its own without it.`
    : undefined;
}
