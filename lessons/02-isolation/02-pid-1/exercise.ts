import type { Exercise, Probe } from "../../../src/grading/exercise.ts";
import { runningNamed } from "../../shared/container-checks.ts";

const file = "pid.txt";

/** The last number that stands in the file by itself. */
function answerIn(lab: Probe): number | undefined {
  const text = (lab.read(file) ?? "").replace(/^#.*$/gm, "");
  const number = text.match(/\d+/g)?.at(-1);
  return number === undefined ? undefined : Number(number);
}

const exercise: Exercise = {
  task: "The container `web` is running. Write the number that the host has for its PID 1 into pid.txt.",
  begin: ["docker run -d --name idle alpine:3.20 sleep infinity", "docker run -d --name web nginx:alpine", "sleep 5"],
  checks: [
    {
      id: "answered",
      title: "`pid.txt` holds a number",
      async run(lab) {
        return answerIn(lab) === undefined
          ? lab.fail("There is no number in `pid.txt` yet. We expected the one by which the host knows the first process of `web`.")
          : lab.pass();
      },
    },
    {
      id: "the-root-of-web",
      title: "It is the host’s number for PID 1 of `web`",
      after: ["answered"],
      async run(lab) {
        const web = await runningNamed(lab, "web");
        if (typeof web === "string") return lab.fail(`${web} \`docker start web\` lets it run again.`);
        const answer = answerIn(lab) as number;
        const wanted = web.state.Pid;
        if (answer === wanted) return lab.pass();
        if (answer === 1)
          return lab.fail(
            "1 is its number inside its own PID namespace. On the host that number belongs to the host's own first process; we asked for the host's number for nginx.",
          );
        for (const other of await lab.containers()) {
          if (other.name !== "web" && other.state.Pid === answer)
            return lab.fail(`${answer} is the first process of \`${other.name}\`: the right kind of root, in the wrong container.`);
        }
        const seen = (await lab.exec("command ps -ef")).stdout.split("\n").map((line) => line.trim().split(/\s+/));
        const daemon = seen.find((words) => Number(words[1]) === answer && /dockerd|containerd/.test(words[7] ?? ""));
        if (daemon) return lab.fail(`${answer} is \`${daemon[7]}\`, which starts containers and is in none of them.`);
        if (answer > wanted && answer < wanted + 40)
          return lab.fail(
            `${answer} is not it, but it is close: processes that PID 1 of \`web\` has started have such numbers, nginx's workers for example. Right container, wrong root: go up to the process whose parent is not in the container.`,
          );
        return lab.fail(
          `On the host, ${answer} is not the first process of \`web\`. Ask Docker for its \`State\`, or look for the nginx master in \`docker top web\`.`,
        );
      },
    },
  ],
  hints: [
    "`docker exec web ps` shows the numbers that hold inside. `docker top web` shows the same processes with the numbers that hold outside.",
    "Several processes of `web` are listed. One of them has started the others: look at the column PPID, the parent of each.",
    "`docker inspect` knows it as well: the field is `State.Pid`. A template takes one field out of the JSON: `docker inspect -f '{{.State.Pid}}' web`.",
  ],
  alternatives: [
    {
      title: "Read it off the list",
      text: "The master is the process with the lowest number in `docker top`, since it was there before those that it started.",
      files: {},
      commands: "docker top web | awk 'NR==2 {print $2}' > pid.txt\n",
    },
    {
      title: "Search the host's own list",
      text: "The host sees every process. What it does not know is which container it belongs to: with two nginx on the machine you would have to look closer.",
      files: {},
      commands: "ps -ef | grep 'nginx: master' | grep -v grep | awk '{print $2}' > pid.txt\n",
    },
  ],
};

export default exercise;
