/** Random instructions: every one that the stable frontend knows, with its flags and its ways of being written. */
import { command } from "./commands.ts";
import type { Chance } from "./random.ts";

export interface Scope {
  /** Stages (and named contexts, and images) that may be copied from. */
  readonly sources: readonly string[];
  /** No shell to run anything with. */
  readonly scratch: boolean;
  /** What else of the context may be copied. */
  readonly extras: readonly string[];
}

export function instruction(chance: Chance, scope: Scope): string {
  if (scope.scratch && chance.yes(0.8))
    return chance.of([[3, () => copy(chance, scope)], [2, () => copyFrom(chance, scope)], () => setting(chance)]);
  return chance.of<string>([
    [6, () => `RUN ${command(chance)}`],
    [2, () => runForm(chance)],
    [3, () => runMount(chance, scope)],
    [6, () => copy(chance, scope)],
    [2, () => copyDocument(chance)],
    [scope.sources.length > 0 ? 4 : 0, () => copyFrom(chance, scope)],
    [2, () => add(chance, scope)],
    [2, () => workdir(chance)],
    [5, () => variable(chance)],
    [3, () => setting(chance)],
    () => chance.one(["# a comment", "", "  # indented", "#comment = no directive"]),
  ]);
}

function runForm(chance: Chance): string {
  const word = chance.below(3);
  return chance.of([
    () => `RUN ["/bin/sh", "-c", "echo exec ${word} > /exec"]`,
    () => `RUN ["mkdir", "-p", "/exec/$MODE"]`,
    () => `RUN [ "echo", "unquoted" > /f1`,
    () => `run   ${command(chance)}`,
    () => `RUN echo ${word} \\\n    > /cont \\\n  # between\n\n    && true`,
    () => `RUN <<EOF\necho ${word} > /h\n${command(chance)}\nEOF`,
    () => `RUN <<-"END"\n\techo "$MODE" > /h\n\t${command(chance)}\nEND`,
    () => `RUN <<${chance.one(["EOF", '"EOF"', "-EOF"])}\n#!/bin/sh\necho script ${word} $0 > /script\nEOF`,
    () => `RUN cat <<ONE <<TWO > /docs\n${word}\nONE\ntwo $MODE\nTWO`,
    () => `RUN cat > /inner <<'EOF' && echo after >> /inner\n$MODE \${VER}\nEOF`,
    () => `RUN --network=${chance.one(["none", "default", "none"])} ${command(chance)}`,
    () => (chance.yes(0.5) ? "RUN true" : `RUN ${chance.one(["exit 3", "false", "cat /missing", "nosuchcommand", "test -d /app"])}`),
    () => `RUN --mount=type=cache,target=$MODE,id=\${VER:-v} echo ${word} > $MODE || true`,
    () => `RUN --mount=target=/m,source=$FILE cat /m > /sum || true`,
    () => `RUN ["/bin/sh", "-c", "echo \\"quoted\\" $MODE > /exec"]`,
    () => `RUN echo "a\\tb\\n$MODE" '$MODE' \\$MODE > /echoed`,
    () =>
      `SHELL ${chance.one(['["/bin/sh", "-c"]', '["/bin/sh", "-eu", "-c"]', '["/bin/sh", "-ec"]', '["sh", "-xc"]', '["/bin/busybox", "ash", "-c"]'])}`,
  ]);
}

function runMount(chance: Chance, { sources }: Scope): string {
  const from = sources.length > 0 && chance.yes(0.7) ? `from=${chance.one(sources)},` : "";
  const mount = (): string =>
    chance.of([
      () => `bind,target=/m`,
      () => `bind,source=${chance.one(["src", "src/lib", "deps.lock", "conf", "nothere", "way"])},target=/m`,
      () => `bind,source=src,target=/m,${chance.one(["rw", "readwrite", "ro", "rw=false"])}`,
      // Not /etc whole: what of it the engine lays over in a step, hosts and its like, stands in one base image and not in the other.
      [
        2,
        () => `bind,${from}source=${chance.one(["/d1", "/etc/passwd", "/", "/app", "/f1"])},target=${chance.one(["/m", "/d1", "/m/deep"])}`,
      ],
      () => `bind,${from}target=/m,rw`,
      () => `cache,target=/c`,
      () => `cache,target=${chance.one(["/c", "c", "/c/deep", "/d1"])},id=${chance.one(["z", "y$MODE"])}`,
      () => `cache,target=/c,sharing=${chance.one(["locked", "private", "shared"])}`,
      () => `cache,target=/c,${chance.one(["uid=1000", "mode=0700", "gid=5,mode=1777", "uid=1000,gid=1001", "ro"])}`,
      () => `cache,target=/c,${from}source=${chance.one(["/d1", "/"])}`,
      () => `tmpfs,target=${chance.one(["/t", "/d1", "/tmp"])}${chance.one(["", ",size=1m"])}`,
      () => `secret,id=${chance.one(["tok", "none"])}`,
      () => `secret,id=tok,${chance.one(["target=/s", "env=TOK", "required=true", "uid=1000,mode=0444", "required"])}`,
      () => `secret,id=none,required=true`,
      () => `ssh`,
    ]);
  const body = chance.of([
    [2, () => command(chance)],
    () => "ls -A /m > /listed || true",
    () => "cat /m/* > /sum 2>/dev/null || true",
    () => "echo w >> /c/log && cat /c/log > /log",
    () => "stat -c '%a %u %g' /c > /cstat || true",
    () => "echo w > /m/new",
    () => "cat /run/secrets/tok > /leak; cat /s >> /leak; stat -c '%a %u' /run/secrets/tok >> /leak; true",
    () => 'echo "$TOK" > /leak',
    // Not /m whole: it may be all of the base, which has its own programs on each side.
    () => "cp -r /m/d1 /m/sub /copied || true",
  ]);
  return `RUN ${chance.yes(0.8) ? "" : `--mount=type=${mount()} `}--mount=type=${mount()} ${body}`;
}

const chowns = ["0:0", "1000:1000", "root", "app", "app:staff", "1000", ":50", "nobody:nogroup", "$MODE", "ghost"];
const chmods = ["644", "755", "0700", "u+x", "a=rX", "go-r", "1777", "4755", "u=rwX,go=rX", "+x", "2775", "a+st", "9", "$VER"];

function flags(chance: Chance): string {
  return [
    chance.yes(0.2) ? `--chown=${chance.one(chance.yes(0.9) ? chowns.slice(0, 8) : chowns)} ` : "",
    chance.yes(0.2) ? `--chmod=${chance.one(chance.yes(0.9) ? chmods.slice(0, 12) : chmods)} ` : "",
    chance.yes(0.15) ? `--link${chance.one(["", "=true", "=false"])} ` : "",
  ].join("");
}

const destinations = [
  "/app",
  "/app/",
  "./",
  ".",
  "rel/path/",
  "rel/file",
  "/d1/",
  "/d1/",
  "/d1/sub/",
  "/link",
  "/link/",
  "/link/deeper/",
  "/e/x/",
  "/",
  "/deep/new/place/",
  "$MODE/",
  "/${VER:-v}/f",
  "..",
  "/srv/../up/",
];

function copy(chance: Chance, { extras }: Scope): string {
  const sources = chance.of([
    [5, () => chance.one(["src", "src/", "./src", "src/lib", "/src/lib/", "conf", "deep", "deep/er"])],
    [4, () => chance.one(["deps.lock", "notes.md", "./notes.md", "/deps.lock", "src/../deps.lock", "src/main.sh", "d1/f"])],
    [2, () => chance.one(["deps.lock notes.md", "src/main.sh src/lib", "src conf", "deps.lock deps.lock", "src/lib/a.sh deep/er"])],
    [2, () => chance.one([".", "./", "*"])],
    [
      2,
      () => chance.one(["conf/*.cfg", "conf/o*", "*.md", "*/*.cfg", "s?c", "[a-d]*", "nodir/*", "src/lib/*.txt conf/two.cfg", "**/*.cfg"]),
    ],
    [extras.length > 0 ? 5 : 0, () => chance.one(extras)],
    [
      chance.yes(0.3) ? 1 : 0,
      () => chance.one(["$FILE", "${FILE:-deps.lock}", "src/$LIB", "missing", "deps.lo", "../outside", "dangling", "src/abs"]),
    ],
  ]);
  const destination = chance.one(destinations);
  const json = chance.yes(0.12);
  if (json) return `COPY ${flags(chance)}${JSON.stringify([...(chance.yes(0.3) ? ["with space.txt"] : sources.split(" ")), destination])}`;
  return `${chance.yes(0.97) ? "COPY" : "copy"} ${flags(chance)}${sources} ${destination}`;
}

function copyDocument(chance: Chance): string {
  const word = chance.below(3);
  return chance.of([
    () => `COPY ${flags(chance)}<<${chance.one(["EOF", '"EOF"', "-EOF"])} /doc${chance.below(2)}\n\tline ${word} $MODE\nEOF`,
    () => `COPY ${flags(chance)}<<one.txt <<two.txt /docs/\n${word}\none.txt\n$MODE \\$MODE\ntwo.txt`,
    () => `COPY deps.lock <<doc /mixed/\n\${VER:-v} '$MODE' "x"\ndoc`,
    () => `ADD ${flags(chance)}<<EOF /added.txt\n${word}\nEOF`,
    () => `COPY <<EOF /empty.doc\nEOF`,
    () => `COPY --link <<EOF ${chance.one(["/link/doc", "/d1/doc", "doc", "/deep/er/doc"])}\n${word}\nEOF`,
    () => `COPY <<"A.txt" <<b.txt notes.md ${chance.one(["/d1/", "."])}\n$MODE ${word}\nA.txt\n$VER\nb.txt`,
  ]);
}

function copyFrom(chance: Chance, { sources }: Scope): string {
  const from = sources.length > 0 ? chance.one(sources) : "0";
  const what = chance.of([
    [4, () => chance.one(["/d1", "/d1/", "/app", "/app/", "/srv", "/tmp", "d1"])],
    [4, () => chance.one(["/f1", "/d1/f", "/base.txt", "/etc/group", "/f1 /base.txt"])],
    [4, () => chance.one(["/s1*", "/d*", "/d1/*", "/*.txt", "/f* /base.tx[t]", "/d1/*/f", "/lin*", "/d[0-9]*", "/srv/y*", "/link*"])],
    chance.yes(0.3)
      ? () => chance.one(["/missing", "/etc/../base.txt", "e.txt", "/etc/passwd", "/empty", "/d2", "/link", "/link/f"])
      : () => "/base.txt",
  ]);
  return `COPY --from=${from} ${flags(chance)}${what} ${chance.one([...destinations, "/from/", "/from/"])}`;
}

function add(chance: Chance, { extras }: Scope): string {
  return chance.of([
    () => `ADD ${flags(chance)}${chance.one(["notes.md", "conf", "empty.txt", "src/lib conf"])} ${chance.one(destinations)}`,
    [
      3,
      () =>
        `ADD ${flags(chance)}${chance.one(["*.tar", "*.tgz", ...extras.filter((name) => /tar$|tgz$/.test(name))])} ${chance.one(["/unpacked/", "/", "/d1/", "/link/", "."])}`,
    ],
    () => `ADD *.tar notes.md /unpacked/`,
    () => `ADD --keep-git-dir=false conf ${chance.one(destinations)}`,
    () => `ADD ["*.tgz", "/unpacked/"]`,
  ]);
}

function workdir(chance: Chance): string {
  return `WORKDIR ${chance.one(["/app", "/app/", "sub", "/", "..", "/home/$MODE", "/link/w", "/d1/sub", ".", "/new/deep/er", "/with space", "${A:-here}", "/f1"])}`;
}

function variable(chance: Chance): string {
  return chance.one([
    "ENV MODE=prod",
    "ENV VER=2",
    "ENV VER=",
    "ENV A=1 B=2",
    "ENV MODE prod and  more",
    "ENV A=${B:-$VER} B=${A:+x}",
    "ENV PATH=$PATH:/opt",
    'ENV C="two words" A=a\\ b',
    "ENV C='$MODE' B=\"\\$MODE\"",
    "ENV P=/a/b/c.tar.gz",
    "ENV A=${P##*/} B=${P%.*} C=${P%%.*}",
    "ENV A=${P#*/} B=${P/b/X} C=${P//[ab]/X}",
    "ENV A=${U-d} B=${VER-d} C=${VER+set}",
    "ENV FILE=notes.md LIB=lib",
    "ENV A=$$ B=$1 C=a$",
    "ENV A=${MODE:-${VER:-${U:-deep}}}",
    "ARG VER=1",
    "ARG VER",
    "ARG OTHER=x",
    "ARG TAG",
    "ARG MODE=dev",
    "ARG A=$MODE B",
    "ARG FILE=deps.lock",
    'ARG OTHER="two words"',
    "ARG TARGETPLATFORM",
    "ARG TARGETARCH BUILDOS",
    "ARG TARGETSTAGE",
    "ARG HTTP_PROXY",
    "ARG IMAGE",
    "ARG TAG=own",
    "ARG VER=$TAG",
    "ENV VER=$VER MODE=${MODE:-none}",
    "ENV A=one \\\n    # between\n    B=two",
    "ENV A=a#b B='#' C=\"\\$x\"",
    "ENV HOME=/srv",
    "ENV PATH=/usr/bin:/bin",
    "ENV A=${VER%[0-9]} C=1",
    "ARG BUILDPLATFORM TARGETVARIANT=v9",
  ]);
}

function setting(chance: Chance): string {
  return chance.one([
    "LABEL a=b",
    "LABEL v=$VER w='$VER' \"x y\"=z",
    "LABEL old form of it",
    'LABEL multi="one \\\ntwo"',
    "EXPOSE 80",
    "EXPOSE 53/udp 90-92 443/TCP",
    "EXPOSE 8$VER",
    'CMD ["sh"]',
    "CMD echo $VER",
    "CMD [ 'single' ]",
    'ENTRYPOINT ["true"]',
    "ENTRYPOINT run $MODE",
    "STOPSIGNAL SIGINT",
    "STOPSIGNAL 9",
    "VOLUME /data",
    'VOLUME ["/a", "/b"]',
    "VOLUME /d1 /app",
    "USER ${U:-app}",
    "USER 1000:staff",
    "USER app:7",
    "EXPOSE 80 80/udp 8080-8082/tcp",
    "LABEL a=b a=c d",
    "LABEL \"$MODE\"=x y.z='it is'",
    'CMD ["sh", "-c", "echo $MODE"]',
    'ENTRYPOINT ["/bin/sh", "-c"]',
    "ENTRYPOINT []",
    "HEALTHCHECK --interval=0s --retries=0 CMD exit 0",
    "VOLUME /data /v$MODE",
    "USER 1000",
    "USER root",
    "USER app",
    "USER app:staff",
    "USER 1000:1000",
    "USER nobody",
    "USER 0:0",
    "MAINTAINER me <me@x>",
    "HEALTHCHECK CMD true",
    'HEALTHCHECK --interval=5s --timeout=1m --start-period=2s --start-interval=1s --retries=2 CMD ["true", "x"]',
    "HEALTHCHECK NONE",
    "ONBUILD RUN echo later > /later",
    "ONBUILD COPY deps.lock /onbuild/",
    "ONBUILD ENV LATER=1",
    "ONBUILD ARG VER",
    "ONBUILD WORKDIR later",
    "ONBUILD COPY --from=live-base /etc/group /onbuild/",
    "ONBUILD RUN <<EOF\necho doc > /doc\nEOF",
    "ONBUILD USER app",
    'ONBUILD CMD ["later"]',
    "ONBUILD RUN --mount=type=bind,target=/m ls /m/src > /listed",
    "ONBUILD ADD conf /onbuild/",
    "ONBUILD LABEL on=$VER",
    "ONBUILD COPY --link --chown=app notes.md /onbuild/",
    "ONBUILD VOLUME /later",
  ]);
}

/** An instruction that no build gets past. */
export function mistake(chance: Chance): string {
  return chance.one([
    "RUN --network=bogus true",
    "RUN --network=host true",
    "RUN --network=default --network=none true",
    `ADD --checksum=sha256:${"0".repeat(64)} notes.md /x`,
    "ENV A=${MODE:?unset}",
    "ENV A=${MODE?no} B=${VER:+x}",
    "ENV A=${MODE^}",
    "ENV A",
    "ENV =x",
    "SHELL []",
    "SHELL /bin/sh",
    "CMD",
    "COPY notes.md",
    "COPY --from=$MODE /f1 /",
    "COPY --chmod=rwx notes.md /",
    "COPY --parents src /",
    "COPY --link=maybe notes.md /",
    "STOPSIGNAL $NONE",
    "USER",
    "WORKDIR",
    "EXPOSE http",
    "HEALTHCHECK --interval=soon CMD true",
    "HEALTHCHECK CMD",
    "LABEL a",
    "ONBUILD FROM live-base",
    "ONBUILD ONBUILD RUN true",
    "FORM live-base",
    "RUNN true",
    "RUN --mount=type=bound,target=/m true",
    "RUN --mount=type=bind true",
    "RUN --mount=type=cache,target=/c,sharing=all true",
    "RUN <<EOF\nno end",
    "FROM",
    "FROM live-base AS",
    "FROM live-base AS 1st",
    "ARG",
    "VOLUME",
    "MAINTAINER",
  ]);
}
