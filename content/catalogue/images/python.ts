/** The official Python images. Snapshot of June 2025. */
import type { WorkingTree } from "../../../src/engine/filesystem/working-tree.ts";
import { writePip } from "../../../src/engine/programs/packages/pip/layout.ts";
import { shortVersion, sitePackages, writePython } from "../../../src/engine/programs/packages/python/layout.ts";
import type { Libc } from "../../../src/engine/programs/packages/binaries.ts";
import { type Recipe, row, type Step } from "../recipe.ts";
import { alpine } from "./alpine.ts";
import { aptInstall, buildpack, debian } from "./debian.ts";

interface Version {
  readonly version: string;
  readonly latest?: boolean;
  readonly pip: string;
  readonly gpg: string;
  readonly sha: string;
  /** Bytes of the layer that brings Python, in the slim image and in the full one. */
  readonly slim: number;
  readonly full: number;
  readonly alpine: number;
}

const versions: readonly Version[] = [
  {
    version: "3.13.4",
    latest: true,
    pip: "25.1.1",
    gpg: "7169605F62C751356D054A26A821E680E5FA6305",
    sha: "27b15a797562a2971dce3ffe31bb216042ce0b995b39d768cf15f784cc757365",
    slim: 36_900_000,
    full: 66_200_000,
    alpine: 36_100_000,
  },
  {
    version: "3.12.11",
    pip: "25.0.1",
    gpg: "7169605F62C751356D054A26A821E680E5FA6305",
    sha: "c30bb24b7f1e9a19b11b55a546434f74e739bb4c271a3e3a80ff4380d49f7adb",
    slim: 40_600_000,
    full: 69_200_000,
    alpine: 40_300_000,
  },
  {
    version: "3.11.13",
    pip: "24.0",
    gpg: "A035C8C19219BA821ECEA86B64E628F8D684696D",
    sha: "8fb5f9fbc7609fa822cb31549884575db7fd9657cbffb89510b5d7975963a83a",
    slim: 46_100_000,
    full: 73_900_000,
    alpine: 46_200_000,
  },
  {
    version: "3.10.18",
    pip: "23.0.1",
    gpg: "A035C8C19219BA821ECEA86B64E628F8D684696D",
    sha: "ae665bc678abd9ab6a6e1573d2481625a53719bc517e9a634ed2b9fefae3817f",
    slim: 44_200_000,
    full: 71_400_000,
    alpine: 44_100_000,
  },
  {
    version: "3.9.23",
    pip: "23.0.1",
    gpg: "E3FF2839C048B25C084DEBE9B26995E310250568",
    sha: "61a42919e13d539f7673cf11d1c404380e28e540510860b9d242196e165709c9",
    slim: 43_300_000,
    full: 70_200_000,
    alpine: 43_200_000,
  },
];

const created = "2025-06-04T17:51:09Z";

/** In 3.13 the locale no longer needs saying. */
const speaks = (version: string): boolean => !version.startsWith("3.13");

function environment({ version, gpg, sha }: Version): string[] {
  return [
    "PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    ...(speaks(version) ? ["LANG=C.UTF-8"] : []),
    `GPG_KEY=${gpg}`,
    `PYTHON_VERSION=${version}`,
    `PYTHON_SHA256=${sha}`,
  ];
}

function writeInterpreter(tree: WorkingTree, { version, pip }: Version, libc: Libc): void {
  const python = { prefix: "/usr/local", version, libc };
  writePython(tree, python);
  writePip(tree, {
    site: sitePackages(python),
    bin: "/usr/local/bin",
    interpreter: `/usr/local/bin/python${shortVersion(version)}`,
    version: pip,
    python: shortVersion(version),
  });
}

function ballast(version: string): Record<string, number> {
  const lib = `/usr/local/lib/python${shortVersion(version)}`;
  return {
    [`${lib}/__pycache__/stdlib.cpython-${shortVersion(version).replace(".", "")}.pyc`]: 3,
    [`${lib}/lib-dynload/_codecs.so`]: 1,
    [`${lib}/pydoc_data/topics.py`]: 1,
    [`${lib}/encodings/tables.py`]: 1,
  };
}

function rows(version: Version, between: Step, python: Step): Step[] {
  const { gpg, sha } = version;
  return [
    row("ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
    ...(speaks(version.version) ? [row("ENV LANG=C.UTF-8")] : []),
    between,
    row(`ENV GPG_KEY=${gpg}`),
    row(`ENV PYTHON_VERSION=${version.version}`),
    row(`ENV PYTHON_SHA256=${sha}`),
    python,
    row(
      'RUN /bin/sh -c set -eux; \tfor src in idle3 pip3 pydoc3 python3 python3-config; do \t\tdst="$(echo "$src" | tr -d 3)"; \t\t[ -s "/usr/local/bin/$src" ]; \t\t[ ! -e "/usr/local/bin/$dst" ]; \t\tln -svT "$src" "/usr/local/bin/$dst"; \tdone # buildkit',
      {
        fill: (tree) => {
          for (const name of ["idle", "pydoc"]) tree.symlink(`${name}3`, `/usr/local/bin/${name}`);
        },
      },
    ),
    row('CMD ["python3"]'),
  ];
}

function install(version: Version, size: number, libc: Libc, packages: string): Step {
  return row(
    `RUN /bin/sh -c set -eux; \t${packages}wget -O python.tar.xz "https://www.python.org/ftp/python/\${PYTHON_VERSION%%[a-z]*}/Python-$PYTHON_VERSION.tar.xz"; \techo "$PYTHON_SHA256 *python.tar.xz" | sha256sum -c -; \t…; \tmake install; \tldconfig; \tpython3 --version; \tpip3 --version # buildkit`,
    {
      fill: (tree) => writeInterpreter(tree, version, libc),
      size,
      ballast: ballast(version.version),
    },
  );
}

function tags({ version, latest }: Version, variants: readonly string[]): string[] {
  const short = shortVersion(version);
  const numbers = [version, short, ...(latest ? ["3"] : [])];
  return [
    ...variants.flatMap((variant) => numbers.map((number) => (variant === "" ? `python:${number}` : `python:${number}-${variant}`))),
    ...(latest ? variants.map((variant) => (variant === "" ? "python:latest" : `python:${variant}`)) : []),
  ];
}

function recipes(version: Version): Recipe[] {
  const config = { Env: environment(version), Cmd: ["python3"] };
  const time = Date.parse(created);
  const slim = (release: "bookworm" | "bullseye", variants: readonly string[]): Recipe => ({
    tags: tags(version, variants),
    created: time,
    base: debian(`${release}-slim`),
    steps: rows(
      version,
      row(
        "RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tca-certificates \t\tnetbase \t\ttzdata \t; \trm -rf /var/lib/apt/lists/* # buildkit",
        {
          fill: (tree) => aptInstall(tree, "ca-certificates netbase"),
          size: 9_230_000,
          ballast: { "/usr/share/ca-certificates/mozilla.pem": 1 },
        },
      ),
      install(
        version,
        version.slim,
        "glibc",
        'savedAptMark="$(apt-mark showmanual)"; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tdpkg-dev \t\tgcc \t\tgnupg \t\tmake \t; \t',
      ),
    ),
    config,
  });
  const full: Recipe = {
    tags: tags(version, ["", "bookworm"]),
    created: time,
    base: buildpack,
    steps: rows(
      version,
      row(
        "RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tlibbluetooth-dev \t\ttk-dev \t\tuuid-dev \t; \trm -rf /var/lib/apt/lists/* # buildkit",
        {
          fill: (tree) => aptInstall(tree, "tk-dev uuid-dev"),
          size: 18_200_000,
          ballast: { "/usr/lib/x86_64-linux-gnu/libtk8.6.so": 1, "/usr/lib/x86_64-linux-gnu/libtcl8.6.so": 1 },
        },
      ),
      install(version, version.full, "glibc", ""),
    ),
    config,
  };
  const small = (release: "3.21" | "3.22", variants: readonly string[]): Recipe => ({
    tags: tags(version, variants),
    created: time,
    base: alpine(release),
    steps: rows(
      version,
      row("RUN /bin/sh -c set -eux; \tapk add --no-cache \t\tca-certificates \t\ttzdata \t; # buildkit", {
        fill: (tree) => {
          tree.writeFile("/usr/sbin/update-ca-certificates", "#!/bin/sh\nexit 0\n", { mode: 0o755 });
        },
        size: 1_440_000,
        ballast: { "/usr/share/zoneinfo/tzdata.zi": 1 },
      }),
      install(version, version.alpine, "musl", "apk add --no-cache --virtual .build-deps \t\tgcc \t\tlibc-dev \t\tmake \t; \t"),
    ),
    config,
  });
  return [
    slim("bookworm", ["slim", "slim-bookworm"]),
    slim("bullseye", ["slim-bullseye"]),
    full,
    small("3.22", ["alpine", "alpine3.22"]),
    small("3.21", ["alpine3.21"]),
  ];
}

export const family: readonly Recipe[] = versions.flatMap(recipes);

/** The image that others are built upon: `3.11-slim`. */
export function python(tag: string): Recipe {
  return family.find(({ tags }) => tags.includes(`python:${tag}`)) as Recipe;
}
