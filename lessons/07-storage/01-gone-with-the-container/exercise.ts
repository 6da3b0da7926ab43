import type { Exercise } from "../../../src/grading/exercise.ts";

const file = "log.txt";
/** Each container writes its own host name, so that no other one can have written the same. */
const entry = "0214 course 214, 11 knots, written aboard";
const whole = new RegExp(`^${entry} [0-9a-f]{12}$`);

const exercise: Exercise = {
  task: "Bring `/log.txt` out of the ended container `logbook` into your workspace as log.txt, then remove the container.",
  begin: [`docker run --name logbook alpine:3.20 sh -c 'echo "${entry} $(hostname)" > /log.txt'`],
  checks: [
    {
      id: "rescued",
      title: "`log.txt` in the workspace holds the log",
      async run(lab) {
        const text = lab.read(file)?.trim();
        const logbook = await lab.container("logbook");
        if (text === undefined && !logbook)
          return lab.fail(
            "`logbook` is gone, and its log with it: a container's own layer is removed together with the container. Nothing brings it back; reset the lab, with its containers, to start again.",
          );
        if (text === undefined)
          return lab.fail("There is no `log.txt` in the workspace yet. The log is still where it was written, in the files of `logbook`.");
        if (whole.test(text) && (!logbook || text.endsWith(logbook.inspect.Id.slice(0, 12)))) return lab.pass();
        if (text === "")
          return lab.fail(
            "`log.txt` is empty: whatever you asked had no such file, or does not run. The log is not in the image, where every container starts anew; it is in the layer of the one container that wrote it.",
          );
        if (whole.test(text))
          return lab.fail(
            "This log was written by another container, one that you started yourself. We expected the one that `logbook` wrote.",
          );
        return lab.fail(`\`log.txt\` says \`${text.split("\n")[0]}\`. That is not what \`logbook\` wrote.`);
      },
    },
    {
      id: "cleared",
      title: "`logbook` has been removed",
      after: ["rescued"],
      async run(lab) {
        return (await lab.container("logbook"))
          ? lab.fail("The log is safe, and `logbook` is still there: ended, but with all its files, until `docker rm`.")
          : lab.pass();
      },
    },
  ],
  hints: [
    "`docker ps -a` lists it: it has ended, and it has not gone. `docker diff logbook` tells what it wrote.",
    "`docker exec` needs a container that runs. But its files can be had without running it: there is a docker command that copies between a container and the host, in either direction.",
    "`docker cp logbook:/log.txt .`, and only then `docker rm logbook`.",
  ],
  alternatives: [
    {
      title: "Make an image of it",
      text: "`docker commit` turns the container's layer into a layer of a new image. Good for keeping evidence; a Dockerfile is better for anything that is to be made again.",
      files: {},
      commands: "docker commit logbook evidence\ndocker run --rm evidence cat /log.txt > log.txt\ndocker rm logbook\n",
    },
    {
      title: "Take the whole file system",
      text: "`docker export` writes all files of a container as a tar, and tar can hand out a single one.",
      files: {},
      commands: "docker export -o all.tar logbook\ntar -xf all.tar log.txt\ndocker rm logbook\n",
    },
  ],
};

export default exercise;
