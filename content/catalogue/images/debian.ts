/** Debian and Ubuntu. Snapshot of June 2025. */
import type { WorkingTree } from "../../../src/engine/filesystem/working-tree.ts";
import { debPackages, essentialPackages, versionIn } from "../../../src/engine/programs/packages/apt/catalogue.ts";
import { installDebs, resolveDebs } from "../../../src/engine/programs/packages/apt/resolve.ts";
import { type InstalledDeb, readStatus } from "../../../src/engine/programs/packages/dpkg-database.ts";
import { type Recipe, row, type Step, standardPath } from "../recipe.ts";
import { type DebianRoot, writeDebianRoot } from "./debian-files.ts";

export type Codename = "bullseye" | "bookworm" | "trixie" | "jammy" | "noble";

interface Release {
  readonly codename: Codename;
  readonly number: string;
  readonly point: string;
  readonly date: string;
  readonly size: number;
  readonly slim: number;
}

const releases: readonly Release[] = [
  { codename: "bookworm", number: "12", point: "12.11", date: "2025-06-10", size: 116_500_000, slim: 74_800_000 },
  { codename: "trixie", number: "13", point: "trixie/sid", date: "2025-06-10", size: 120_000_000, slim: 78_600_000 },
  { codename: "bullseye", number: "11", point: "11.11", date: "2025-06-10", size: 124_000_000, slim: 80_600_000 },
];

const filler = "/usr/lib/x86_64-linux-gnu/perl-base/auto";
const slimBallast = {
  "/usr/lib/x86_64-linux-gnu/libcrypto-base.so": 3,
  [`${filler}/POSIX/POSIX.so`]: 1,
  "/usr/share/zoneinfo/tzdata.zi": 1,
  "/usr/share/i18n/charmaps.gz": 1,
  "/usr/lib/x86_64-linux-gnu/gconv/libCNS.so": 1,
  "/usr/share/perl5/Debconf/data.pm": 1,
};
/** What slim images leave out. */
const fullBallast = { "/usr/share/locale/messages.mo": 3, "/usr/share/doc/manuals.gz": 1, "/usr/share/man/man1/pages.gz": 1 };

/** The packages a root has, as dpkg records them. */
function basePackages(codename: Codename): InstalledDeb[] {
  const ubuntu = codename === "jammy" || codename === "noble";
  const procps = ["procps", "libproc2-0"].flatMap((name) => debPackages().get(name) ?? []);
  return [...essentialPackages(), ...(ubuntu ? procps : [])]
    .filter(({ name }) => !(ubuntu && (name === "debian-archive-keyring" || name === "tzdata")))
    .map(({ name, version, installedKb }) => ({
      name,
      version: versionIn(name, version, codename),
      architecture: "amd64",
      installedKb,
      depends: [],
      description: `${name} of ${ubuntu ? "Ubuntu" : "Debian"}`,
      ...(["bash", "coreutils", "dash", "dpkg", "base-files", "sed", "tar", "grep", "gzip"].includes(name) ? { essential: true } : {}),
    }));
}

function debianRoot({ codename, number, point }: Release): DebianRoot {
  const testing = codename === "trixie";
  const version = `${number} (${codename})`;
  return {
    osRelease: `PRETTY_NAME="Debian GNU/Linux ${testing ? "trixie/sid" : version}"\nNAME="Debian GNU/Linux"\nVERSION_ID="${number}"\nVERSION="${version}"\nVERSION_CODENAME=${codename}\nID=debian\nHOME_URL="https://www.debian.org/"\nSUPPORT_URL="https://www.debian.org/support"\nBUG_REPORT_URL="https://bugs.debian.org/"\n`,
    debianVersion: `${point}\n`,
    issue: `Debian GNU/Linux ${testing ? "trixie/sid" : number} \\n \\l\n\n`,
    adduser: codename !== "trixie",
    sources: {
      path: "/etc/apt/sources.list.d/debian.sources",
      text: `Types: deb\n# http://snapshot.debian.org/archive/debian/20250610T000000Z\nURIs: http://deb.debian.org/debian\nSuites: ${codename} ${codename}-updates\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n\nTypes: deb\n# http://snapshot.debian.org/archive/debian-security/20250610T000000Z\nURIs: http://deb.debian.org/debian-security\nSuites: ${codename}-security\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n`,
    },
    packages: [
      ...basePackages(codename),
      ...(codename === "trixie"
        ? []
        : [
            {
              name: "adduser",
              version: "3.134",
              architecture: "amd64",
              installedKb: 680,
              depends: ["passwd"],
              description: "add and remove users and groups",
            },
          ]),
    ],
  };
}

function debianRecipe(release: Release, slim: boolean): Recipe {
  const { codename, number, point, date } = release;
  const suffix = slim ? "-slim" : "";
  const names = [codename, `${codename}-${date.replaceAll("-", "")}`, ...(point.startsWith(number) ? [point, number] : [])].map(
    (name) => name + suffix,
  );
  if (codename === "bookworm") names.push(slim ? "stable-slim" : "stable", ...(slim ? [] : ["latest"]));
  return {
    tags: names.map((name) => `debian:${name}`),
    created: Date.parse(`${date}T00:00:00Z`),
    steps: [
      {
        createdBy: `# debian.sh --arch 'amd64' out/ '${codename}' '@${Date.parse(`${date}T00:00:00Z`) / 1000}'`,
        comment: "debuerreotype 0.15",
        fill: (tree) => writeDebianRoot(tree, debianRoot(release)),
        size: slim ? release.slim : release.size,
        ballast: slim ? slimBallast : { ...slimBallast, ...fullBallast },
      },
    ],
    config: { Env: [standardPath], Cmd: ["bash"] },
  };
}

const ubuntus = [
  {
    codename: "noble",
    number: "24.04",
    full: "24.04.2 LTS",
    name: "Noble Numbat",
    date: "2025-05-29",
    size: 78_100_000,
    tags: ["24.04", "noble", "latest", "noble-20250529"],
  },
  {
    codename: "jammy",
    number: "22.04",
    full: "22.04.5 LTS",
    name: "Jammy Jellyfish",
    date: "2025-05-30",
    size: 77_900_000,
    tags: ["22.04", "jammy", "jammy-20250530"],
  },
] as const;

function ubuntuRecipe({ codename, number, full, name, date, size, tags }: (typeof ubuntus)[number]): Recipe {
  const deb822 = codename === "noble";
  const suites = `${codename} ${codename}-updates ${codename}-backports`;
  const root: DebianRoot = {
    osRelease: `PRETTY_NAME="Ubuntu ${full}"\nNAME="Ubuntu"\nVERSION_ID="${number}"\nVERSION="${full.replace(" LTS", "")} LTS (${name})"\nVERSION_CODENAME=${codename}\nID=ubuntu\nID_LIKE=debian\nHOME_URL="https://www.ubuntu.com/"\nSUPPORT_URL="https://help.ubuntu.com/"\nBUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"\nUBUNTU_CODENAME=${codename}\n`,
    debianVersion: codename === "noble" ? "trixie/sid\n" : "bookworm/sid\n",
    issue: `Ubuntu ${full} \\n \\l\n\n`,
    adduser: codename === "jammy",
    ...(codename === "noble" ? { account: { name: "ubuntu", uid: 1000 } } : {}),
    sources: deb822
      ? {
          path: "/etc/apt/sources.list.d/ubuntu.sources",
          text: `Types: deb\nURIs: http://archive.ubuntu.com/ubuntu/\nSuites: ${suites}\nComponents: main universe restricted multiverse\nSigned-By: /usr/share/keyrings/ubuntu-archive-keyring.gpg\n\nTypes: deb\nURIs: http://security.ubuntu.com/ubuntu/\nSuites: ${codename}-security\nComponents: main universe restricted multiverse\nSigned-By: /usr/share/keyrings/ubuntu-archive-keyring.gpg\n`,
        }
      : {
          path: "/etc/apt/sources.list",
          text: `${suites
            .split(" ")
            .map((suite) => `deb http://archive.ubuntu.com/ubuntu/ ${suite} main restricted universe multiverse\n`)
            .join("")}deb http://security.ubuntu.com/ubuntu/ ${codename}-security main restricted universe multiverse\n`,
        },
    packages: basePackages(codename),
  };
  const labels = { "org.opencontainers.image.ref.name": "ubuntu", "org.opencontainers.image.version": number };
  return {
    tags: tags.map((tag) => `ubuntu:${tag}`),
    created: Date.parse(`${date}T12:00:00Z`),
    steps: [
      { createdBy: "/bin/sh -c #(nop)  ARG RELEASE" },
      { createdBy: "/bin/sh -c #(nop)  ARG LAUNCHPAD_BUILD_ARCH" },
      { createdBy: "/bin/sh -c #(nop)  LABEL org.opencontainers.image.ref.name=ubuntu" },
      { createdBy: `/bin/sh -c #(nop)  LABEL org.opencontainers.image.version=${number}` },
      {
        createdBy: `/bin/sh -c #(nop) ADD file:${codename} in / `,
        fill: (tree) => writeDebianRoot(tree, root),
        size,
        ballast: slimBallast,
      },
      { createdBy: '/bin/sh -c #(nop)  CMD ["/bin/bash"]' },
    ],
    config: { Env: [standardPath], Cmd: ["/bin/bash"], Labels: labels },
  };
}

const recipes = new Map<string, Recipe>(
  releases.flatMap((release): [string, Recipe][] => [
    [release.codename, debianRecipe(release, false)],
    [`${release.codename}-slim`, debianRecipe(release, true)],
  ]),
);

/** Debian by codename, `bookworm` or `bookworm-slim`; for other recipes to build upon. */
export function debian(name: "bookworm" | "bookworm-slim" | "trixie" | "trixie-slim" | "bullseye-slim"): Recipe {
  return recipes.get(name) as Recipe;
}

/** Puts packages and what they need into a layer, the lists already removed again. */
export function aptInstall(tree: WorkingTree, names: string, codename: Codename = "bookworm"): void {
  const installed = new Set(readStatus(tree).map(({ name }) => name));
  const wanted = names.split(" ").filter((name) => debPackages().has(name));
  const chosen = resolveDebs(wanted, installed, false);
  installDebs(
    tree,
    chosen.map(({ item, automatic }) => ({ item, automatic, version: versionIn(item.name, item.version, codename) })),
  );
}

function curlAndScm(): Step[] {
  return [
    row(
      "RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tca-certificates \t\tcurl \t\tgnupg \t\tnetbase \t\tsq \t\twget \t; \trm -rf /var/lib/apt/lists/* # buildkit",
      {
        fill: (tree) => aptInstall(tree, "ca-certificates curl gnupg netbase wget"),
        size: 48_500_000,
        ballast: { "/usr/bin/sq": 2, "/etc/ssl/certs/ca-certificates.crt": 0.02, "/usr/share/ca-certificates/mozilla.pem": 0.1 },
      },
    ),
    row(
      "RUN /bin/sh -c apt-get update && apt-get install -y --no-install-recommends \t\tgit \t\tmercurial \t\topenssh-client \t\tsubversion \t\t\t\tprocps \t&& rm -rf /var/lib/apt/lists/* # buildkit",
      {
        fill: (tree) => aptInstall(tree, "git mercurial openssh-client procps"),
        size: 177_000_000,
        ballast: {
          "/usr/lib/python3/dist-packages/mercurial/cext.so": 1,
          "/usr/lib/x86_64-linux-gnu/libsvn.so.1": 1,
          "/usr/lib/x86_64-linux-gnu/libperl-extra.so": 1,
        },
      },
    ),
  ];
}

function development(): Step {
  return row(
    "RUN /bin/sh -c set -ex; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tautoconf \t\tautomake \t\tbzip2 \t\tdefault-libmysqlclient-dev \t\tdpkg-dev \t\tfile \t\tg++ \t\tgcc \t\timagemagick \t\tlibbz2-dev \t\tlibc6-dev \t\tlibcurl4-openssl-dev \t\tlibffi-dev \t\tlibpq-dev \t\tlibssl-dev \t\tmake \t\tpatch \t\tunzip \t\txz-utils \t\tzlib1g-dev \t; \trm -rf /var/lib/apt/lists/* # buildkit",
    {
      fill: (tree) =>
        aptInstall(
          tree,
          "autoconf automake bzip2 default-libmysqlclient-dev dpkg-dev file g++ gcc imagemagick libbz2-dev libc6-dev libcurl4-openssl-dev libffi-dev libpq-dev libssl-dev make patch pkg-config unzip xz-utils zlib1g-dev libjpeg-dev libpng-dev libreadline-dev libsqlite3-dev libxml2-dev libxslt1-dev libyaml-dev libncurses-dev",
        ),
      size: 587_000_000,
      ballast: {
        "/usr/lib/x86_64-linux-gnu/libicudata.a": 1,
        "/usr/lib/gcc/x86_64-linux-gnu/12/cc1plus": 2,
        "/usr/lib/x86_64-linux-gnu/libMagickCore.a": 1,
        "/usr/lib/x86_64-linux-gnu/libc.a": 1,
      },
    },
  );
}

const buildpackTime = Date.parse("2025-06-10T00:00:00Z");

/** `buildpack-deps:bookworm-scm`: fetching and version control. The Go images stand on it. */
export const buildpackScm: Recipe = {
  tags: ["buildpack-deps:bookworm-scm"],
  created: buildpackTime,
  base: debian("bookworm"),
  steps: curlAndScm(),
  config: debian("bookworm").config,
};

/** `buildpack-deps:bookworm`: compilers and headers on top. The full Python and Node images stand on it. */
export const buildpack: Recipe = {
  tags: ["buildpack-deps:bookworm"],
  created: buildpackTime,
  base: buildpackScm,
  steps: [development()],
  config: buildpackScm.config,
};

export const family: readonly Recipe[] = [...recipes.values(), buildpackScm, buildpack];
export const ubuntu: readonly Recipe[] = ubuntus.map(ubuntuRecipe);
