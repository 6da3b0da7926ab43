/**
 * Where Alpine and busybox put the links to their one binary. `httpd` is in Alpine's `busybox-extras`; the lab's images have it
 * from the start, since a web server of one word is what examples want most.
 */
export const applets: Readonly<Record<string, readonly string[]>> = {
  "/bin":
    "arch ash base64 cat chattr chgrp chmod chown cp date dd df dmesg dnsdomainname echo ed egrep false fatattr fgrep fsync getopt grep gunzip gzip hostname ionice iostat ipcalc kill link linux32 linux64 ln login ls lsattr lzop makemime mkdir mknod mktemp more mount mountpoint mpstat mv netstat nice pidof ping ping6 pipe_progress printenv ps pwd reformime rev rm rmdir run-parts sed setpriv setserial sh sleep stat stty su sync tar touch true umount uname usleep watch zcat".split(
      " ",
    ),
  "/sbin":
    "adjtimex arp blkid blockdev depmod fdisk findfs fsck fstrim getty halt hwclock ifconfig ifdown ifup init insmod ip klogd logread losetup lsmod mdev mkdosfs mkswap modinfo modprobe pivot_root poweroff reboot rmmod route slattach swapoff swapon switch_root sysctl syslogd tunctl udhcpc watchdog".split(
      " ",
    ),
  "/usr/bin":
    "[ [[ awk basename bc bunzip2 bzcat bzip2 cal cksum clear cmp comm cpio crontab cryptpw cut dc diff dirname dos2unix du env expand expr factor fallocate find flock fold free fuser groups hd head hexdump hostid id install ipcrm ipcs killall last less logger lsof lzcat md5sum mesg microcom mkfifo mkpasswd nc nl nmeter nohup nproc nsenter nslookup od openvt passwd paste pgrep pkill pmap printf pstree pwdx readlink realpath renice reset resize seq setsid sha1sum sha256sum sha3sum sha512sum shred shuf sort split strings sum tac tail tee test time timeout top tr traceroute traceroute6 tree truncate tsort tty ttysize unexpand uniq unix2dos unlink unlzma unshare unxz unzip uptime uudecode uuencode vi vlock volname wc wget which who whoami whois xargs xxd xzcat yes".split(
      " ",
    ),
  "/usr/sbin":
    "add-shell addgroup adduser arping chpasswd chroot crond delgroup deluser httpd killall5 nbd-client nologin ntpd partprobe rdate readahead remove-shell rfkill sendmail setlogcons".split(
      " ",
    ),
};
