/** The official nginx images. Snapshot of June 2025. */
import type { ImageConfig } from "../../../src/engine/api.ts";
import type { WorkingTree } from "../../../src/engine/filesystem/working-tree.ts";
import { binary, hole, type Libc } from "../../../src/engine/programs/packages/binaries.ts";
import { type Recipe, row, type Step, standardPath } from "../recipe.ts";
import { alpine } from "./alpine.ts";
import { debian } from "./debian.ts";
import { addSystemUser } from "./users.ts";

const entrypoint = `#!/bin/sh
# vim:sw=4:ts=4:et

set -e

if [ "$1" = "nginx" ] || [ "$1" = "nginx-debug" ]; then
    for f in /docker-entrypoint.d/*.sh; do
        [ -x "$f" ] && echo "$0: Launching $f" && "$f"
    done
    echo "$0: Configuration complete; ready for start up"
fi

exec "$@"
`;

const mainConfiguration = `
user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;


events {
    worker_connections  1024;
}


http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    access_log  /var/log/nginx/access.log;

    sendfile        on;
    keepalive_timeout  65;

    include /etc/nginx/conf.d/*.conf;
}
`;

const site = `server {
    listen       80;
    listen  [::]:80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`;

const page = (title: string, text: string): string =>
  `<!DOCTYPE html>\n<html>\n<head>\n<title>${title}</title>\n</head>\n<body>\n<h1>${title}</h1>\n<p>${text}</p>\n</body>\n</html>\n`;

const scripts = [
  "10-listen-on-ipv6-by-default.sh",
  "15-local-resolvers.envsh",
  "20-envsubst-on-templates.sh",
  "30-tune-worker-processes.sh",
];

function writeServer(tree: WorkingTree, version: string, libc: Libc): void {
  addSystemUser(tree, { name: "nginx", id: 101, home: "/nonexistent", shell: libc === "musl" ? "/sbin/nologin" : "/bin/false" });
  tree.writeFile("/usr/sbin/nginx", binary("nginx", libc, 1_600_000, { version }), { mode: 0o755 });
  tree.writeFile("/usr/bin/envsubst", binary("installed-tool", libc, 36_000, { name: "envsubst", package: "gettext" }), { mode: 0o755 });
  tree.writeFile("/etc/nginx/nginx.conf", mainConfiguration, { parents: true });
  tree.writeFile("/etc/nginx/conf.d/default.conf", site, { parents: true });
  tree.writeFile("/etc/nginx/mime.types", hole(5_349, "\ntypes {\n    text/html                                        html htm shtml;\n"));
  for (const name of ["fastcgi_params", "scgi_params", "uwsgi_params"]) tree.writeFile(`/etc/nginx/${name}`, hole(800));
  tree.symlink("/usr/lib/nginx/modules", "/etc/nginx/modules");
  tree.mkdir("/usr/lib/nginx/modules", { recursive: true });
  tree.writeFile(
    "/usr/share/nginx/html/index.html",
    page("Welcome to nginx!", "If you see this page, the nginx web server is successfully installed and working."),
    { parents: true },
  );
  tree.writeFile("/usr/share/nginx/html/50x.html", page("An error occurred.", "The page you are looking for is currently unavailable."));
  tree.mkdir("/var/cache/nginx", { recursive: true });
  tree.mkdir("/var/log/nginx", { recursive: true });
  tree.symlink("/dev/stdout", "/var/log/nginx/access.log");
  tree.symlink("/dev/stderr", "/var/log/nginx/error.log");
  tree.mkdir("/docker-entrypoint.d");
}

/** Fills in what templates ask of the environment; nginx's own variables stay, since nobody has set them there. */
const templates = `#!/bin/sh
set -e

from="\${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}"
to="\${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}"
suffix="\${NGINX_ENVSUBST_TEMPLATE_SUFFIX:-.template}"
[ -d "$from" ] || exit 0

known=$(env | cut -d= -f1 | grep -E "\${NGINX_ENVSUBST_FILTER:-.}" | sed 's/.*/\${&}/' | tr '\\n' ' ')
find "$from" -type f -name "*$suffix" | sort | while read -r template; do
    name="\${template#"$from/"}"
    file="$to/\${name%"$suffix"}"
    mkdir -p "$(dirname "$file")"
    echo "$0: Running envsubst on $template to $file"
    envsubst "$known" < "$template" > "$file"
done
`;

function copies(): Step[] {
  const script = (name: string): Step =>
    row(`COPY ${name} /docker-entrypoint.d # buildkit`, {
      fill: (tree) =>
        tree.writeFile(`/docker-entrypoint.d/${name}`, name.includes("envsubst") ? templates : "#!/bin/sh\nexit 0\n", { mode: 0o755 }),
    });
  return [
    row("COPY docker-entrypoint.sh / # buildkit", { fill: (tree) => tree.writeFile("/docker-entrypoint.sh", entrypoint, { mode: 0o755 }) }),
    ...scripts.map(script),
  ];
}

function closing(): Step[] {
  return [
    row('ENTRYPOINT ["/docker-entrypoint.sh"]'),
    row("EXPOSE map[80/tcp:{}]"),
    row("STOPSIGNAL SIGQUIT"),
    row('CMD ["nginx" "-g" "daemon off;"]'),
  ];
}

function configuration(env: readonly string[]): ImageConfig {
  return {
    Env: [standardPath, ...env],
    Cmd: ["nginx", "-g", "daemon off;"],
    Entrypoint: ["/docker-entrypoint.sh"],
    ExposedPorts: { "80/tcp": {} },
    Labels: { maintainer: "NGINX Docker Maintainers <docker-maint@nginx.com>" },
    StopSignal: "SIGQUIT",
  };
}

interface Version {
  readonly version: string;
  readonly njs: string;
  readonly names: readonly string[];
  readonly created: string;
}

const versions: readonly Version[] = [
  { version: "1.27.5", njs: "0.8.10", names: ["1.27.5", "1.27", "1", "mainline", "latest"], created: "2025-04-16T14:50:31Z" },
  { version: "1.28.0", njs: "0.8.10", names: ["1.28.0", "1.28", "stable"], created: "2025-04-23T20:19:43Z" },
];

/** `latest` has no suffix of its own: `nginx:alpine`. */
function tags(names: readonly string[], variant: string): string[] {
  return names.map((name) => `nginx:${variant === "" ? name : name === "latest" ? variant : `${name}-${variant}`}`);
}

function recipes({ version, njs, names, created }: Version): Recipe[] {
  const time = Date.parse(created);
  const debianEnv = [
    `NGINX_VERSION=${version}`,
    `NJS_VERSION=${njs}`,
    "NJS_RELEASE=1~bookworm",
    "PKG_RELEASE=1~bookworm",
    "DYNPKG_RELEASE=1~bookworm",
  ];
  const slimEnv = [`NGINX_VERSION=${version}`, "PKG_RELEASE=1", "DYNPKG_RELEASE=1"];
  const alpineEnv = [...slimEnv, `NJS_VERSION=${njs}`, "NJS_RELEASE=1"];
  const label = row("LABEL maintainer=NGINX Docker Maintainers <docker-maint@nginx.com>");
  const env = (list: readonly string[]): Step[] => list.map((line) => row(`ENV ${line}`));
  const small: Recipe = {
    tags: tags(names, "alpine-slim"),
    created: time,
    base: alpine("3.21"),
    steps: [
      label,
      ...env(slimEnv),
      row(
        "RUN /bin/sh -c set -x     && addgroup -g 101 -S nginx     && adduser -S -D -H -u 101 -h /var/cache/nginx -s /sbin/nologin -G nginx -g nginx nginx     && … # buildkit",
        {
          fill: (tree) => writeServer(tree, version, "musl"),
          size: 4_160_000,
          ballast: { "/usr/lib/libpcre2-8.so.0": 1, "/usr/lib/libintl.so.8": 0.5 },
        },
      ),
      ...copies(),
      ...closing(),
    ],
    config: configuration(slimEnv),
  };
  return [
    {
      tags: [...tags(names, ""), ...tags(names, "bookworm")],
      created: time,
      base: debian("bookworm-slim"),
      steps: [
        label,
        ...env(debianEnv),
        row(
          'RUN /bin/sh -c set -x     && groupadd --system --gid 101 nginx     && useradd --system --gid nginx --no-create-home --home /nonexistent --comment "nginx user" --shell /bin/false --uid 101 nginx     && … # buildkit',
          {
            fill: (tree) => writeServer(tree, version, "glibc"),
            size: 117_000_000,
            ballast: {
              "/usr/lib/x86_64-linux-gnu/libicudata.so.72": 3,
              "/usr/lib/x86_64-linux-gnu/libaom.so.3": 1,
              "/usr/lib/nginx/modules/ngx_http_js_module.so": 1,
              "/usr/lib/x86_64-linux-gnu/libperl.so.5.36": 1,
            },
          },
        ),
        ...copies(),
        ...closing(),
      ],
      config: configuration(debianEnv),
    },
    {
      tags: [...tags(names, "alpine"), ...tags(names, "alpine3.21")],
      created: time,
      base: small,
      steps: [
        row(`ENV NJS_VERSION=${njs}`),
        row("ENV NJS_RELEASE=1"),
        row(
          'RUN /bin/sh -c set -x     && apkArch="$(cat /etc/apk/arch)"     && nginxPackages="         nginx=${NGINX_VERSION}-r${PKG_RELEASE}         nginx-module-xslt         nginx-module-geoip         nginx-module-image-filter         nginx-module-njs     "     && … # buildkit',
          {
            fill: (tree) => tree.mkdir("/var/lib/nginx", { recursive: true }),
            size: 36_200_000,
            ballast: { "/usr/lib/nginx/modules/ngx_http_js_module.so": 1, "/usr/lib/libicudata.so.74": 2, "/usr/lib/libgd.so.3": 1 },
          },
        ),
      ],
      config: configuration(alpineEnv),
    },
    small,
  ];
}

export const family: readonly Recipe[] = versions.flatMap(recipes);
