/** A project's life as plain data: what can be run on both sides, shortened piece by piece, and printed as a script. */

/** Edits in the project's folder, then one build. */
export interface Round {
  /** Shell lines: files made and changed, caches pruned, tags moved. */
  readonly edits: readonly string[];
  /** Instructions, comments and directives, each with all of its lines. */
  readonly dockerfile: readonly string[];
  /** Where the Dockerfile is written; whether the build finds it there is told by the options. */
  readonly file?: string;
  /** Flags of `docker build`, each with its value. What they write goes below `results`. */
  readonly options: readonly string[];
  /** The image's name. */
  readonly tag: string;
}

/** The directory, beside the project's, that a build's options may write to; empty before each build. */
export const results = "../results";

export interface Case {
  readonly name: string;
  readonly rounds: readonly Round[];
}

/** What every case is built on: the same files and settings on both sides, whatever their own alpine has, and wherever it has its commands. */
export const base = {
  tag: "live-base",
  dockerfile: `FROM alpine:3.20
RUN mkdir -p /home /lib /media /mnt /opt /root /run /srv /usr/bin /usr/sbin /var
RUN cd /etc && for each in $(ls -A); do case $each in hosts|hostname|mtab|resolv.conf) ;; *) rm -rf "$each" ;; esac; done
RUN printf 'root:x:0:0:root:/root:/bin/sh\\nnobody:x:65534:65534:nobody:/:/bin/false\\napp:x:1000:1001:app:/home/app:/bin/sh\\n' > /etc/passwd
RUN printf 'root:x:0:\\nnogroup:x:65534:\\nstaff:x:50:app\\napp:x:1001:\\n' > /etc/group
RUN for each in /usr/bin/* /usr/sbin/* /sbin/*; do if [ -L "$each" ] && [ ! -e "/bin/\${each##*/}" ]; then ln -s busybox "/bin/\${each##*/}"; fi; done
WORKDIR /
CMD ["sh"]
`,
};

export const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Shell lines that write the Dockerfile and take away what the last build wrote. */
export function prepare(round: Round): string[] {
  const file = round.file ?? "Dockerfile";
  const folder = file.includes("/") ? [`mkdir -p ${quote(file.slice(0, file.lastIndexOf("/")))}`] : [];
  return [...folder, `printf %s ${quote(dockerfileText(round))} > ${quote(file)}`, `rm -rf ${results}; mkdir ${results}`];
}

export const writesResults = ({ options }: Round): boolean => options.some((option) => option.includes(results));

function dockerfileText(round: Round): string {
  return `${round.dockerfile.join("\n")}\n`;
}

export function buildLine(round: Round): string {
  return ["docker build", ...round.options, "--progress=plain", "-t", round.tag, "."].join(" ");
}

/** A bash script that does by hand what the comparison does, for an empty folder. */
export function scriptOf({ name, rounds }: Case): string {
  const lines = [`# ${name}, in an empty folder; on a real engine: docker builder prune -af`];
  lines.push(`printf %s ${quote(base.dockerfile)} | docker build -q -t ${base.tag} -`);
  for (const round of rounds) lines.push(...round.edits, ...prepare(round), buildLine(round));
  return lines.join("\n");
}
