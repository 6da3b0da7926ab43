/** Lines of the recorded scripts whose answer is another one in a sandbox, by a part of the line, and why. */
export const reasons: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "run-basics": {
    "--network host": "rule: host namespaces",
    "/proc/1/cgroup": "a session's containers have a control group of the session's above them",
    "alpine:3.20 mount": "which file systems the engine's machine has",
    "update --memory 64m": "the sandbox sets memory and swap together, so the update succeeds",
    "docker load": "rule: images cannot be loaded",
    "compose version": "recorded without the plug-in",
  },
  "build-basics": {
    "image inspect app:1": "where the engine keeps its files, and when",
    "COPY --from=b": "recorded with a registry that did not answer; here the image is not on the list",
  },
};
