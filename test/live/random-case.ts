/**
 * Random projects with a Dockerfile and a series of edits, a build after each. Nothing is left to the machine's randomness:
 * a seed and a number give the same case again.
 */
export interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly script: readonly string[];
}

/** mulberry32: small, and good enough to shuffle Dockerfiles. */
function randomness(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const projectFiles = {
  "src/main.sh": "#!/bin/sh\necho main\n",
  "src/lib/a.sh": "a\n",
  "src/lib/b.txt": "b\n",
  "deps.lock": "x=1\n",
  "notes.md": "notes\n",
  "conf/one.cfg": "1\n",
  "conf/two.cfg": "2\n",
  "empty.txt": "",
};

/** Brings the base image, so that no step waits for it while another one already fails. */
const warmUp = "printf 'FROM alpine:3.20\\nRUN true\\n' | docker build -q - > /dev/null";
/** What is compared of the image itself. */
export const look =
  "docker history --no-trunc --format '{{.CreatedBy}}|{{.Size}}|{{.Comment}}' live; docker image inspect --format '{{json .Config}}' live";

export function randomCase(seed: number, number: number): Case {
  const next = randomness(seed * 100_003 + number);
  const below = (limit: number): number => Math.floor(next() * limit);
  const one = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const chance = (share: number): boolean => next() < share;
  const salt = `case ${seed}-${number}`;

  const instruction = (stages: readonly string[]): string => {
    const kinds = [
      () => `RUN echo step${below(4)} > /s${below(4)}`,
      () => `RUN mkdir -p /d${below(3)} && echo ${below(3)} > /d${below(3)}/f || true`,
      () => "RUN cat /srv/* 2>/dev/null > /sum || true",
      () => `RUN ${chance(0.5) ? "echo $VER" : "env | grep -c VER"} > /v || true`,
      () => "COPY deps.lock /srv/",
      () => `COPY ${one(["src", "src/", "./src", "src/lib"])} ${one(["/app", "/app/", "./app/"])}`,
      () => `COPY ${one(["conf/*.cfg", "conf/o*", "*.md", "deps.lock notes.md", "."])} /etc/conf/`,
      () => `COPY --chown=${one(["0:0", "1000:1000", "root"])} notes.md /n/`,
      () => `COPY --chmod=${one(["644", "755"])} deps.lock /c/`,
      () => `ADD ${one(["notes.md", "conf", "empty.txt"])} /added/`,
      () => `WORKDIR ${one(["/app", "/app/", "sub", "/"])}`,
      () => `ENV ${one(["MODE=prod", "VER=2", "A=1 B=2", "MODE prod"])}`,
      () => `ARG ${one(["VER=1", "VER", "OTHER=x"])}`,
      () =>
        one([
          "LABEL a=b",
          "EXPOSE 80",
          'CMD ["sh"]',
          "STOPSIGNAL SIGINT",
          "VOLUME /data",
          "USER 1000",
          "USER root",
          "# a comment",
          'SHELL ["/bin/sh", "-ec"]',
          'ENTRYPOINT ["true"]',
        ]),
      () =>
        `RUN --mount=type=${one(["cache,target=/cache", "cache,target=/cache,id=z", "bind,source=deps.lock,target=/deps", "tmpfs,target=/t"])} ls / > /dev/null`,
      () => `ADD ${one(["conf", "pack.tar", "pack.tar notes.md"])} /unpacked/`,
      () => `COPY ${one(["way", "ways", "src/../deps.lock", "/deps.lock"])} /links/`,
      () => `COPY ${one(["*/*.cfg", "s?c", "[a-d]*", "nodir/*", "src/lib/*.txt conf/two.cfg"])} /glob/`,
      () => `COPY --chmod=${one(["u+x", "a=rX", "0700", "go-r"])} deps.lock notes.md /modes/`,
      () => `RUN <<${one(["EOF", '"EOF"', "-EOF"])}\n#!/bin/sh\necho script ${below(3)} > /script\nEOF`,
      () => `COPY <<one.txt <<two.txt /docs/\n${below(3)}\none.txt\n$MODE\ntwo.txt`,
      () => `RUN ["/bin/sh", "-c", "echo exec ${below(3)} > /exec"]`,
      () =>
        one([
          "USER 1000:1000",
          "USER nobody",
          "USER root:root",
          "WORKDIR /home/$MODE",
          "WORKDIR ..",
          "RUN id -u > /tmp/id",
          "RUN pwd > /tmp/pwd",
        ]),
      () =>
        one([
          'SHELL ["/bin/sh", "-c"]',
          'SHELL ["/bin/sh", "-eu", "-c"]',
          "ENV PATH=$PATH:/opt",
          "ENV VER=",
          "ARG TAG",
          "ARG MODE=dev",
          "ENV A=${B:-$VER} B=${A:+x}",
        ]),
      () =>
        one([
          "ONBUILD RUN echo later > /later",
          "ONBUILD COPY deps.lock /onbuild/",
          "ONBUILD ENV LATER=1",
          "HEALTHCHECK CMD true",
          "HEALTHCHECK NONE",
          "CMD echo $VER",
          "ENTRYPOINT run",
        ]),
      () => one(["EXPOSE 53/udp $VER 90-92", "LABEL v=$VER w='$VER'", "MAINTAINER me", "STOPSIGNAL 9", 'VOLUME ["/a", "/b"]']),
      () =>
        `RUN --mount=type=${one(["bind,target=/ctx", "bind,source=src,target=/m,rw", "cache,target=/c,sharing=locked", "cache,target=/c,mode=0700", "secret,id=none"])} true`,
      () => `RUN --network=${one(["none", "default"])} echo net > /net`,
      () => `RUN <<EOF\necho ${below(3)} > /h\necho more >> /h\nEOF`,
      () => `COPY <<${one(["EOF", '"EOF"'])} /doc${below(2)}\nline ${below(3)} $MODE\nEOF`,
      ...stages.flatMap((stage) => [
        () => `COPY --from=${stage} ${one(["/etc/passwd", "/s1*", "/base.txt", "/etc/group"])} /from-${stage}/`,
        () => `RUN --mount=type=bind,from=${stage},source=/etc,target=/m cat /m/passwd > /p`,
      ]),
    ];
    return one(kinds)();
  };

  const compose = (): string[] => {
    const lines = one([
      ["FROM alpine:3.20 AS base"],
      ["ARG TAG=3.20", "FROM alpine:${TAG} AS base"],
      ["ARG IMAGE=alpine:3.20", "ARG OTHER=$IMAGE", "FROM ${OTHER} AS base"],
      ["FROM alpine:${TAG:-3.20} AS Base"],
    ]);
    lines.push(`RUN echo constant > /base.txt && : ${salt}`);
    const stages = ["base"];
    for (let count = below(5); count >= 0; count -= 1) lines.push(instruction([]));
    for (let extra = below(3); extra > 0; extra -= 1) {
      const name = `s${extra}`;
      lines.push(`FROM ${chance(0.4) ? one(stages) : chance(0.1) ? "scratch" : "alpine:3.20"} AS ${name}`);
      for (let count = 1 + below(4); count > 0; count -= 1) lines.push(instruction(stages));
      stages.push(name);
    }
    return lines;
  };

  const files: Record<string, string> = { ...projectFiles };
  if (chance(0.5))
    files[".dockerignore"] = one([
      "Dockerfile\n.dockerignore\n",
      "**/*.md\n",
      "conf\n!conf/one.cfg\n",
      "*\n!src\n!deps.lock\n",
      "src/lib/\nDockerfile\n",
      "# all\n\n/conf/\n./deps.lock\n!deps.lock\n",
      "**/*.txt\n!src/**\n",
      "s?c/l*\n",
      "!notes.md\n*.md\n",
      "  src/lib  \n",
      "src/lib/a.sh\nconf/[ot]*.cfg\n",
    ]);
  let lines = compose();
  const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  const write = (): string => `printf %s ${quote(`${lines.join("\n")}\n`)} > Dockerfile`;
  const stageNames = (): string[] => lines.flatMap((line) => /^FROM .* AS (\S+)/.exec(line)?.[1] ?? []);
  const build = (): string => {
    const options = [
      chance(0.12) ? `--build-arg VER=${below(3)}` : "",
      chance(0.05) ? "--no-cache" : "",
      chance(0.08) ? `--target ${one(stageNames())}` : "",
      chance(0.04) ? "--label x=y" : "",
      chance(0.06) ? `--no-cache-filter ${one(stageNames())}` : "",
      chance(0.04) ? "--build-arg TAG=3.20" : "",
      chance(0.03) ? "--network none" : "",
      chance(0.03) ? "--add-host a:1.2.3.4" : "",
    ];
    return ["docker build -t live --progress=plain", ...options.filter(Boolean), "."].join(" ");
  };
  /** Index of a whole instruction, never the FROM of the first stage nor inside a here-document. */
  const place = (): number => {
    const starts: number[] = [];
    let inside = false;
    lines.forEach((line, index) => {
      if (inside) inside = line !== "EOF";
      else {
        if (index > 1) starts.push(index);
        inside = /<<"?EOF/.test(line) && !line.includes("\n");
      }
    });
    return starts.length > 0 ? one(starts) : lines.length;
  };
  const edits = [
    () => `echo ${below(100)} >> ${one(["src/main.sh", "src/lib/a.sh", "deps.lock", "notes.md", "conf/one.cfg"])}`,
    () => `touch ${one(["src/main.sh", "deps.lock", "conf/two.cfg"])}`,
    () => `chmod ${one(["755", "600", "644"])} ${one(["src/main.sh", "deps.lock", "notes.md"])}`,
    () =>
      one([
        "mkdir -p src/new",
        "rm -f conf/two.cfg",
        "echo new > src/new.txt",
        "echo log > run.log",
        "ln -sf deps.lock link",
        "mv notes.md notes2.md; cp notes2.md notes.md",
      ]),
    () => `printf %s ${quote(one(["Dockerfile\n", "**/*.md\nrun.log\n", "src/lib\n", ""]))} > .dockerignore`,
    () => `printf %s ${quote(`x=${below(3)}\n`)} > deps.lock`,
    () => {
      lines = [...lines];
      const at = place();
      const stages = lines
        .slice(0, at)
        .flatMap((line) => /^FROM .* AS (\S+)/.exec(line)?.[1] ?? [])
        .slice(0, -1);
      lines.splice(at, 0, instruction(stages));
      return write();
    },
    () => {
      const at = place();
      if (lines[at] && !/^FROM/.test(lines[at] ?? "")) lines = lines.filter((_, index) => index !== at);
      return write();
    },
    () => {
      const at = place();
      const [first, second] = [lines[at], lines[at + 1]];
      if (first && second && !/^FROM/.test(first + second))
        lines = lines.map((line, index) => (index === at ? second : index === at + 1 ? first : line));
      return write();
    },
  ];
  const pack = "tar --owner=0 --group=0 --mtime=@1700000000 -cf pack.tar conf src/main.sh";
  const script = [warmUp, `printf %s ${quote(salt)} > src/.salt; ln -s deps.lock way; ln -s src/lib ways; ${pack}`, write(), build(), look];
  for (let count = 3 + below(6); count > 0; count -= 1) script.push(one(edits)(), build(), look);
  return { name: `live-${seed}-${number}`, files, script };
}
