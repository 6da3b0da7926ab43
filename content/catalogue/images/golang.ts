/** The official Go images. Snapshot of June 2025. */
import type { WorkingTree } from "../../../src/engine/filesystem/working-tree.ts";
import { binary, hole } from "../../../src/engine/programs/packages/binaries.ts";
import { type Recipe, row, type Step } from "../recipe.ts";
import { alpine } from "./alpine.ts";
import { aptInstall, buildpackScm } from "./debian.ts";

interface Version {
  readonly version: string;
  readonly latest?: boolean;
  /** Bytes of the layer that brings Go. */
  readonly size: number;
}

const versions: readonly Version[] = [
  { version: "1.24.4", latest: true, size: 257_000_000 },
  { version: "1.23.10", size: 241_000_000 },
  { version: "1.22.12", size: 231_000_000 },
];

const path = "PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const created = "2025-06-06T00:49:13Z";
/** Directories of the standard library, so that a look around finds them. */
const standard =
  "archive/tar bufio bytes compress/gzip context crypto/sha256 crypto/tls database/sql embed encoding/base64 encoding/json errors flag fmt html/template io io/fs log log/slog maps math math/rand net net/http net/url os os/exec os/signal os/user path path/filepath reflect regexp runtime slices sort strconv strings sync sync/atomic syscall testing text/template time unicode".split(
    " ",
  );

function writeGo(tree: WorkingTree, version: string): void {
  const root = "/usr/local/go";
  tree.writeFile(`${root}/VERSION`, `go${version}\ntime 2025-05-29T19:37:36Z\n`, { parents: true });
  tree.writeFile(`${root}/bin/go`, binary("go", "static", 13_900_000, { version, goroot: root }), { mode: 0o755, parents: true });
  tree.writeFile(`${root}/bin/gofmt`, binary("installed-tool", "static", 2_900_000, { name: "gofmt", package: "go", version }), {
    mode: 0o755,
  });
  for (const name of standard)
    tree.writeFile(
      `${root}/src/${name}/${name.slice(name.lastIndexOf("/") + 1)}.go`,
      hole(40_000, `package ${name.slice(name.lastIndexOf("/") + 1)}\n`),
      { parents: true },
    );
  for (const [name, size] of [
    ["asm", 5],
    ["cgo", 5],
    ["compile", 26],
    ["link", 8],
    ["vet", 9],
    ["cover", 6],
  ] as const)
    tree.writeFile(
      `${root}/pkg/tool/linux_amd64/${name}`,
      binary("installed-tool", "static", size * 1_000_000, { name, package: "go", version }),
      { mode: 0o755, parents: true },
    );
  tree.writeFile(`${root}/LICENSE`, hole(1_453));
  tree.writeFile(`${root}/README.md`, "# The Go Programming Language\n");
}

function rows({ version, size }: Version): Step[] {
  return [
    row(`ENV GOLANG_VERSION=${version}`),
    row("ENV GOTOOLCHAIN=local"),
    row("ENV GOPATH=/go"),
    row(`ENV ${path}`),
    row("COPY /target/ / # buildkit", {
      fill: (tree) => writeGo(tree, version),
      size,
      ballast: {
        "/usr/local/go/src/cmd/vendor/modules.txt": 1,
        "/usr/local/go/src/runtime/testdata/data.go": 1,
        "/usr/local/go/test/run.go": 1,
        "/usr/local/go/api/go1.txt": 0.3,
      },
    }),
    row('RUN /bin/sh -c mkdir -p "$GOPATH/src" "$GOPATH/bin" && chmod -R 1777 "$GOPATH" # buildkit', {
      fill: (tree) => {
        for (const folder of ["/go", "/go/src", "/go/bin"]) tree.mkdir(folder, { mode: 0o1777 });
      },
    }),
    row("WORKDIR /go"),
  ];
}

const compiler = row(
  "RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tg++ \t\tgcc \t\tlibc6-dev \t\tmake \t\tpkg-config \t; \trm -rf /var/lib/apt/lists/* # buildkit",
  {
    fill: (tree) => aptInstall(tree, "g++ gcc libc6-dev make pkg-config"),
    size: 262_000_000,
    ballast: { "/usr/lib/gcc/x86_64-linux-gnu/12/cc1plus": 2, "/usr/lib/x86_64-linux-gnu/libc.a": 1 },
  },
);

const certificates = row("RUN /bin/sh -c apk add --no-cache ca-certificates # buildkit", {
  fill: (tree) => tree.writeFile("/usr/sbin/update-ca-certificates", "#!/bin/sh\nexit 0\n", { mode: 0o755 }),
  size: 551_000,
  ballast: { "/usr/share/ca-certificates/mozilla.pem": 1 },
});

// Its rows with the compiler are a layer that all versions of Go share.
const withCompiler: Recipe = {
  tags: ["golang-base:bookworm"],
  created: Date.parse(created),
  base: buildpackScm,
  steps: [compiler],
  config: buildpackScm.config,
};

function recipes(version: Version): Recipe[] {
  const env = [path, `GOLANG_VERSION=${version.version}`, "GOTOOLCHAIN=local", "GOPATH=/go"];
  const short = version.version.split(".").slice(0, 2).join(".");
  const numbers = [version.version, short, ...(version.latest ? ["1"] : [])];
  const tags = (variants: readonly string[]): string[] => [
    ...variants.flatMap((variant) => numbers.map((number) => `golang:${number}${variant === "" ? "" : `-${variant}`}`)),
    ...(version.latest ? variants.map((variant) => (variant === "" ? "golang:latest" : `golang:${variant}`)) : []),
  ];
  const time = Date.parse(created);
  return [
    {
      tags: tags(["", "bookworm"]),
      created: time,
      base: withCompiler,
      steps: rows(version),
      config: { Env: env, Cmd: ["bash"], WorkingDir: "/go" },
    },
    {
      tags: tags(["alpine", "alpine3.21"]),
      created: time,
      base: alpine("3.21"),
      steps: [certificates, ...rows(version)],
      config: { Env: env, Cmd: ["/bin/sh"], WorkingDir: "/go" },
    },
    {
      tags: tags(["alpine3.22"]),
      created: time,
      base: alpine("3.22"),
      steps: [certificates, ...rows(version)],
      config: { Env: env, Cmd: ["/bin/sh"], WorkingDir: "/go" },
    },
  ];
}

export const family: readonly Recipe[] = versions.flatMap(recipes);
