/** Tools that have a room of their own, by what they work on. */
import { unzip, zip } from "./archives/zip.ts";
import { bc } from "./bc/bc.ts";
import { dc } from "./bc/dc.ts";
import { base32, basenc } from "./bytes/basenc.ts";
import { cksum, sum } from "./bytes/checksums.ts";
import { hexdump } from "./bytes/hexdump.ts";
import { shred } from "./bytes/shred.ts";
import { xxd } from "./bytes/xxd.ts";
import type { Applets } from "./coreutils/applet.ts";
import { find } from "./find/find.ts";
import { rev, tac } from "./lines/backwards.ts";
import { comm } from "./lines/comm.ts";
import { csplit } from "./lines/csplit.ts";
import { cut } from "./lines/cut.ts";
import { fmt } from "./lines/fmt.ts";
import { pr } from "./lines/pr.ts";
import { tsort } from "./lines/tsort.ts";
import { cal } from "./machine/cal.ts";
import { machineApplets } from "./machine/facts.ts";
import { expr } from "./numbers/expr.ts";
import { factor } from "./numbers/factor.ts";
import { numfmt } from "./numbers/numfmt.ts";
import { seq } from "./numbers/seq.ts";
import { flock } from "./running/flock.ts";
import { getopt } from "./running/getopt.ts";
import { pstree } from "./running/pstree.ts";
import { runParts } from "./running/run-parts.ts";
import { stdbuf } from "./running/stdbuf.ts";
import { watch } from "./running/watch.ts";

export const ownApplets: Applets = {
  ...machineApplets,
  base32,
  basenc,
  bc,
  cal,
  cksum,
  comm,
  csplit,
  cut,
  dc,
  expr,
  factor,
  find,
  flock,
  fmt,
  getopt,
  hd: hexdump,
  hexdump,
  numfmt,
  pr,
  pstree,
  rev,
  "run-parts": runParts,
  seq,
  shred,
  stdbuf,
  sum,
  tac,
  tsort,
  unzip,
  watch,
  xxd,
  zip,
};
