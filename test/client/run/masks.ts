/** What differs from run to run and from machine to machine in what `docker run` and its family print. */

const masks: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{64}\b/g, "ID64"],
  [/\b[0-9a-f]{12}\b/g, "ID12"],
  // Cache records have ids of their own kind; so have the merged folders of built images.
  [/\b[0-9a-z]{25}\b/g, "ID64"],
  [/\b[0-9a-f]{64}-init\b/g, "ID64"],
  [/\d{4}-\d\d-\d\d[T ][\d:.]+(Z| \+0000 UTC|[+-]\d\d:\d\d)?/g, "TIME"],
  [/\b(172|192)\.\d+\.\d+\.\d+(\/\d+)?/g, "ADDRESS"],
  [/\b([0-9a-f]{2}:){5}[0-9a-f]{2}\b/g, "MAC"],
  [/(About )?(Less than )?(an?|\d+) (second|minute|hour|day|week|month)s?( ago)?/g, "AGO"],
  [/\b\d+(\.\d+)?([kKMG]i?)?B\b/g, "SIZE"],
  [/\b\d+(\.\d+)?[MG]\b/g, "SIZE"],
  [/\b\d+(\.\d+)?%/g, "PERCENT"],
  [/[A-Z][a-z]{2} +\d+ \d\d:\d\d/g, "DATE"],
  [/\b0xc[0-9a-f]{9}\b/g, "POINTER"],
  [/\bfe80::[0-9a-f:]+\b/g, "LINK"],
  [/@if\d+/g, "@ifN"],
  [/time=\d+\.\d+ ms/g, "time=MS"],
  [/docker-import-\d+/g, "docker-import-N"],
  [/on endpoint [a-z]+_[a-z]+ \(/g, "on endpoint NAME ("],
  [/BusyBox v\S+ \(.*?\) multi/g, "BusyBox multi"],
  // A bug of that version: a pointer stands where the ports should.
  [/EXPOSE &\{.*?\}\] 0x[0-9a-f]+\}/g, "EXPOSE [80/tcp]"],
  [/("(Pid|Size|NetworkID|SandboxID)": )"?\d+"?/g, "$1N"],
  // A manifest is as long as the sizes in it.
  [/\bsize: \d+$/gm, "size: N"],
  [/(\d+\.\d+\/){2}\d+\.\d+ ms/g, "MS"],
  [/ {2,}/g, "  "],
  [/-{2,}/g, "--"],
];

export function withoutChance(text: string): string {
  return masks.reduce((masked, [pattern, name]) => masked.replace(pattern, name), text).replace(/[ \t]+$/gm, "");
}

/** What an engine of 28.5 says otherwise than 28.4. */
export function asOlder(text: string): string {
  return (
    text
      // The containerd that comes with it no longer ends its errors so.
      .replace(/: unknown(?=$|\r?\n|: Are you)/g, "")
      // Debian's was built with a newer library, which names the word alone.
      .replace(/invalid tmpfs option \["(\w*)".*?\]/g, 'invalid tmpfs option "$1"')
  );
}

/** Lines whose parts come in any order: what a Go map gives out, and several containers of one moment. */
export function inAnyOrder(line: string): boolean {
  return /^docker (diff|events|system prune)|docker images|docker image ls/.test(line);
}
