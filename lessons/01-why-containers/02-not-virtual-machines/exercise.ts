import type { Exercise, Probe } from "../../../src/grading/exercise.ts";

const file = "kernels.txt";
const places = ["host", "alpine", "debian"] as const;
type Place = (typeof places)[number];

/** What stands behind `host:` and the like; empty where nothing does. */
function answerOf(lab: Probe, place: Place): string {
  const line = new RegExp(`^\\s*${place}\\s*[:=]?[ \\t]*(.*)$`, "im").exec(lab.read(file) ?? "");
  return line?.[1]?.trim() ?? "";
}

/** `6.1.0-28-amd64` out of whatever else was copied with it. */
function versionIn(text: string): string {
  return /\d+\.\d+(?:[.\w+~-]*)/.exec(text)?.[0] ?? text;
}

async function kernelOf(lab: Probe): Promise<string> {
  return (await lab.exec("command uname -r")).stdout.trim();
}

async function judge(lab: Probe, place: "alpine" | "debian") {
  const answer = answerOf(lab, place);
  if (answer === "") return lab.fail(`\`${file}\` has nothing behind \`${place}:\` yet. Ask a container of it with \`uname -r\`.`);
  const kernel = await kernelOf(lab);
  const version = versionIn(answer);
  if (version === kernel) return lab.pass();
  const own = await lab.docker(
    "run",
    "--rm",
    place === "alpine" ? "alpine:3.20" : "debian:12",
    "cat",
    "/etc/os-release",
    "/etc/debian_version",
  );
  if (own.stdout.includes(version))
    return lab.fail(
      `You wrote \`${version}\` for ${place}: that is the version of the distribution, of its files. The kernel is asked with \`uname -r\`, and a container has none of its own to ask.`,
    );
  return lab.fail(
    `You wrote \`${version}\` for ${place}. A virtual machine would boot a kernel of its own; a container is a process of this host, and \`uname -r\` in it is answered by the host's kernel.`,
  );
}

const exercise: Exercise = {
  task: "Ask the host, an Alpine container and a Debian container for their kernel's version, and write the three answers into kernels.txt.",
  checks: [
    {
      id: "host",
      title: "The host's kernel is right",
      async run(lab) {
        if (lab.read(file) === undefined) return lab.fail(`There is no \`${file}\` in the workspace. We expected the three answers in it.`);
        const answer = answerOf(lab, "host");
        if (answer === "") return lab.fail(`\`${file}\` has nothing behind \`host:\` yet. \`uname -r\` at the prompt tells it.`);
        const kernel = await kernelOf(lab);
        if (versionIn(answer) === kernel) return lab.pass();
        return lab.fail(`You wrote \`${versionIn(answer)}\` for the host. We asked it with \`uname -r\`, and it said something else.`);
      },
    },
    { id: "alpine", title: "Alpine’s answer is right", run: (lab) => judge(lab, "alpine") },
    { id: "debian", title: "Debian’s answer is right", run: (lab) => judge(lab, "debian") },
  ],
  hints: [
    "`uname -r` prints the version of the kernel that answers. Run it three times: at the prompt, and in a container of each image.",
    "`docker run --rm alpine:3.20 uname -r` runs the one command in a new container and removes it again.",
    "Write what you saw, even if you expected something else. `/etc/os-release` is a file of the image; it says which distribution made the files, not which kernel runs.",
  ],
  alternatives: [
    {
      title: "Look where the kernel writes it down",
      text: "`uname` asks the kernel by a system call. The same words are in a file that the kernel makes up when it is read.",
      files: {},
      commands: `{ echo "host: $(cut -d' ' -f3 /proc/version)"
echo "alpine: $(docker run --rm alpine:3.20 cat /proc/version | cut -d' ' -f3)"
echo "debian: $(docker run --rm debian:12 cat /proc/version | cut -d' ' -f3)"; } > kernels.txt
`,
    },
  ],
};

export default exercise;
