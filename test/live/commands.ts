/** What RUN runs: small changes of files, the same in busybox's tools and in the lab's. */
import type { Chance } from "./random.ts";

const paths = ["/f1", "/f2", "/d1/f", "/d1/g", "/d1/sub/f", "/d2/f", "/app/x", "/srv/y", "/tmp/t"];
const folders = ["/d1", "/d2", "/d1/sub", "/app", "/srv", "/empty"];

export function command(chance: Chance): string {
  const file = (): string => chance.one(paths);
  const folder = (): string => chance.one(folders);
  const simple = (): string =>
    chance.of([
      [3, () => `echo ${chance.below(4)} > ${file()}`],
      () => `echo ${chance.below(4)} >> ${file()}`,
      [3, () => `mkdir -p ${folder()}`],
      () => `mkdir -m ${chance.one(["700", "1777", "2755"])} ${folder()}`,
      () => `chmod ${chance.one(["755", "u+x", "4755", "0", "g-r,o=", "a+X", "+t", "g+s"])} ${file()}`,
      () => `chmod -R ${chance.one(["700", "go-rwx", "1777", "a=rX"])} ${folder()}`,
      () => `chown ${chance.one(["1000", "1000:1001", "app:app", "nobody", ":staff"])} ${chance.one([file(), folder()])}`,
      () => `chown -R ${chance.one(["app", "5:6"])} ${folder()}`,
      () => `ln -s ${chance.one(["/d1", "d1/f", "../f1", "nowhere", "/tmp"])} ${chance.one(["/link", "/d1/link", "/app", "/e"])}`,
      () => `ln ${file()} ${chance.one(["/hard", "/d1/hard"])}`,
      () => `ln -f ${file()} ${file()}`,
      () => `mv ${chance.one([file(), folder()])} ${chance.one([file(), "/moved", folder()])}`,
      () => `rm -f ${file()}`,
      () => `rm -rf ${folder()}`,
      () => `rmdir ${folder()}`,
      () => `rm -rf /d1 && mkdir /d1 && echo again > /d1/f`,
      () => `cp ${file()} ${file()}`,
      () => `cp -r ${folder()} /copy`,
      () => `touch ${chance.one([file(), "-d @1600000000 /f1", folder()])}`,
      () => `umask ${chance.one(["077", "002", "0"])}; echo m > ${file()}; mkdir -p /masked`,
      () => `cat ${file()} ${file()} > /sum`,
      () => `printf '${chance.one(["a\\nb\\n", "no newline", "%s"])}' > ${file()}`,
      () => `stat -c '%a %u %g %n' ${file()} ${folder()} > /stat`,
      () => `find ${folder()} | sort > /found`,
      () => `ls -A ${folder()} > /listed`,
      () => `cat ${folder()}/* > /sum`,
      () => `test -e ${file()} && echo yes > /yes`,
      () => "id -u > /tmp/id; id -g >> /tmp/id",
      () => "pwd > /tmp/pwd",
      () => "env | grep -E '^(A|B|C|MODE|VER|TAG|OTHER|P)=' | sort > /tmp/env",
      () => 'echo "$MODE ${VER:-none} $TAG" > /tmp/vars',
      () => `set -e; echo ${chance.below(3)} > /tmp/e; cd /; pwd`,
      () => `for i in 1 2 3; do echo $i > /loop$i; done`,
      () => `sed -i 's/${chance.one(["f", "[0-9]", "^", "$"])}/x&/' ${file()}`,
      () => `sed -n '${chance.one(["1p", "$p", "/d/p", "s/d/D/p"])}' ${file()} > /sed`,
      () => `awk '{ n += $1 } END { print n, NR }' ${file()} > /awk`,
      () => `grep -${chance.one(["c", "n", "v", "l", "q"])} ${chance.one(["f", "d", "^[0-9]"])} ${file()} ${file()} > /grep`,
      () => `cut -d: -f${chance.one(["1", "1,3", "2-"])} /etc/passwd | sort -r > /cut`,
      () => `tr ${chance.one(["a-z A-Z", "-d f", "-s 0-9"])} < ${file()} > /tr`,
      () => `wc -${chance.one(["l", "c", "w"])} < ${file()} > /wc; head -n 1 ${file()} >> /wc; tail -c 3 ${file()} >> /wc`,
      () => `cp -${chance.one(["a", "rp", "R", "dR"])} ${folder()} ${chance.one(["/copy", folder()])}`,
      () => `mkdir -p /t1 && tar -cf - -C ${folder()} . | tar -xf - -C /t1`,
      () =>
        `find ${folder()} ${chance.one(["-type f", "-name 's*'", "-type d", "-maxdepth 1", "! -type f"])} | sort | xargs -n 2 echo > /found`,
      () => `find ${folder()} -type f -exec chmod ${chance.one(["600", "a+x"])} {} \\;`,
      () => `ln -sf${chance.one(["", "n"])} ${chance.one(["/d2", "sub", "/f1"])} ${chance.one(["/link", "/d1/link", "/f2"])}`,
      () => `dd if=/dev/zero of=${file()} bs=512 count=${1 + chance.below(3)} 2> /dev/null`,
      () => `truncate -s ${chance.below(50)} ${file()}`,
      () => `sha256sum ${file()} > /sums; readlink -f /link >> /sums; basename ${file()} >> /sums`,
      () => `echo ${chance.below(3)} | tee ${file()} > /teed`,
      () => `case $(cat ${file()}) in [0-9]) echo digit ;; f) echo f ;; *) echo other ;; esac > /case`,
      () => `i=0; while [ $i -lt ${chance.below(4)} ]; do i=$((i + 1)); echo $((i * i)); done > /squares`,
      () => `f() { echo "$1:$#"; }; f ${chance.one(["a b", '"a b"', "$MODE"])} > /args`,
      () => `chgrp ${chance.one(["staff", "7"])} ${chance.one([file(), folder()])}`,
      () => `[ -${chance.one(["f", "d", "L", "x", "s"])} ${file()} ] && echo is > /is`,
      () => "true",
      () => ": > /nothing",
    ]);
  const list = chance.yes(0.3) ? `${simple()} ${chance.one(["&&", ";", "||"])} ${simple()}` : simple();
  // Most commands may fail for want of a file; a build that ends there tells little.
  return chance.yes(0.9) ? `${list} || true` : list;
}
