import type { Exercise, Probe, ProbeContainer } from "../../../src/grading/exercise.ts";
import { missing, notRunning, runningContainers } from "../../shared/container-checks.ts";

const edits = "An edit without a build";
const ownership = "A folder that belongs to root";
const covered = "What a mount covers";
const page = "http://127.0.0.1/";

async function servers(lab: Probe): Promise<readonly ProbeContainer[]> {
  const found: ProbeContainer[] = [];
  for (const container of await runningContainers(lab)) if ((await container.request(page)).ok) found.push(container);
  return found;
}

/** The containers that have something at `/data`, running or not. */
async function withData(lab: Probe): Promise<readonly ProbeContainer[]> {
  return (await lab.containers()).filter(({ inspect }) => inspect.Mounts.some(({ Destination }) => Destination === "/data"));
}

const exercise: Exercise = {
  task: "Serve site/ so that edits show at once; let a process of user 1000 write into data/; run the shop with your code and the image's packages.",
  begin: ["sudo mkdir data"],
  checks: [
    {
      id: "edit-shows",
      part: edits,
      title: "An edit of `site/index.html` shows in the page at once",
      async run(lab) {
        const found = await servers(lab);
        if (found.length === 0) return lab.fail("No running container answers on its port 80. We expected one that serves `site/`.");
        const token = lab.token();
        lab.edit("site/index.html", (text) => `${text}<p>${token}</p>\n`);
        for (const server of found) if ((await server.request(page)).body.includes(token)) return lab.pass();
        const server = found.at(-1) as ProbeContainer;
        const mount = server.inspect.Mounts.find(({ Destination }) => "/usr/share/nginx/html".startsWith(Destination));
        if (mount?.Type === "volume")
          return lab.fail(
            `We edited \`site/index.html\`, and the page of \`${server.name}\` stayed the same: it shows the volume \`${mount.Name?.slice(0, 20)}\`, which Docker keeps elsewhere. A name before the colon means a volume; a path, with a slash or a dot in front, means a folder.`,
          );
        if (mount)
          return lab.fail(
            `We edited \`site/index.html\`, and the page of \`${server.name}\` stayed the same: it shows \`${mount.Source}\`. Is that where the page lies?`,
          );
        return lab.fail(
          `We edited \`site/index.html\`, and the page of \`${server.name}\` stayed the same: its files are its own, a copy made when the image was built or when they were copied in. We expected it to look into your folder.`,
        );
      },
    },
    {
      id: "writes-as-1000",
      part: ownership,
      title: "A process of user 1000 writes to `/data`, and it arrives in `data/`",
      async run(lab) {
        const found = await withData(lab);
        if (found.length === 0) return lab.fail("No container has anything mounted at `/data`. We expected your workspace's `data` there.");
        const running = found.filter(({ isRunning }) => isRunning);
        const [first] = found as [ProbeContainer];
        if (running.length === 0)
          return lab.fail(`\`${first.name}\` ${notRunning(first)}. We expected it to run, so that we can let it write.`);
        let reason = "";
        for (const container of running) {
          const uid = (await container.exec(["id", "-u"])).stdout.trim();
          if (uid !== "1000") {
            reason ||= `\`${container.name}\` runs as user ${uid}${uid === "0" ? ", root, who may write everywhere" : ""}. We expected user 1000: the server is not to be root.`;
            continue;
          }
          const token = lab.token();
          const written = await container.exec(`echo ${token} > /data/${token}`);
          if (written.exitCode !== 0) {
            reason ||= `User 1000 in \`${container.name}\` tried to write to \`/data\`: ${written.stderr.trim()}. Users are numbers, and the folder's owner is not 1000; the container cannot change that, since it is your host's folder.`;
            continue;
          }
          if (lab.read(`data/${token}`)?.trim() === token) return lab.pass();
          reason ||= `\`${container.name}\` wrote to \`/data\`, and nothing arrived in the workspace's \`data\`: what is mounted there is something else.`;
        }
        return lab.fail(reason);
      },
    },
    {
      id: "not-for-everybody",
      part: ownership,
      title: "`data/` is not open to everybody",
      after: ["writes-as-1000"],
      async run(lab) {
        const mode = (await lab.exec("command stat -c %a ~/workspace/data")).stdout.trim();
        return (Number.parseInt(mode.slice(-1), 8) & 2) === 0
          ? lab.pass()
          : lab.fail(
              `It works, but \`data\` has the mode ${mode}: every user of the host and of every container that mounts it may write there. That is half the marks. Give it to the one who needs it.`,
            );
      },
    },
    {
      id: "code-is-yours",
      part: covered,
      title: "The container `shop` sees edits of `shop/`",
      async run(lab) {
        const shop = await lab.container("shop");
        if (!shop) return lab.fail(await missing(lab, "shop"));
        if (!shop.isRunning) {
          const words = (await shop.logs()).trim().split("\n").at(-1) ?? "";
          return lab.fail(
            /Cannot find module/.test(words)
              ? `\`shop\` ${notRunning(shop)} and said: \`${words}\`. The image has that package, in \`/app/node_modules\`; but your folder is mounted over all of \`/app\`, and what is below a mount cannot be seen. Building again changes only what is covered.`
              : `\`shop\` ${notRunning(shop)}. Its last words: \`${words}\``,
          );
        }
        const token = lab.token();
        lab.write(`shop/${token}.js`, `// ${token}\n`);
        const seen = await shop.exec(`cat /app/${token}.js`);
        return seen.stdout.includes(token)
          ? lab.pass()
          : lab.fail(
              "We put a new file into `shop/`, and the container does not have it: it runs the code that was copied when the image was built.",
            );
      },
    },
    {
      id: "packages-are-the-image-s",
      part: covered,
      title: "It has the packages that the image was built with",
      after: ["code-is-yours"],
      async run(lab) {
        const shop = await lab.container("shop");
        const found = await shop?.exec(["ls", "/app/node_modules/express/index.js"]);
        return found?.exitCode === 0 ? lab.pass() : lab.fail("`shop` runs, but `/app/node_modules/express` is not there.");
      },
    },
  ],
  hints: [
    "`docker inspect -f '{{json .Mounts}}' NAME` shows what is mounted where: `Type`, `Source` on the host, `Destination` in the container.",
    'A path in front of the colon is a folder of the host: `"$PWD"/site`. A folder\'s owner is a number, the same inside and outside: `ls -ln`. And a second mount can lie on top of the first.',
    "`sudo chown 1000 data` gives the folder to user 1000. For the shop, mount your folder at `/app` and a volume at `/app/node_modules`: an empty volume is filled with what the image has there.",
  ],
  alternatives: [
    {
      title: "--mount, and only the part that you edit",
      text: "`--mount` says each thing by name, and complains about a folder that does not exist, where `-v` silently makes one. And if the code lies in a folder of its own, nothing has to be uncovered again.",
      files: {},
      commands: `docker run -d --name web -p 8080:80 --mount type=bind,source="$PWD"/site,target=/usr/share/nginx/html,readonly nginx:alpine
rmdir data && mkdir data
docker run -d --name writer --user 1000:1000 --mount type=bind,source="$PWD"/data,target=/data alpine:3.20 sleep infinity
docker build -q -t shop shop
docker run -d --name shop --mount type=bind,source="$PWD"/shop,target=/app --mount type=volume,source=shop-packages,target=/app/node_modules shop
`,
    },
  ],
};

export default exercise;
