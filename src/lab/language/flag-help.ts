/** The flags of each instruction, and the options of `RUN --mount`. */

export interface FlagHelp {
  readonly name: string;
  readonly what: string;
  /** What completion puts behind the name, in Monaco's snippet syntax; a switch has none. */
  readonly value?: string;
}

const chown: FlagHelp = {
  name: "chown",
  what: "Owner and group of the copies: names from the image or numbers. Without it root owns them.",
  value: "=${1:user}:${2:group}",
};
const chmod: FlagHelp = { name: "chmod", what: "Permissions of the copies, such as 755.", value: "=${1:755}" };
const link: FlagHelp = {
  name: "link",
  what: "Makes a layer that does not depend on those below it, so it can be used again on another base.",
};
const exclude: FlagHelp = {
  name: "exclude",
  what: "Leaves out what matches the pattern. May be given several times.",
  value: "=${1:*.md}",
};

export const flagHelp: Readonly<Record<string, readonly FlagHelp[]>> = {
  FROM: [
    {
      name: "platform",
      what: "Which platform's variant of the image to take: $BUILDPLATFORM is the builder's own.",
      value: "=${1:\\$BUILDPLATFORM}",
    },
  ],
  RUN: [
    {
      name: "mount",
      what: "Makes something available to this one command that does not become part of the layer: a cache, a secret, files of the context.",
      value: "=type=${1|cache,bind,secret,tmpfs,ssh|},target=${2:/path}",
    },
    { name: "network", what: "`none` runs the command without a network, `host` in the host's.", value: "=${1|default,none,host|}" },
  ],
  COPY: [
    { name: "from", what: "Copies out of another stage or image instead of the build context.", value: "=" },
    chown,
    chmod,
    link,
    exclude,
  ],
  ADD: [
    chown,
    chmod,
    link,
    exclude,
    { name: "checksum", what: "The download must have this digest, or the build fails.", value: "=sha256:${1:digest}" },
    { name: "unpack", what: "Whether archives are unpacked; by default local ones are and downloads are not." },
    { name: "keep-git-dir", what: "Keeps the .git directory of a cloned repository." },
  ],
  HEALTHCHECK: [
    { name: "interval", what: "Time between two checks, 30s by default.", value: "=${1:30s}" },
    { name: "timeout", what: "A check that takes longer has failed; 30s by default.", value: "=${1:5s}" },
    { name: "start-period", what: "Time to start up in: failures in it do not count.", value: "=${1:10s}" },
    { name: "start-interval", what: "Time between checks while starting up, 5s by default.", value: "=${1:2s}" },
    { name: "retries", what: "How many failures in a row make the container unhealthy; 3 by default.", value: "=${1:3}" },
  ],
};

/** Keys of `RUN --mount=`. */
export const mountHelp: readonly FlagHelp[] = [
  {
    name: "type",
    what: "cache: a directory kept between builds. bind: files of the context or a stage. secret: a file that leaves no trace. tmpfs: memory. ssh: the agent's socket.",
  },
  { name: "target", what: "Where it appears while the command runs." },
  { name: "source", what: "Which path of the context, stage or image is mounted." },
  { name: "from", what: "The stage or image that a bind mount or the first content of a cache comes from." },
  { name: "id", what: "Name of the cache or secret; caches with one id share their content." },
  { name: "sharing", what: "What happens when two builds use a cache at once: shared, private or locked." },
  { name: "readonly", what: "Nothing can be written to it." },
  { name: "readwrite", what: "Writing is allowed; to a bind mount it is forgotten afterwards." },
  { name: "required", what: "The build fails when the secret was not given." },
  { name: "env", what: "Passes the secret as a variable instead of a file." },
  { name: "mode", what: "Permissions of the secret or cache, in octal." },
  { name: "uid", what: "Number of the user who owns it." },
  { name: "gid", what: "Number of the group that owns it." },
  { name: "size", what: "How large a tmpfs may become." },
];

export const mountTypes = ["cache", "bind", "secret", "tmpfs", "ssh"] as const;

/** Variables that exist without anybody setting them, once they are declared with ARG. */
export const predefined: Readonly<Record<string, string>> = {
  TARGETPLATFORM: "The platform the image is for, such as linux/amd64.",
  TARGETOS: "The operating system of the target platform.",
  TARGETARCH: "The architecture of the target platform, such as amd64 or arm64.",
  TARGETVARIANT: "The variant of the target architecture, such as v7; often empty.",
  TARGETSTAGE: "The name of the stage that is being built for.",
  BUILDPLATFORM: "The platform of the machine that builds.",
  BUILDOS: "The operating system of the machine that builds.",
  BUILDARCH: "The architecture of the machine that builds.",
  BUILDVARIANT: "The variant of that architecture; often empty.",
  HTTP_PROXY: "Address of a proxy. Needs no ARG, and is no part of the cache key.",
  HTTPS_PROXY: "Address of a proxy. Needs no ARG, and is no part of the cache key.",
  NO_PROXY: "Hosts to reach without the proxy. Needs no ARG, and is no part of the cache key.",
};
