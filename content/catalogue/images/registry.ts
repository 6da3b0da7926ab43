/** The official images of the registry (the Distribution project). Snapshot of June 2025. */
import { binary } from "../../../src/engine/programs/packages/binaries.ts";
import { type Recipe, row, standardPath } from "../recipe.ts";
import { alpine } from "./alpine.ts";

interface Release {
  readonly version: string;
  readonly tags: readonly string[];
  readonly created: string;
  /** Where its configuration lies. */
  readonly config: string;
}

const releases: readonly Release[] = [
  {
    version: "2.8.3",
    tags: ["registry:2.8.3", "registry:2.8", "registry:2"],
    created: "2025-06-02T23:10:00Z",
    config: "/etc/docker/registry/config.yml",
  },
  {
    version: "3.0.0",
    tags: ["registry:3.0.0", "registry:3.0", "registry:3", "registry:latest"],
    created: "2025-06-02T23:14:00Z",
    config: "/etc/distribution/config.yml",
  },
];

const entrypoint = `#!/bin/sh

set -e

case "$1" in
    *.yaml|*.yml) set -- registry serve "$@" ;;
    serve|garbage-collect|help|-*) set -- registry "$@" ;;
esac

exec "$@"
`;

const configuration = `version: 0.1
log:
  fields:
    service: registry
storage:
  cache:
    blobdescriptor: inmemory
  filesystem:
    rootdirectory: /var/lib/registry
http:
  addr: :5000
  headers:
    X-Content-Type-Options: [nosniff]
health:
  storagedriver:
    enabled: true
    interval: 10s
    threshold: 3
`;

export const family: readonly Recipe[] = releases.map(({ version, tags, created, config }) => ({
  tags,
  created: Date.parse(created),
  base: alpine("3.21"),
  steps: [
    row("RUN /bin/sh -c apk add --no-cache ca-certificates # buildkit", {
      fill: (tree) => tree.writeFile("/etc/ssl/certs/ca-certificates.crt", { bytes: new Uint8Array(), size: 217_000 }, { parents: true }),
    }),
    row("RUN /bin/sh -c set -eux; … registry --version # buildkit", {
      fill: (tree) => tree.writeFile("/bin/registry", binary("registry", "static", 16_900_000, { version }), { mode: 0o755 }),
    }),
    row(`COPY ./config-example.yml ${config} # buildkit`, {
      fill: (tree) => tree.writeFile(config, configuration, { parents: true }),
    }),
    row("VOLUME [/var/lib/registry]"),
    row("EXPOSE map[5000/tcp:{}]"),
    row("COPY docker-entrypoint.sh /entrypoint.sh # buildkit", {
      fill: (tree) => tree.writeFile("/entrypoint.sh", entrypoint, { mode: 0o755 }),
    }),
    row('ENTRYPOINT ["/entrypoint.sh"]'),
    row(`CMD ["${config}"]`),
  ],
  config: {
    ExposedPorts: { "5000/tcp": {} },
    Env: [standardPath, "OTEL_TRACES_EXPORTER=none"].slice(0, version.startsWith("2") ? 1 : 2),
    Entrypoint: ["/entrypoint.sh"],
    Cmd: [config],
    Volumes: { "/var/lib/registry": {} },
    WorkingDir: "/",
  },
}));
