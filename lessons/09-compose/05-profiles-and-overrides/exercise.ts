import type { Exercise, Probe } from "../../../src/grading/exercise.ts";
import { clear, compose, containerOf, freshUp, runningService, up } from "../../shared/compose-checks.ts";

const profiles = "A tool that runs when it is wanted";
const overrides = "Two ways to run the same file";
const page = "http://localhost:8080/";

/** The base file by the name it has. */
function baseFile(lab: Probe): string | undefined {
  return ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"].find((name) => lab.read(name) !== undefined);
}

/** The profiles that a service has, as Compose sees them. */
async function profilesOf(lab: Probe, service: string): Promise<readonly string[]> {
  const { stdout } = await compose(lab, "--profile '*' config --format json 2>/dev/null");
  try {
    const project = JSON.parse(stdout) as { services?: Record<string, { profiles?: string[] }> };
    return project.services?.[service]?.profiles ?? [];
  } catch {
    return [];
  }
}

async function pageSays(lab: Probe, word: string): Promise<boolean> {
  return (await lab.request(page)).body.includes(word);
}

const exercise: Exercise = {
  task: "Let `inspect` run only with its profile, and let a second file give `web` the folder of its pages, for development alone.",
  checks: [
    {
      id: "plain",
      part: profiles,
      title: "`docker compose up -d` starts `web` and `db`, and not `inspect`",
      async run(lab) {
        const problem = await freshUp(lab);
        if (problem !== undefined) return lab.fail(problem);
        for (const service of ["web", "db"]) {
          const container = await runningService(lab, service);
          if (typeof container !== "string") continue;
          const own = await profilesOf(lab, service);
          return lab.fail(
            own.length > 0
              ? `Plain \`docker compose up\` lost \`${service}\`: it has a profile, \`${own[0]}\`, and nobody asked for it. What is always needed has no profile.`
              : container,
          );
        }
        const tool = await containerOf(lab, "inspect");
        return tool ? lab.fail("`docker compose up` started `inspect` as well, and nobody asked for it.") : lab.pass();
      },
    },
    {
      id: "with-the-tool",
      part: profiles,
      title: "With its profile, `inspect` runs and sees `db`",
      after: ["plain"],
      async run(lab) {
        const [profile] = await profilesOf(lab, "inspect");
        await clear(lab);
        const { exitCode, stderr } = await compose(lab, `${profile ? `--profile ${profile} ` : ""}up -d`);
        if (exitCode !== 0) return lab.fail(`\`docker compose --profile ${profile} up -d\` fails: \`${stderr.trim().split("\n").at(-1)}\``);
        await lab.wait(3);
        const tool = await runningService(lab, "inspect");
        if (typeof tool === "string") return lab.fail(tool);
        const word = lab.token();
        await compose(lab, `exec -T db redis-cli set seen ${word}`);
        await lab.wait(1);
        return (await tool.logs()).includes(word)
          ? lab.pass()
          : lab.fail("`inspect` runs, and does not show what is done in `db`: we set a key, and its log has nothing about it.");
      },
    },
    {
      id: "development",
      part: overrides,
      title: "After `docker compose up -d`, an edit of `web/index.html` shows at once",
      after: ["plain"],
      async run(lab) {
        const problem = await freshUp(lab);
        if (problem !== undefined) return lab.fail(problem);
        const word = lab.token();
        lab.write("web/index.html", `<h1>${word}</h1>\n`);
        await lab.wait(1);
        if (await pageSays(lab, word)) return lab.pass();
        const others = lab.files().filter((path) => /^(docker-)?compose\.[\w-]+\.ya?ml$/.test(path) && !/\.override\./.test(path));
        return lab.fail(
          `We edited \`web/index.html\` while the stack ran, and got the old page. ${
            others.length > 0
              ? `There is a file \`${others[0]}\`. Without \`-f\`, Compose reads one more file beside the first, and only by the name \`compose.override.yaml\`.`
              : "The page is the one in the image: in development, let a mount lie over it."
          }`,
        );
      },
    },
    {
      id: "production",
      part: overrides,
      title: "With compose.yaml alone, `web` has the pages of its image",
      after: ["plain"],
      async run(lab) {
        const base = baseFile(lab);
        if (base === undefined) return lab.fail("There is no compose.yaml.");
        await clear(lab);
        const problem = await up(lab, "--build").then(async () => {
          await compose(lab, "down");
          const { exitCode, stderr } = await compose(lab, `-f ${base} up -d --build`);
          return exitCode === 0 ? undefined : stderr.trim().split("\n").at(-1);
        });
        if (problem !== undefined) return lab.fail(`\`docker compose -f ${base} up -d\` fails: \`${problem}\``);
        const word = lab.token();
        lab.write("web/index.html", `<h1>${word}</h1>\n`);
        await lab.wait(1);
        return (await pageSays(lab, word))
          ? lab.fail(
              `We ran compose.yaml alone, as on a server, and edited the folder: the page changed. There \`web\` depends on a folder that only your machine has; what is for development belongs in a file of its own.`,
            )
          : lab.pass();
      },
    },
  ],
  hints: [
    "`docker compose config --services` tells what plain `up` would start, and `docker compose --profile debug config --services` what comes in addition. Which of the services do people need every day?",
    "A service with `profiles:` is off until one of them is asked for. And Compose reads a second file beside `compose.yaml`, over the first, when it has the right name.",
    "`profiles: [debug]` in `inspect`. In `compose.override.yaml`: `services:`, `web:`, `volumes:`, and the folder `./web` at `/usr/share/nginx/html`.",
  ],
  alternatives: [
    {
      title: "Two names, one tool",
      text: "A service may have several profiles; any of them switches it on. The override's older name works as well.",
      files: {
        "compose.yaml": `services:
  web:
    build: web
    ports: ["8080:80"]
  db:
    image: redis:7-alpine
  inspect:
    image: redis:7-alpine
    command: ["redis-cli", "-h", "db", "monitor"]
    depends_on: [db]
    profiles: [tools, debug]
`,
        "docker-compose.override.yml": `services:
  web:
    volumes:
      - type: bind
        source: ./web/index.html
        target: /usr/share/nginx/html/index.html
`,
      },
    },
    {
      title: "The tool in the override",
      text: "What belongs to development can stand in the override altogether. There it still needs its profile, or plain `up` would start it.",
      files: {
        "compose.yaml": `services:
  web:
    build: web
    ports: ["8080:80"]
  db:
    image: redis:7-alpine
`,
        "compose.override.yaml": `services:
  web:
    volumes: ["./web:/usr/share/nginx/html:ro"]
  inspect:
    image: redis:7-alpine
    command: redis-cli -h db monitor
    depends_on: [db]
    profiles: [debug]
`,
      },
    },
  ],
};

export default exercise;
