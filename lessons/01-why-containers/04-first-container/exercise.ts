import type { Exercise } from "../../../src/grading/exercise.ts";
import { commandOf, mainCommand, missing, notRunning } from "../../shared/container-checks.ts";

const page = "http://localhost/";

const exercise: Exercise = {
  task: "Run a web server in a container named `web` that still serves its page a minute later, and again after it was stopped and started.",
  checks: [
    {
      id: "started",
      title: "A container named `web` has been started",
      async run(lab) {
        const web = await lab.container("web");
        if (!web) return lab.fail(await missing(lab, "web"));
        if (web.state.Status === "created")
          return lab.fail(`\`web\` ${notRunning(web)}. \`docker create\` only makes it; \`docker start\` lets it run.`);
        return lab.pass();
      },
    },
    {
      id: "stays-up",
      title: "It is still running a minute later",
      after: ["started"],
      async run(lab) {
        await lab.wait(60);
        const web = await lab.container("web");
        if (!web) return lab.fail("`web` ran, but it was removed when it ended.");
        if (web.isRunning) return lab.pass();
        if (web.state.Restarting)
          return lab.fail(
            `\`web\` ${notRunning(web)}. Starting it again does not help: \`${mainCommand(web)}\`, its main process, is done as soon as it has begun, and a container lives as long as its main process.`,
          );
        return lab.fail(
          `\`web\` ${notRunning(web)}: it ran \`${mainCommand(web)}\`, and that was done. A container lives as long as its main process, so the server itself has to be that process, in the foreground.`,
        );
      },
    },
    {
      id: "answers",
      title: "It serves a page on port 80",
      after: ["stays-up"],
      async run(lab) {
        const web = await lab.container("web");
        if (!web) return lab.fail(await missing(lab, "web"));
        const answer = await web.request(page);
        if (answer.ok && answer.status < 400) return lab.pass();
        if (answer.ok) return lab.fail(`Port 80 in \`web\` answers with status ${answer.status}. We expected a page.`);
        return lab.fail(
          `\`web\` runs \`${commandOf(web)}\`, and nothing answers on its port 80. We started a copy of your container: what was started beside its main process with \`docker exec\` is not part of it.`,
        );
      },
    },
    {
      id: "comes-back",
      title: "Stopped and started, it serves again",
      after: ["answers"],
      async run(lab) {
        await lab.docker("stop", "web");
        const started = await lab.docker("start", "web");
        if (started.exitCode !== 0) return lab.fail(`We stopped \`web\`; \`docker start web\` then said: ${started.stderr.trim()}`);
        const answer = await (await lab.container("web"))?.request(page);
        return answer?.ok ? lab.pass() : lab.fail("We stopped `web` and started it again, and nothing answers on its port 80 any more.");
      },
    },
  ],
  hints: [
    "`docker ps -a` shows containers that have ended too. Which one is yours, and when did it end?",
    "Its main process is the last thing on the `docker run` line, or what the image has for it. When that process ends, everything ends. What does `nginx`, typed alone, do after it has started?",
    "The image `nginx:alpine` comes with the right command already. Give it a name and `-d`, and nothing behind the image.",
  ],
  alternatives: [
    {
      title: "Create first, start later",
      text: "`docker run` is two calls in one. They can be made apart, which is handy when something has to be put in between.",
      files: {},
      commands: "docker create --name web nginx:alpine\ndocker start web\n",
    },
    {
      title: "Another server, in the foreground",
      text: "Busybox brings a small web server. `-f` keeps it in the foreground; without it, it goes into the background and its container ends.",
      files: {},
      commands:
        "docker run -d --name web busybox:1.36 sh -c 'mkdir -p /www && echo ahoy > /www/index.html && exec httpd -f -p 80 -h /www'\n",
    },
  ],
};

export default exercise;
