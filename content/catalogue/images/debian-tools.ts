/** The programs of a Debian or Ubuntu root, by the package that brings them. */
import type { WorkingTree } from "../../../src/engine/filesystem/working-tree.ts";
import { binary } from "../../../src/engine/programs/packages/binaries.ts";

/** In `/usr/bin`, and what stands in `/usr/sbin` after a slash. */
const tools: Readonly<Record<string, string>> = {
  coreutils:
    "[ arch b2sum base32 base64 basename basenc cat chcon chgrp chmod chown cksum comm cp csplit cut date dd df dir dircolors dirname du echo env expand expr factor false fmt fold groups head hostid id install join link ln logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste pathchk pinky pr printenv printf ptx pwd readlink realpath rm rmdir runcon seq sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf sleep sort split stat stdbuf stty sum sync tac tail tee test timeout touch tr true truncate tsort tty uname unexpand uniq unlink users vdir wc who whoami yes /chroot",
  "util-linux":
    "choom chrt dmesg fallocate findmnt flock getopt hardlink ionice ipcmk ipcrm ipcs last lastb lsblk lscpu lsipc lslocks lslogins lsmem lsns mcookie mesg more mountpoint namei nsenter partx prlimit rename.ul rev setarch setpriv setsid setterm su taskset unshare utmpdump whereis /agetty /blkdiscard /blkid /blockdev /findfs /fsck /fsfreeze /fstrim /getty /mkfs /mkswap /pivot_root /runuser /sulogin /swaplabel /switch_root /wipefs",
  mount: "mount umount /losetup /swapoff /swapon",
  bsdutils: "logger renice script scriptreplay wall",
  "libc-bin": "getconf getent iconv ldd pldd tzselect zdump /zic",
  "ncurses-bin": "clear infocmp reset tabs tic toe tput tset",
  login: "faillog lastlog login newgrp sg",
  passwd:
    "chage chfn chsh expiry gpasswd passwd /groupadd /groupdel /groupmems /groupmod /grpck /newusers /pwck /pwconv /pwunconv /useradd /userdel /usermod /vigr /vipw",
  debianutils: "ischroot run-parts savelog tempfile which /add-shell /remove-shell",
  findutils: "find xargs",
  diffutils: "cmp diff diff3 sdiff",
  grep: "egrep fgrep grep rgrep",
  sed: "sed",
  tar: "tar /rmt-tar",
  gzip: "gunzip gzexe gzip uncompress zcat zcmp zdiff zegrep zfgrep zforce zgrep zless zmore znew",
  hostname: "dnsdomainname domainname hostname nisdomainname ypdomainname",
  "sysvinit-utils": "pidof /fstab-decode /killall5",
  e2fsprogs: "chattr lsattr /badblocks /debugfs /dumpe2fs /e2fsck /mke2fs /mkfs.ext2 /mkfs.ext3 /mkfs.ext4 /resize2fs /tune2fs",
  // Ubuntu's images have it, Debian's have not.
  procps: "free kill pgrep pidwait pkill pmap ps pwdx slabtop tload top uptime vmstat w watch /sysctl",
};

/** Where a package's programs are. */
function pathsOf(name: string): string[] {
  const words = tools[name]?.split(" ") ?? [];
  return words.map((word) => (word.startsWith("/") ? `/usr/sbin${word}` : `/usr/bin/${word}`));
}

/** Writes the programs of these packages; gives the paths of each. */
export function writePackageTools(tree: WorkingTree, packages: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const executable = { mode: 0o755 };
  const written = new Map(packages.map((name) => [name, pathsOf(name)] as const));
  for (const path of [...written.values()].flat())
    tree.writeFile(path, binary("coreutils", "glibc", path.startsWith("/usr/sbin") ? 100_000 : 48_000), executable);
  return written;
}
