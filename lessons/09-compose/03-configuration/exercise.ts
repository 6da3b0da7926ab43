import type { Exercise, Probe } from "../../../src/grading/exercise.ts";
import { findText } from "../../shared/build-checks.ts";
import { containerOf, freshUp, runningService, up } from "../../shared/compose-checks.ts";

const page = "http://localhost:8080/";
const name = "GREETING";

/** What the learner's `.env` has for a name, without quotes. */
function wanted(lab: Probe): string {
  const line = (lab.read(".env") ?? "").split("\n").findLast((text) => text.startsWith(`${name}=`));
  return (line ?? "")
    .slice(name.length + 1)
    .trim()
    .replace(/^(["'])(.*)\1$/, "$2");
}

function withGreeting(text: string, greeting: string): string {
  const line = `${name}=${greeting}`;
  return new RegExp(`^${name}=.*$`, "m").test(text) ? text.replace(new RegExp(`^${name}=.*$`, "m"), line) : `${text}\n${line}\n`;
}

/** What the container has been given for the variable; `undefined` when nothing. */
async function given(lab: Probe): Promise<string | undefined> {
  const container = await containerOf(lab, "app");
  return container?.inspect.Config.Env?.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1);
}

async function said(lab: Probe): Promise<string> {
  const answer = await lab.request(page);
  return answer.ok ? answer.body.trim() : answer.error;
}

const exercise: Exercise = {
  task: "Change compose.yaml so that the app says the `GREETING` of the file `.env`, whatever it is.",
  checks: [
    {
      id: "says-it",
      title: "`localhost:8080` says what `.env` has",
      async run(lab) {
        const problem = await freshUp(lab, "--build");
        if (problem !== undefined) return lab.fail(problem);
        const app = await runningService(lab, "app");
        if (typeof app === "string") return lab.fail(app);
        const seen = await said(lab);
        if (seen === wanted(lab)) return lab.pass();
        const variable = await given(lab);
        if (variable === undefined)
          return lab.fail(
            `The app says “${seen}”: there is no \`${name}\` in its environment. Compose reads \`.env\` for the file itself, to put values where it has \`\${…}\`. Into a container goes what the service asks for.`,
          );
        if (variable.includes(`$${name}`))
          return lab.fail(
            `The app says “${seen}”. The container was given \`$${name}\` letter by letter: two dollars, \`$$\`, stand for one that is no variable.`,
          );
        return lab.fail(`The app says “${seen}”, and \`.env\` has “${wanted(lab)}”.`);
      },
    },
    {
      id: "follows",
      title: "When `.env` changes, `docker compose up -d` is enough",
      after: ["says-it"],
      async run(lab) {
        const first = await freshUp(lab, "--build");
        if (first !== undefined) return lab.fail(first);
        const before = await said(lab);
        const greeting = lab.token();
        lab.edit(".env", (text) => withGreeting(text, greeting));
        const second = await up(lab);
        if (second !== undefined) return lab.fail(second);
        const seen = await said(lab);
        if (seen === greeting) return lab.pass();
        const text = lab.read("compose.yaml") ?? "";
        const where = text.includes(before)
          ? /\$\{[^}]*:?-/.test(text)
            ? "It is the default of a variable that is not set."
            : "It is written into compose.yaml, and so it is in the repository, the same for every machine."
          : "It does not come from `.env` when the container is made: is it in the image?";
        return lab.fail(`We changed the greeting in \`.env\` and ran \`docker compose up -d\`: the app still says “${seen}”. ${where}`);
      },
    },
    {
      id: "not-in-the-image",
      title: "The value is not part of the image",
      after: ["says-it"],
      async run(lab) {
        const secret = lab.token();
        lab.edit(".env", (text) => withGreeting(text, secret));
        const problem = await freshUp(lab, "--build");
        if (problem !== undefined) return lab.fail(problem);
        const app = await containerOf(lab, "app");
        if (!app) return lab.fail("There is no container of `app`.");
        const { root, layers } = await lab.filesystem(app.inspect.Image);
        const path = findText(root, secret);
        const config = JSON.stringify((await lab.inspect(app.inspect.Image)).Config);
        if (path === undefined && !config.includes(secret)) return lab.pass();
        return lab.fail(
          path === undefined
            ? "The value stands in the image's configuration: whoever has the image reads it with `docker inspect`."
            : `The value is in the image, in \`${path}\`, one of its ${layers.length} layers: whoever gets the image gets the value, and each machine needs an image of its own.`,
        );
      },
    },
  ],
  hints: [
    "`docker compose config` shows the file as Compose understands it. Is there any `environment` under `app`? And `docker compose exec app env` shows what the program has.",
    "There are two ways: a file whose every line becomes a variable of the container, or a variable of the container that you name, with a `${…}` for its value.",
    "`env_file: .env` under `app`; or `environment:` with `GREETING: ${GREETING}`.",
  ],
  alternatives: [
    {
      title: "Named, with a sensible failure",
      text: "Naming each variable shows at a glance what the service needs. `${GREETING:?…}` refuses to start without it, instead of starting with an empty one.",
      files: {
        "compose.yaml": `services:
  app:
    build: app
    ports:
      - "8080:80"
    environment:
      GREETING: \${GREETING:?tell the app what to say, in .env}
`,
      },
    },
    {
      title: "Just the name",
      text: "A name without a value in the list takes the value from where Compose runs: from your shell or from `.env`.",
      files: {
        "compose.yaml": `services:
  app:
    build: app
    ports:
      - "8080:80"
    environment:
      - GREETING
`,
      },
    },
  ],
};

export default exercise;
