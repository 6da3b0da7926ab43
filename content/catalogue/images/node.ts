/** The official Node images. Snapshot of June 2025. */
import type { WorkingTree } from "../../../src/engine/filesystem/working-tree.ts";
import type { Libc } from "../../../src/engine/programs/packages/binaries.ts";
import { hole } from "../../../src/engine/programs/packages/binaries.ts";
import { writeNode } from "../../../src/engine/programs/packages/npm/layout.ts";
import { type Recipe, row, type Step, standardPath } from "../recipe.ts";
import { alpine } from "./alpine.ts";
import { buildpack, debian } from "./debian.ts";

interface Version {
  readonly version: string;
  readonly npm: string;
  /** Tags that stand for this line beside its number. */
  readonly names: readonly string[];
  /** Bytes of the layer that brings Node. */
  readonly size: number;
  readonly alpine: number;
}

const versions: readonly Version[] = [
  { version: "24.2.0", npm: "11.3.0", names: ["current"], size: 150_000_000, alpine: 151_000_000 },
  { version: "22.16.0", npm: "10.9.2", names: ["lts", "jod"], size: 139_000_000, alpine: 147_000_000 },
  { version: "18.20.8", npm: "10.8.2", names: ["hydrogen"], size: 113_000_000, alpine: 114_500_000 },
  { version: "20.19.2", npm: "10.8.2", names: ["iron"], size: 120_000_000, alpine: 120_500_000 },
];

const yarnVersion = "1.22.22";
const entrypoint = `#!/bin/sh
set -e

# Run command with node if the first argument contains a "-" or is not a system command.
if [ "\${1#-}" != "\${1}" ] || [ -z "$(command -v "\${1}")" ]; then
  set -- node "$@"
fi

exec "$@"
`;

function addUser(tree: WorkingTree, shell: string): void {
  for (const [path, line] of [
    ["/etc/passwd", `node:x:1000:1000::/home/node:${shell}\n`],
    ["/etc/group", "node:x:1000:\n"],
    ["/etc/shadow", "node:!:20241:0:99999:7:::\n"],
  ] as const) {
    tree.writeFile(path, tree.readText(path) + line);
  }
  tree.mkdir("/home/node", { uid: 1000, gid: 1000 });
}

function writeYarn(tree: WorkingTree): void {
  const folder = `/opt/yarn-v${yarnVersion}`;
  tree.writeFile(`${folder}/package.json`, `${JSON.stringify({ name: "yarn", version: yarnVersion }, null, 2)}\n`, { parents: true });
  tree.writeFile(`${folder}/bin/yarn.js`, "#!/usr/bin/env node\nrequire('../lib/cli.js')\n", { mode: 0o755, parents: true });
  tree.writeFile(`${folder}/lib/cli.js`, hole(5_200_000), { parents: true });
  for (const name of ["yarn", "yarnpkg"]) tree.symlink(`${folder}/bin/yarn.js`, `/usr/local/bin/${name}`);
}

function rows({ version, npm, size, alpine: alpineSize }: Version, libc: Libc): Step[] {
  const musl = libc === "musl";
  return [
    row(
      musl
        ? "RUN /bin/sh -c addgroup -g 1000 node     && adduser -u 1000 -G node -s /bin/sh -D node     && apk add --no-cache         libstdc++ # buildkit"
        : "RUN /bin/sh -c groupadd --gid 1000 node   && useradd --uid 1000 --gid node --shell /bin/bash --create-home node # buildkit",
      {
        fill: (tree) => {
          addUser(tree, musl ? "/bin/sh" : "/bin/bash");
          if (musl) tree.writeFile("/usr/lib/libstdc++.so.6", hole(2_500_000));
        },
      },
    ),
    row(`ENV NODE_VERSION=${version}`),
    row(
      `RUN /bin/sh -c ARCH= OPENSSL_ARCH= && dpkgArch="$(dpkg --print-architecture)"     && … && curl -fsSLO --compressed "https://nodejs.org/dist/v$NODE_VERSION/node-v$NODE_VERSION-linux-$ARCH.tar.xz"     && tar -xJf "node-v$NODE_VERSION-linux-$ARCH.tar.xz" -C /usr/local --strip-components=1 --no-same-owner     && ln -s /usr/local/bin/node /usr/local/bin/nodejs     && node --version     && npm --version # buildkit`,
      {
        fill: (tree) => writeNode(tree, { version, npm, libc, nodeSize: 118_000_000 * (/^(18|20)/.test(version) ? 0.82 : 1) }),
        size: musl ? alpineSize : size,
        ballast: { "/usr/local/include/node/node.h": 1, "/usr/local/share/doc/node/gdbinit": 1 },
      },
    ),
    row(`ENV YARN_VERSION=${yarnVersion}`),
    row(
      'RUN /bin/sh -c set -ex   && … && curl -fsSLO --compressed "https://yarnpkg.com/downloads/$YARN_VERSION/yarn-v$YARN_VERSION.tar.gz"   && mkdir -p /opt   && tar -xzf yarn-v$YARN_VERSION.tar.gz -C /opt/   && yarn --version   && rm -rf /tmp/* # buildkit',
      { fill: writeYarn },
    ),
    row("COPY docker-entrypoint.sh /usr/local/bin/ # buildkit", {
      fill: (tree) => tree.writeFile("/usr/local/bin/docker-entrypoint.sh", entrypoint, { mode: 0o755 }),
    }),
    row('ENTRYPOINT ["docker-entrypoint.sh"]'),
    row('CMD ["node"]'),
  ];
}

function recipes(version: Version): Recipe[] {
  const config = {
    Env: [standardPath, `NODE_VERSION=${version.version}`, `YARN_VERSION=${yarnVersion}`],
    Cmd: ["node"],
    Entrypoint: ["docker-entrypoint.sh"],
  };
  const created = Date.parse("2025-06-05T01:42:18Z");
  const [major = "", minor = ""] = version.version.split(".");
  const numbers = [version.version, `${major}.${minor}`, major, ...version.names];
  const tags = (variants: readonly string[]): string[] => [
    ...variants.flatMap((variant) => numbers.map((number) => `node:${number}${variant === "" ? "" : `-${variant}`}`)),
    ...(major === "24" ? variants.map((variant) => (variant === "" ? "node:latest" : `node:${variant}`)) : []),
  ];
  return [
    { tags: tags(["", "bookworm"]), created, base: buildpack, steps: rows(version, "glibc"), config },
    { tags: tags(["slim", "bookworm-slim"]), created, base: debian("bookworm-slim"), steps: rows(version, "glibc"), config },
    { tags: tags(["alpine", "alpine3.21"]), created, base: alpine("3.21"), steps: rows(version, "musl"), config },
  ];
}

export const family: readonly Recipe[] = versions.flatMap(recipes);
