/**
 * Where Alpine and busybox put the links to their one binary. `httpd` is in Alpine's `busybox-extras`; the lab's images have it
 * from the start, since a web server of one word is what examples want most.
 */
export const applets: Readonly<Record<string, readonly string[]>> = {
  "/bin":
    "arch ash base64 cat chgrp chmod chown cp date dd df dmesg echo ed egrep false fgrep fsync getopt grep gunzip gzip hostname kill ln ls mkdir mknod mktemp more mount mountpoint mv netstat nice pidof ping ping6 printenv ps pwd rev rm rmdir sed sh sleep stat stty su sync tar touch true umount uname usleep watch zcat".split(
      " ",
    ),
  "/sbin": "adjtimex arp halt ifconfig init insmod ip logread modprobe poweroff reboot rmmod route sysctl".split(" "),
  "/usr/bin":
    "[ [[ awk basename bc bunzip2 bzip2 clear cmp comm crontab cut dc diff dirname du env expand expr factor find flock fold free groups head hexdump hostid id install killall less logger md5sum mkfifo nc nl nohup nproc nsenter nslookup od paste pgrep pkill printf readlink realpath reset seq setsid sha1sum sha256sum sha3sum sha512sum shred shuf sort split strings sum tac tail tee test time timeout top tr traceroute tree truncate tsort tty unexpand uniq unlink unshare unzip uptime vi wc wget which who whoami xargs xxd yes".split(
      " ",
    ),
  "/usr/sbin": "addgroup adduser chpasswd chroot crond delgroup deluser httpd ntpd nologin".split(" "),
};
