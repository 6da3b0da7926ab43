/** The official PostgreSQL and Redis images. Snapshot of June 2025. */
import type { WorkingTree } from "../../../src/engine/filesystem/working-tree.ts";
import { binary, hole, type Libc } from "../../../src/engine/programs/packages/binaries.ts";
import { type Recipe, row, type Step, standardPath } from "../recipe.ts";
import { alpine } from "./alpine.ts";
import { postgresEntrypoint, redisEntrypoint } from "./database-entrypoints.ts";
import { debian } from "./debian.ts";
import { addSystemUser } from "./users.ts";

const gosu = "GOSU_VERSION=1.17";
const created = Date.parse("2025-06-03T00:12:44Z");

interface Postgres {
  readonly version: string;
  readonly names: readonly string[];
}

function writePostgres(tree: WorkingTree, { version }: Postgres, libc: Libc): void {
  const major = version.split(".")[0] ?? "";
  const id = libc === "musl" ? 70 : 999;
  const bin = libc === "musl" ? "/usr/local/bin" : `/usr/lib/postgresql/${major}/bin`;
  const release = libc === "musl" ? { version } : { version, package: `Debian ${version}-1.pgdg120+1` };
  for (const [name, size] of [
    ["postgres", 10_000_000],
    ["psql", 750_000],
    ["initdb", 190_000],
    ["pg_isready", 100_000],
    ["pg_ctl", 100_000],
    ["createdb", 100_000],
    ["dropdb", 100_000],
    ["createuser", 100_000],
    ["dropuser", 100_000],
  ] as const) {
    tree.writeFile(`${bin}/${name}`, binary(name, libc, size, release), { mode: 0o755, parents: true });
    if (libc === "glibc" && name !== "postgres" && name !== "initdb" && name !== "pg_ctl")
      tree.symlink(`${bin}/${name}`, `/usr/bin/${name}`);
  }
  for (const name of ["pg_dump", "pg_dumpall", "pg_restore"]) {
    tree.writeFile(`${bin}/${name}`, binary("installed-tool", libc, 400_000, { name, package: "postgresql", version }), { mode: 0o755 });
    if (libc === "glibc") tree.symlink(`${bin}/${name}`, `/usr/bin/${name}`);
  }
  tree.writeFile(
    libc === "musl" ? "/usr/local/share/postgresql/postgresql.conf.sample" : `/usr/share/postgresql/${major}/postgresql.conf.sample`,
    hole(30_000, "listen_addresses = '*'\n"),
    { parents: true },
  );
  if (libc === "musl") tree.writeFile("/bin/bash", binary("bash", libc, 760_000), { mode: 0o755 });
  tree.mkdir("/docker-entrypoint-initdb.d");
  tree.mkdir("/var/lib/postgresql/data", { recursive: true, mode: 0o1777, uid: id, gid: id });
  tree.mkdir("/var/run/postgresql", { recursive: true, mode: 0o3777, uid: id, gid: id });
}

function postgres(release: Postgres, libc: Libc): Recipe {
  const { version, names } = release;
  const major = version.split(".")[0] ?? "";
  const musl = libc === "musl";
  const id = musl ? 70 : 999;
  const env = musl
    ? [standardPath, gosu, "LANG=en_US.utf8", `PG_MAJOR=${major}`, `PG_VERSION=${version}`, "PGDATA=/var/lib/postgresql/data"]
    : [
        `${standardPath}:/usr/lib/postgresql/${major}/bin`,
        gosu,
        "LANG=en_US.utf8",
        `PG_MAJOR=${major}`,
        `PG_VERSION=${version}-1.pgdg120+1`,
        "PGDATA=/var/lib/postgresql/data",
      ];
  const latest = names.includes("latest");
  const numbers = names.filter((name) => name !== "latest");
  const variants = musl ? ["alpine", "alpine3.22"] : ["", "bookworm"];
  const named = variants.flatMap((variant) => numbers.map((name) => `postgres:${name}${variant && `-${variant}`}`));
  const install: Step = musl
    ? row(
        'RUN /bin/sh -c set -eux; \t\twget -O postgresql.tar.bz2 "https://ftp.postgresql.org/pub/source/v$PG_VERSION/postgresql-$PG_VERSION.tar.bz2"; \t… # buildkit',
        {
          fill: (tree) => writePostgres(tree, release, libc),
          size: 262_000_000,
          ballast: { "/usr/lib/libLLVM.so.19.1": 4, "/usr/lib/libicudata.so.76": 1 },
        },
      )
    : row(
        'RUN /bin/sh -c set -ex; \t\texport PYTHONDONTWRITEBYTECODE=1; \t\t… apt-get install -y --no-install-recommends "postgresql-$PG_MAJOR=$PG_VERSION" \t; \t… # buildkit',
        {
          fill: (tree) => writePostgres(tree, release, libc),
          size: major === "17" ? 316_000_000 : 311_000_000,
          ballast: {
            "/usr/lib/x86_64-linux-gnu/libLLVM-16.so.1": 3,
            "/usr/lib/x86_64-linux-gnu/libicudata.so.72": 1,
            "/usr/lib/x86_64-linux-gnu/libz3.so.4": 1,
          },
        },
      );
  return {
    tags: [...named, ...(latest ? variants.map((variant) => `postgres:${variant || "latest"}`) : [])],
    created,
    base: musl ? alpine("3.22") : debian("bookworm-slim"),
    steps: [
      row(
        `RUN /bin/sh -c set -eux; \taddgroup --gid ${id} postgres; \t… \tinstall --verbose --directory --owner postgres --group postgres --mode 1777 /var/lib/postgresql # buildkit`,
        {
          fill: (tree) => {
            addSystemUser(tree, { name: "postgres", id, home: "/var/lib/postgresql", shell: musl ? "/bin/sh" : "/bin/bash" });
            tree.mkdir("/var/lib/postgresql", { mode: 0o1777, uid: id, gid: id });
          },
        },
      ),
      row(`ENV ${gosu}`),
      row(
        'RUN /bin/sh -c set -eux; \t… wget -O /usr/local/bin/gosu "https://github.com/tianon/gosu/releases/download/$GOSU_VERSION/gosu-$dpkgArch"; \t… # buildkit',
        {
          fill: (tree) => tree.writeFile("/usr/local/bin/gosu", binary("gosu", "static", 2_470_000, { version: "1.17" }), { mode: 0o755 }),
          size: musl ? 2_480_000 : 12_900_000,
          ballast: { "/usr/share/keyrings/gosu.gpg": 1 },
        },
      ),
      row("ENV LANG=en_US.utf8"),
      ...(musl
        ? []
        : [
            row(
              "RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tlibnss-wrapper \t\txz-utils \t\tzstd \t; \t… localedef … # buildkit",
              {
                fill: (tree) => tree.mkdir("/usr/lib/locale", { recursive: true }),
                size: 31_000_000,
                ballast: { "/usr/lib/locale/locale-archive": 3, "/usr/share/i18n/locales/iso14651_t1_common": 1 },
              },
            ),
          ]),
      row(`ENV PG_MAJOR=${major}`),
      row(`ENV PG_VERSION=${version}`),
      install,
      row("ENV PGDATA=/var/lib/postgresql/data"),
      row("VOLUME [/var/lib/postgresql/data]"),
      row("COPY docker-entrypoint.sh docker-ensure-initdb.sh /usr/local/bin/ # buildkit", {
        fill: (tree) => tree.writeFile("/usr/local/bin/docker-entrypoint.sh", postgresEntrypoint, { mode: 0o755 }),
      }),
      row('ENTRYPOINT ["docker-entrypoint.sh"]'),
      row("STOPSIGNAL SIGINT"),
      row("EXPOSE map[5432/tcp:{}]"),
      row('CMD ["postgres"]'),
    ],
    config: {
      Env: env,
      Cmd: ["postgres"],
      Entrypoint: ["docker-entrypoint.sh"],
      ExposedPorts: { "5432/tcp": {} },
      StopSignal: "SIGINT",
      Volumes: { "/var/lib/postgresql/data": {} },
    },
  };
}

const postgresReleases: readonly Postgres[] = [
  { version: "17.5", names: ["17.5", "17", "latest"] },
  { version: "16.9", names: ["16.9", "16"] },
  { version: "15.13", names: ["15.13", "15"] },
];

export const postgresFamily: readonly Recipe[] = postgresReleases.flatMap((release) => [
  postgres(release, "glibc"),
  postgres(release, "musl"),
]);

interface Redis {
  readonly version: string;
  readonly names: readonly string[];
  /** Bytes of the server's layer in the Debian and the Alpine image. */
  readonly size: number;
  readonly alpine: number;
}

function redis({ version, names, size, alpine: alpineSize }: Redis, libc: Libc): Recipe {
  const musl = libc === "musl";
  const address = `https://download.redis.io/releases/redis-${version}.tar.gz`;
  const latest = names.includes("latest");
  const variants = musl ? ["alpine", "alpine3.21"] : ["", "bookworm"];
  const named = variants.flatMap((variant) =>
    names.filter((name) => name !== "latest").map((name) => `redis:${name}${variant && `-${variant}`}`),
  );
  const env = [standardPath, ...(musl ? [] : [gosu]), `REDIS_VERSION=${version}`, `REDIS_DOWNLOAD_URL=${address}`];
  return {
    tags: [...named, ...(latest ? variants.map((variant) => `redis:${variant || "latest"}`) : [])],
    created,
    base: musl ? alpine("3.21") : debian("bookworm-slim"),
    steps: [
      row("RUN /bin/sh -c set -eux; \tgroupadd -r -g 999 redis; \tuseradd -r -g redis -u 999 redis # buildkit", {
        fill: (tree) => {
          addSystemUser(tree, { name: "redis", id: 999, gid: musl ? 1000 : 999, home: "/home/redis", shell: "/bin/sh" });
          if (musl) tree.writeFile("/sbin/su-exec", binary("gosu", libc, 14_000, { version: "0.2" }), { mode: 0o755 });
        },
      }),
      ...(musl
        ? []
        : [
            row(`ENV ${gosu}`),
            row("RUN /bin/sh -c set -eux; \t… wget -O /usr/local/bin/gosu … # buildkit", {
              fill: (tree) =>
                tree.writeFile("/usr/local/bin/gosu", binary("gosu", "static", 2_470_000, { version: "1.17" }), { mode: 0o755 }),
              size: 4_150_000,
              ballast: { "/usr/share/zoneinfo/posix.tar": 1 },
            }),
          ]),
      row(`ENV REDIS_VERSION=${version}`),
      row(`ENV REDIS_DOWNLOAD_URL=${address}`),
      row(
        'RUN /bin/sh -c set -eux; \t… wget -O redis.tar.gz "$REDIS_DOWNLOAD_URL"; \t… make -C /usr/src/redis install; \t… redis-cli --version; \tredis-server --version # buildkit',
        {
          fill: (tree) => {
            tree.writeFile("/usr/local/bin/redis-server", binary("redis-server", libc, 13_000_000, { version }), { mode: 0o755 });
            tree.writeFile("/usr/local/bin/redis-cli", binary("redis-cli", libc, 7_200_000, { version }), { mode: 0o755 });
            tree.writeFile(
              "/usr/local/bin/redis-benchmark",
              binary("installed-tool", libc, 6_800_000, { name: "redis-benchmark", package: "redis", version }),
              { mode: 0o755 },
            );
            for (const name of ["redis-check-aof", "redis-check-rdb", "redis-sentinel"])
              tree.symlink("redis-server", `/usr/local/bin/${name}`);
          },
          size: musl ? alpineSize : size,
          ballast: { "/usr/local/bin/redis-benchmark": 1 },
        },
      ),
      row("RUN /bin/sh -c mkdir /data && chown redis:redis /data # buildkit", {
        fill: (tree) => tree.mkdir("/data", { uid: 999, gid: musl ? 1000 : 999 }),
      }),
      row("VOLUME [/data]"),
      row("WORKDIR /data"),
      row("COPY docker-entrypoint.sh /usr/local/bin/ # buildkit", {
        fill: (tree) => tree.writeFile("/usr/local/bin/docker-entrypoint.sh", redisEntrypoint(musl ? "su-exec" : "gosu"), { mode: 0o755 }),
      }),
      row('ENTRYPOINT ["docker-entrypoint.sh"]'),
      row("EXPOSE map[6379/tcp:{}]"),
      row('CMD ["redis-server"]'),
    ],
    config: {
      Env: env,
      Cmd: ["redis-server"],
      Entrypoint: ["docker-entrypoint.sh"],
      ExposedPorts: { "6379/tcp": {} },
      Volumes: { "/data": {} },
      WorkingDir: "/data",
    },
  };
}

const redisReleases: readonly Redis[] = [
  { version: "8.0.2", names: ["8.0.2", "8.0", "8", "latest"], size: 49_000_000, alpine: 52_000_000 },
  { version: "7.4.4", names: ["7.4.4", "7.4", "7"], size: 38_000_000, alpine: 33_600_000 },
  { version: "6.2.18", names: ["6.2.18", "6.2", "6"], size: 34_000_000, alpine: 28_000_000 },
];

export const redisFamily: readonly Recipe[] = redisReleases.flatMap((release) => [redis(release, "glibc"), redis(release, "musl")]);
