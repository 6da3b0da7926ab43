/**
 * Carries images from the lab to a real engine and back: `docker save` here, `docker load` there, the same ids; and an image
 * of the real engine through the lab, blob by blob the same.
 *
 *   node test/live/images.ts
 *
 * Needs a real Docker (`eval "$(test/engine up)"`). Exits 1 when something differs, 2 when there is no engine.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Bench } from "../builder-bench.ts";

const dockerfiles: Readonly<Record<string, string>> = {
  scratch: 'FROM scratch\nCOPY a.txt /x/\nCOPY --chown=1000:1000 --chmod=4755 a.txt /bin/tool\nWORKDIR /w\nENV A="<1>"\nCMD ["x"]\n',
  commands: "FROM alpine:3.20\nRUN echo hi > /h && rm /etc/motd && ln -s /h /l && mkdir -m 1777 /t\nHEALTHCHECK CMD true\nEXPOSE 80\n",
  overwritten: "FROM busybox:1.36\nCOPY a.txt /etc/passwd\nRUN rm -r /etc && mkdir /etc && echo x > /etc/y\nUSER 1:1\n",
};

const docker = (...argv: string[]) => execFileSync("docker", argv, { encoding: "utf8" }).trim();
let different = 0;
function same(what: string, ours: string, theirs: string): void {
  const isSame = ours === theirs;
  if (!isSame) different++;
  console.log(isSame ? `same       ${what}` : `DIFFERENT  ${what}\n  lab:    ${ours}\n  docker: ${theirs}`);
}

if (spawnSync("docker", ["version"]).status !== 0) {
  console.error('no engine: eval "$(test/engine up)"');
  process.exit(2);
}
const folder = mkdtempSync(path.join(tmpdir(), "drydock-images-"));
const archive = path.join(folder, "image.tar");
try {
  for (const [name, dockerfile] of Object.entries(dockerfiles)) {
    const tag = `drydock-live-${name}:1`;
    const bench = new Bench();
    const { imageId = "" } = await bench.engine.build({
      ...bench.request({ dockerfile, files: { "a.txt": "hello\n" }, apart: true }),
      tags: [tag],
    });
    writeFileSync(archive, await bench.engine.imageSave([tag]));
    same(`${name}: what load says`, `Loaded image: ${tag}`, docker("load", "-i", archive));
    same(`${name}: id`, imageId, docker("image", "inspect", "-f", "{{.Id}}", tag));
    const layers = (await bench.engine.imageInspect(tag)).RootFS.Layers ?? [];
    same(`${name}: layers`, JSON.stringify(layers), docker("image", "inspect", "-f", "{{json .RootFS.Layers}}", tag));
    docker("rmi", tag);
  }
  const tag = "drydock-live-back:1";
  execFileSync("docker", ["build", "-q", "-t", tag, "-"], { input: "FROM alpine:3.20\nRUN echo hi > /h; rm /etc/group\nENV A=1\n" });
  docker("save", tag, "-o", archive);
  const bench = new Bench();
  const theirs = readFileSync(archive);
  const loaded = await bench.engine.imageLoad(theirs);
  same(
    "back: what was loaded",
    JSON.stringify(loaded),
    JSON.stringify([{ reference: tag, id: docker("image", "inspect", "-f", "{{.Id}}", tag) }]),
  );
  const again = path.join(folder, "again.tar");
  writeFileSync(again, await bench.engine.imageSave([tag]));
  const sums = (file: string) =>
    execFileSync(
      "sh",
      ["-c", `mkdir ${file}.d && tar -xf ${file} -C ${file}.d && cd ${file}.d && find . -type f | sort | xargs sha256sum`],
      { encoding: "utf8" },
    );
  same("back: every file of the archive", sums(again), sums(archive));
  docker("rmi", tag);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = different > 0 ? 1 : 0;
