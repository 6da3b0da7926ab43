import type { Exercise, Probe, ProbeContainer } from "../../../src/grading/exercise.ts";
import { runningNamed } from "../../shared/container-checks.ts";
import { recreate } from "../../shared/recreate.ts";

/** Where the database keeps its rows. */
const place = "/var/lib/db";

async function rowsOf(container: ProbeContainer): Promise<string> {
  return (await container.exec(["rows"])).stdout;
}

/** A row of ours in the learner's database, in the copy. */
async function withRow(lab: Probe): Promise<{ readonly db: ProbeContainer; readonly row: string } | string> {
  const db = await runningNamed(lab, "db");
  if (typeof db === "string") return db;
  const row = lab.token();
  const added = await db.exec(["add", row]);
  if (added.exitCode !== 0 || !(await rowsOf(db)).includes(row))
    return `\`db\` runs, and \`add\` keeps no row in it: ${(added.stderr || added.stdout).trim() || "no message"}`;
  return { db, row };
}

function whyLost({ inspect }: ProbeContainer): string {
  const { Mounts, HostConfig } = inspect;
  const own = Mounts.find(({ Destination }) => Destination === place);
  const elsewhere = Mounts.find(({ Destination }) => Destination !== place);
  if (HostConfig.Tmpfs && place in HostConfig.Tmpfs) return "They were kept in memory, on a tmpfs, which ends with the container.";
  if (own?.Type === "volume" && elsewhere)
    return `Your ${elsewhere.Type === "bind" ? "folder" : `volume \`${elsewhere.Name}\``} is mounted at \`${elsewhere.Destination}\`, and the database writes to \`${place}\`. There, the image asked for a volume of its own, and each container gets a new one.`;
  if (own?.Type === "volume" && /^[0-9a-f]{64}$/.test(own.Name ?? ""))
    return `They were in an anonymous volume, \`${own.Name?.slice(0, 12)}…\`: it outlives the container, but nobody knows it by name, and the new container got a new one.`;
  return "They were in the container's own layer, and went with it.";
}

const exercise: Exercise = {
  task: "Run the image `db` as a container named `db` so that its rows are still there when the container has been removed and made again.",
  begin: ["docker build -q -t db db"],
  checks: [
    {
      id: "keeps-rows",
      title: "`db` runs and takes a row",
      async run(lab) {
        const found = await withRow(lab);
        return typeof found === "string" ? lab.fail(found) : lab.pass();
      },
    },
    {
      id: "survives-restart",
      title: "The row survives a stop and a start",
      after: ["keeps-rows"],
      async run(lab) {
        const found = await withRow(lab);
        if (typeof found === "string") return lab.fail(found);
        await lab.docker("restart", "-t", "1", "db");
        return (await rowsOf(await found.db.again())).includes(found.row)
          ? lab.pass()
          : lab.fail(`We added a row and restarted \`db\`: it is gone. ${whyLost(found.db)}`);
      },
    },
    {
      id: "survives-re-creation",
      title: "The row survives `docker rm` and the same `docker run` again",
      after: ["keeps-rows"],
      async run(lab) {
        const found = await withRow(lab);
        if (typeof found === "string") return lab.fail(found);
        const again = await recreate(lab, found.db);
        return (await rowsOf(again)).includes(found.row)
          ? lab.pass()
          : lab.fail(`We added a row, removed \`db\`, and ran it again just as you had: the row is gone. ${whyLost(found.db)}`);
      },
    },
  ],
  hints: [
    "`docker inspect -f '{{json .Mounts}}' db` shows what is mounted where. And `docker volume ls`: which of them would you find again?",
    "The image says `VOLUME /var/lib/db`, so there is a volume in any case. What a second container needs, to get the same one, is its name.",
    "`-v NAME:/var/lib/db`, with a name of your choice in front of the colon.",
  ],
  alternatives: [
    {
      title: "--mount, and a volume made beforehand",
      text: "The same in full words. `docker volume create` is not needed, a volume is made when it is first named, but it can carry labels.",
      files: {},
      commands:
        "docker volume create --label app=shop rows\ndocker run -d --name db --mount type=volume,source=rows,target=/var/lib/db db\n",
    },
    {
      title: "A folder of the host",
      text: "A bind mount outlives the container as well. It ties the data to a path of this one machine and to its owners, which is why databases are better off with a volume.",
      files: {},
      commands: 'mkdir rows\ndocker run -d --name db -v "$PWD"/rows:/var/lib/db db\n',
    },
  ],
};

export default exercise;
