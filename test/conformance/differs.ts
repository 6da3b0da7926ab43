/**
 * Lines the lab answers otherwise than the real engine beside it, by script, each with its reason. A reason that begins with
 * `chance` is about a line that may agree now and then; any other has to go once the line agrees.
 */
export const differences: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  api: {
    "curl -s --unix-socket \"$SOCKET\" 'http://d/containers/ca-box/stats?stream=0&one-shot=1' | grep -o '\"[A-Za-z_]*\":' | sort -u":
      "that machine has cgroups v1",
  },
  files: {
    "docker cp file nonesuch:/": "chance: the client may also log that its pipe was closed",
    "docker cp file cp-box:/nonesuch/": "chance: the client may also log that its pipe was closed",
  },
};
