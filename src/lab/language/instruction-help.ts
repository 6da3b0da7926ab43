/** What each instruction is for, and what it does to layers and cache. Short: it is read in a hover. */

export interface InstructionHelp {
  readonly name: string;
  /** How it is written. */
  readonly usage: string;
  readonly what: string;
  /** Its effect on layers and the cache. */
  readonly cache: string;
  /** What completion inserts, in Monaco's snippet syntax. */
  readonly snippet: string;
}

const configuration = "Changes the image's configuration only: no layer.";

export const instructionHelp: readonly InstructionHelp[] = [
  {
    name: "FROM",
    usage: "FROM [--platform=…] image[:tag] [AS name]",
    what: "Begins a stage from an image, from an earlier stage, or from `scratch`, which is empty.",
    cache: "The layers of the base come first. What counts for the cache is what the base contains, not what it is called.",
    snippet: "FROM ${1:image}",
  },
  {
    name: "RUN",
    usage: 'RUN [--mount=…] command  or  RUN ["program", "argument"]',
    what: "Runs a command in a container made of the layers so far, and keeps the files it leaves behind.",
    cache:
      "Makes a layer. Runs again when its text, a variable set above it, the directory or the user changed, or when a step above re-ran. That a newer package exists somewhere is no reason.",
    snippet: "RUN ${1:command}",
  },
  {
    name: "COPY",
    usage: "COPY [--from=stage] [--chown=…] source… destination",
    what: "Copies files from the build context, or with `--from` out of another stage or image.",
    cache:
      "Makes a layer. Runs again when the content, the names or the permissions of the files changed; their dates do not matter. Everything below a COPY that re-ran runs again too.",
    snippet: "COPY ${1:source} ${2:destination}",
  },
  {
    name: "ADD",
    usage: "ADD [--checksum=…] source… destination",
    what: "As COPY, but unpacks local tar archives and fetches URLs and Git repositories. For plain files COPY says more clearly what is meant.",
    cache: "Makes a layer. A URL is asked for on every build, but counts as changed only when its content did.",
    snippet: "ADD ${1:source} ${2:destination}",
  },
  {
    name: "WORKDIR",
    usage: "WORKDIR /path",
    what: "Sets the directory for the instructions below and for the container, and creates it when it is missing.",
    cache: "Makes a layer of its own. RUN steps below it know the directory; another one re-runs them.",
    snippet: "WORKDIR /${1:app}",
  },
  {
    name: "ENV",
    usage: "ENV name=value …",
    what: "Sets environment variables for the steps below and for the container.",
    cache: `${configuration} But every RUN below sees it, so a new value re-runs them all: set late what changes often.`,
    snippet: "ENV ${1:NAME}=${2:value}",
  },
  {
    name: "ARG",
    usage: "ARG name[=default]",
    what: "Declares a variable that `docker build --build-arg` can set. Above the first FROM it serves FROM lines only, until a stage declares it again.",
    cache: "Makes no layer and is not in the image's environment. Every RUN below it runs again when its value changes, used or not.",
    snippet: "ARG ${1:NAME}",
  },
  {
    name: "CMD",
    usage: 'CMD ["program", "argument"]',
    what: "What a container runs when `docker run` names no command; with an ENTRYPOINT, its default arguments. Only the last one counts.",
    cache: configuration,
    snippet: 'CMD ["${1:program}"]',
  },
  {
    name: "ENTRYPOINT",
    usage: 'ENTRYPOINT ["program", "argument"]',
    what: "The program that a container always runs; CMD and the arguments of `docker run` are appended. It takes away a CMD that came with the base image.",
    cache: configuration,
    snippet: 'ENTRYPOINT ["${1:program}"]',
  },
  {
    name: "EXPOSE",
    usage: "EXPOSE port[/protocol] …",
    what: "Notes on which ports the container listens. It opens nothing: that is what `docker run -p` does.",
    cache: configuration,
    snippet: "EXPOSE ${1:8080}",
  },
  {
    name: "USER",
    usage: "USER name[:group]",
    what: "The user for the RUN steps below and for the container. A name must exist in the image, a number need not.",
    cache: `${configuration} RUN and WORKDIR steps below it re-run when it changes; COPY does not care and writes as root unless told otherwise by --chown.`,
    snippet: "USER ${1:nobody}",
  },
  {
    name: "VOLUME",
    usage: 'VOLUME ["/path"]',
    what: "Marks a directory to live outside the container's own layers: each container gets a volume there.",
    cache: configuration,
    snippet: 'VOLUME ["${1:/data}"]',
  },
  {
    name: "LABEL",
    usage: "LABEL name=value …",
    what: "Notes about the image: its author, source, version. They can be read with `docker image inspect`.",
    cache: `${configuration} No step runs again because of it.`,
    snippet: 'LABEL ${1:name}="${2:value}"',
  },
  {
    name: "HEALTHCHECK",
    usage: "HEALTHCHECK [--interval=…] CMD command  or  HEALTHCHECK NONE",
    what: "A command that is run inside the container from time to time: exit code 0 means healthy.",
    cache: configuration,
    snippet: "HEALTHCHECK CMD ${1:command}",
  },
  {
    name: "SHELL",
    usage: 'SHELL ["program", "argument"]',
    what: "The shell that runs commands written without brackets, `/bin/sh -c` at first.",
    cache: `${configuration} It is part of every RUN in shell form below it, so a new one re-runs them.`,
    snippet: 'SHELL ["${1:/bin/bash}", "${2:-c}"]',
  },
  {
    name: "STOPSIGNAL",
    usage: "STOPSIGNAL signal",
    what: "The signal with which `docker stop` asks the process to end; SIGTERM when nothing is said.",
    cache: configuration,
    snippet: "STOPSIGNAL ${1:SIGTERM}",
  },
  {
    name: "ONBUILD",
    usage: "ONBUILD instruction",
    what: "Keeps an instruction for later: it is carried out when another image is built FROM this one.",
    cache: `${configuration} The step appears in the other build, right after its FROM.`,
    snippet: "ONBUILD ${1:COPY . .}",
  },
  {
    name: "MAINTAINER",
    usage: "MAINTAINER name",
    what: "The author. Outdated: use `LABEL org.opencontainers.image.authors=…`.",
    cache: configuration,
    snippet: "MAINTAINER ${1:name}",
  },
];

const byName = new Map(instructionHelp.map((help) => [help.name, help]));

/** By its name in any case. */
export function helpFor(instruction: string): InstructionHelp | undefined {
  return byName.get(instruction.toUpperCase());
}
