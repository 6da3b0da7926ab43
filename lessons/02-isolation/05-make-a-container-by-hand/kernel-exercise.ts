import type { KernelExercise } from "../../../src/lab/kernel/props.ts";

/** Finds the first process of the learner's container, or says what is missing. */
const findBox = `
own() {
  here=$(readlink "/proc/$1/ns/$2" 2> /dev/null)
  [ -n "$here" ] && [ "$here" != "$(readlink "/proc/1/ns/$2")" ]
}
box=
for directory in /proc/[0-9]*; do
  pid=\${directory#/proc/}
  if own "$pid" pid && [ "$(awk '/^NSpid/ { print $NF }' "$directory/status" 2> /dev/null)" = 1 ]; then box=$pid; break; fi
done
if [ -z "$box" ]; then echo 'No process is number 1 of a pid namespace of its own yet.'; exit 1; fi
`;

/** A check on the first process of the container, whose pid is in \`$box\`. */
const ofBox = (script: string): string => `${findBox}${script}`;

export default {
  checks: [
    {
      id: "walls",
      title: "A process has walls of its own: `pid`, `mnt`, `uts`, `ipc` and `net`",
      script: ofBox(`
shared=
for kind in mnt uts ipc net; do own "$box" "$kind" || shared="$shared $kind"; done
[ -z "$shared" ] || { echo "Process $box has a pid namespace of its own, but shares with the machine:$shared."; exit 1; }`),
    },
    {
      id: "name",
      title: "It has a host name of its own",
      script: ofBox(`
name=$(nsenter -t "$box" -u hostname)
[ "$name" != "$(hostname)" ] || { echo "Inside, hostname still says $name."; exit 1; }`),
    },
    {
      id: "root",
      title: "Its root is an overlay over `/images/tiny`",
      script: ofBox(`
line=$(awk '$5 == "/"' "/proc/$box/mountinfo")
case $line in
  *" overlay "*lowerdir=/images/tiny*) ;;
  *" overlay "*) echo 'Its root is an overlay, but not over /images/tiny.'; exit 1 ;;
  *) echo "Its root is still the machine's own: / is $(echo "$line" | sed 's/.* - \\([^ ]*\\) .*/\\1/')."; exit 1 ;;
esac`),
    },
    {
      id: "no-way-back",
      title: "The machine's own root can't be reached from inside",
      script: ofBox(`
left=$(awk '$5 != "/" && $5 !~ /^\\/(proc|dev|sys|tmp)(\\/|$)/ { print $5; exit }' "/proc/$box/mountinfo")
[ -z "$left" ] || { echo "In its mount table there is still $left: whoever is inside can walk out there."; exit 1; }`),
    },
    {
      id: "proc",
      title: "`ps` inside shows its own processes only",
      script: ofBox(`
awk '$5 == "/proc" && / - proc /' "/proc/$box/mountinfo" | grep -q . || { echo 'No proc is mounted at /proc inside, so ps has nothing to read.'; exit 1; }
[ "$(readlink "/proc/$box/root/proc/1/ns/pid")" = "$(readlink "/proc/$box/ns/pid")" ] || { echo 'The /proc inside is another namespace'"'"'s.'; exit 1; }`),
    },
    {
      id: "limits",
      title: "Its cgroup limits memory and the number of processes",
      script: ofBox(`
group=$(sed -n 's/^0:://p' "/proc/$box/cgroup")
if [ "$group" = / ] || [ "$group" = /host ]; then echo "It is in the cgroup $group, with everything else of the machine."; exit 1; fi
for file in memory.max pids.max; do
  limit=$(cat "/sys/fs/cgroup$group/$file")
  [ "$limit" != max ] || { echo "The cgroup $group has no limit in $file."; exit 1; }
done`),
    },
    {
      id: "network",
      title: "The machine can ping it over a veth pair",
      script: ofBox(`
address=$(nsenter -t "$box" -n ip -4 addr | awk '$1 == "inet" && $2 !~ /^127/ { sub("/.*", "", $2); print $2; exit }')
[ -n "$address" ] || { echo 'It has no network interface with an address but lo.'; exit 1; }
ping -c 1 -W 2 "$address" > /dev/null || { echo "It has the address $address, but does not answer a ping from the machine."; exit 1; }`),
    },
  ],
  hints: [
    "Terminal 1 becomes the container; terminal 2 stays the machine. Make the overlay and the cgroup first: once the shell is inside, it can't see them any more.",
    "`sh -c 'echo $$ > /sys/fs/cgroup/box/cgroup.procs; exec unshare -m -u -i -n -p -f sh'` puts a shell into the cgroup and then behind the walls.",
    "Inside: `hostname box`, `cd /box/root`, `mkdir old`, `pivot_root . old`, `cd /`, `mount -t proc proc /proc`, `umount -l /old`, `rmdir /old`.",
    "On terminal 2: `ip link add host0 type veth`, then `ip link set veth0 netns` and the pid of the shell (the child of `unshare` in `ps -o pid,ppid,args`), `ip addr add 10.0.0.1/24 dev host0`, `ip link set host0 up`. Inside: `ip addr add 10.0.0.2/24 dev veth0`, `ip link set veth0 up`.",
  ],
  solution: [
    { terminal: "first", line: "mkdir -p /box/upper /box/work /box/root" },
    {
      terminal: "first",
      line: "mount -t overlay overlay -o lowerdir=/images/tiny,upperdir=/box/upper,workdir=/box/work /box/root",
    },
    { terminal: "first", line: "mkdir /sys/fs/cgroup/box" },
    { terminal: "first", line: "echo 32M > /sys/fs/cgroup/box/memory.max" },
    { terminal: "first", line: "echo 20 > /sys/fs/cgroup/box/pids.max" },
    { terminal: "first", line: "sh -c 'echo $$ > /sys/fs/cgroup/box/cgroup.procs; exec unshare -m -u -i -n -p -f sh'" },
    { terminal: "first", line: "hostname box" },
    { terminal: "first", line: "cd /box/root" },
    { terminal: "first", line: "mkdir old" },
    { terminal: "first", line: "pivot_root . old" },
    { terminal: "first", line: "cd /" },
    { terminal: "first", line: "mount -t proc proc /proc" },
    { terminal: "first", line: "umount -l /old" },
    { terminal: "first", line: "rmdir /old" },
    { terminal: "second", line: "ip link add host0 type veth" },
    { terminal: "second", line: "unshare=$(pidof unshare)" },
    { terminal: "second", line: "ip link set veth0 netns $(cat /proc/$unshare/task/$unshare/children)" },
    { terminal: "second", line: "ip addr add 10.0.0.1/24 dev host0" },
    { terminal: "second", line: "ip link set host0 up" },
    { terminal: "first", line: "ip addr add 10.0.0.2/24 dev veth0" },
    { terminal: "first", line: "ip link set veth0 up" },
  ],
} satisfies KernelExercise;
