/** Archives made to do harm, given to everything that unpacks one: each is refused or unpacked inside, and nothing is left behind. */
import { gzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { survivor } from "./lab.ts";
import { paxRecord, tarOf } from "./tar-maker.ts";

const longName = (name: string) => [
  { name: "PaxHeaders/x", type: "x", body: paxRecord("path", name) },
  { name: "f", body: "x" },
];
const sparse = (size: number) => {
  const records = [
    ["major", "1"],
    ["minor", "0"],
    ["name", "huge"],
    ["realsize", String(size)],
  ] as const;
  const body = records.map(([key, value]) => paxRecord(`GNU.sparse.${key}`, value)).join("");
  return tarOf([
    { name: "PaxHeaders/x", type: "x", body },
    { name: "huge", body: "0\n".padEnd(512, "\0") },
  ]);
};
/** Twenty megabytes of zeros that say they are so many bytes. */
function bomb(claimed: number): Uint8Array {
  const packed = gzipSync(new Uint8Array(20_000_000), { level: 1 });
  new DataView(packed.buffer, packed.byteOffset).setUint32(packed.length - 4, claimed, true);
  return packed;
}

/** Why Docker refuses it; empty where it unpacks it, inside. */
const hostile: Readonly<Record<string, readonly [archive: () => Uint8Array, refused: RegExp]>> = {
  "a name that leads out": [() => tarOf([{ name: "../../../../home/dev/evil", body: "x" }]), /invalid entry name/],
  "an absolute name": [() => tarOf([{ name: "/home/dev/evil", body: "x" }]), /^$/],
  "a file through a link out": [
    () =>
      tarOf([
        { name: "l", type: "2", link: "/home/dev" },
        { name: "l/evil", body: "x" },
      ]),
    /no such file|exists|No such file/,
  ],
  "a hard link out": [() => tarOf([{ name: "h", type: "1", link: "../../../etc/passwd" }]), /invalid entry name/],
  "a hard link to nothing": [() => tarOf([{ name: "h", type: "1", link: "nothing" }]), /no such file|No such file/],
  "links in a circle": [
    () =>
      tarOf([
        { name: "a", type: "2", link: "b" },
        { name: "b", type: "2", link: "a" },
        { name: "a/x", body: "x" },
      ]),
    /.+/,
  ],
  devices: [
    () =>
      tarOf([
        { name: "null", type: "3" },
        { name: "sda", type: "4" },
        { name: "ok", body: "fine\n" },
      ]),
    /^$/,
  ],
  "a size of 8 GB": [() => tarOf([{ name: "big", body: "x", size: 8 * 1024 ** 3 - 1 }]), /unexpected EOF/],
  "a size below nothing": [
    () => tarOf([{ name: "PaxHeaders/x", type: "x", body: paxRecord("size", "-5") }, { name: "b" }]),
    /unexpected EOF/,
  ],
  "a hole of a petabyte": [() => sparse(2 ** 50), /no space left on device/],
  "a name of 200,000 characters": [() => tarOf(longName(`${"a/".repeat(100_000)}f`)), /file name too long/],
  "2,000 directories in one another": [() => tarOf(longName(`${"a/".repeat(2000)}f`)), /more than the lab unpacks/],
  "a bomb": [() => bomb(2_000_000_000), /too big for the lab/],
  "a bomb that lies": [() => bomb(1000), /broken gzip data/],
  "half of an archive": [() => tarOf([{ name: "f", body: "x".repeat(5000) }]).subarray(0, 2000), /unexpected EOF/],
};

describe.each(Object.entries(hostile))("%s", (_, [archive, refused]) => {
  it.each([
    ["docker import", "docker import x.tar hostile >/dev/null"],
    ["docker cp", "docker create --name target alpine >/dev/null 2>&1; docker cp - target:/tmp < x.tar"],
  ])("%s", async (_name, line) => {
    const run = survivor({ "x.tar": archive() });
    expect((await run(line)).text).toMatch(refused);
    expect((await run("ls /home/dev; ls; docker run --rm alpine echo alive 2>/dev/null")).text).toBe("workspace\nx.tar\nalive\n");
  });

  it("docker load", async () => {
    const run = survivor({ "x.tar": archive() });
    expect((await run("docker load -i x.tar")).code).toBe(1);
    expect((await run("ls /home/dev; docker images -q | wc -l")).text).toMatch(/^workspace\n/);
  });
});
