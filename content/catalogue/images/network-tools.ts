/** Images of tools to look at a network with: `curlimages/curl` and `nicolaka/netshoot`, on Alpine. */
import { encodeExecutable } from "../../../src/engine/programs/executable.ts";
import { binary, muslLoader } from "../../../src/engine/programs/packages/binaries.ts";
import type { WorkingTree } from "../../../src/engine/filesystem/working-tree.ts";
import { type Recipe, row, standardPath } from "../recipe.ts";
import { alpine } from "./alpine.ts";

const curlVersion = "8.14.1";

/** Without a program's name in front, the words are curl's. */
const curlEntrypoint = `#!/bin/sh
set -e
case "$1" in
  -*|*://*|"") exec curl "$@";;
esac
command -v "$1" > /dev/null || exec curl "$@"
exec "$@"
`;

const curl: Recipe = {
  tags: [`curlimages/curl:${curlVersion}`, "curlimages/curl:latest"],
  created: Date.parse("2025-06-04T08:12:00Z"),
  base: alpine("3.22"),
  steps: [
    row("RUN /bin/sh -c apk add --no-cache brotli brotli-dev libssh2 libpsl nghttp2-dev # buildkit", {
      fill: (tree) => {
        tree.writeFile("/etc/passwd", `${tree.readText("/etc/passwd")}curl_user:x:100:101:Linux User,,,:/home/curl_user:/sbin/nologin\n`);
        tree.writeFile("/etc/group", `${tree.readText("/etc/group")}curl_group:x:101:\n`);
        tree.mkdir("/home/curl_user", { recursive: true, uid: 100, gid: 101 });
        tree.writeFile("/usr/bin/curl", binary("coreutils", "musl", 270_000), { mode: 0o755 });
      },
      size: 13_600_000,
      ballast: { "/usr/lib/libcurl.so.4.8.0": 1 },
    }),
    row("COPY entrypoint.sh /entrypoint.sh # buildkit", {
      fill: (tree) => tree.writeFile("/entrypoint.sh", curlEntrypoint, { mode: 0o755 }),
    }),
    row("USER curl_user"),
    row('ENTRYPOINT ["/entrypoint.sh"]'),
    row('CMD ["curl"]'),
  ],
  config: {
    Env: [standardPath, "CURL_CA_BUNDLE=/cacert.pem"],
    Entrypoint: ["/entrypoint.sh"],
    Cmd: ["curl"],
    User: "curl_user",
    WorkingDir: "/home/curl_user",
  },
};

/** What netshoot has that the lab knows; the others say that they are not modelled. */
const modelled = ["curl", "ip", "ss", "nslookup", "jq", "netstat", "ifconfig", "route", "lsns", "findmnt"];
const named = [
  "dig",
  "host",
  "tcpdump",
  "nmap",
  "iperf3",
  "mtr",
  "socat",
  "ngrep",
  "tshark",
  "drill",
  "fping",
  "conntrack",
  "ethtool",
  "iptables",
];

/** Its shell is zsh, which the lab has not. */
const zsh = `#!/bin/sh
[ -t 0 ] && echo 'drydock: zsh is not modelled; this is bash' >&2
exec bash "$@"
`;

function writeNetshoot(tree: WorkingTree): void {
  const put = (path: string, content: Parameters<WorkingTree["writeFile"]>[1]): void => {
    tree.remove(path, { force: true });
    tree.writeFile(path, content, { mode: 0o755 });
  };
  for (const name of modelled) put(`/usr/bin/${name}`, binary("coreutils", "musl", 180_000));
  for (const name of named) put(`/usr/bin/${name}`, binary("installed-tool", "musl", 400_000, { name, package: name }));
  put("/bin/bash", encodeExecutable({ program: "bash", loader: muslLoader }, 740_000));
  put("/bin/zsh", zsh);
}

const netshoot: Recipe = {
  tags: ["nicolaka/netshoot:v0.13", "nicolaka/netshoot:latest"],
  created: Date.parse("2024-09-24T19:38:00Z"),
  base: alpine("3.20"),
  steps: [
    row(
      "RUN /bin/sh -c set -ex && apk update && apk upgrade && apk add --no-cache bash bind-tools curl iproute2 jq nmap tcpdump zsh # buildkit",
      {
        fill: writeNetshoot,
        size: 525_000_000,
        ballast: { "/usr/lib/libwireshark.so.17": 1 },
      },
    ),
    row("ENV HOSTNAME=netshoot"),
    row("WORKDIR /root"),
    row('CMD ["zsh"]'),
  ],
  config: { Env: [standardPath, "HOSTNAME=netshoot"], Cmd: ["zsh"], WorkingDir: "/root" },
};

export const family: readonly Recipe[] = [curl, netshoot];
