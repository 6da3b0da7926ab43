/** Bodies that are soon judged: commands in containers, volumes. */
import { asFlag, asMap, asText, asTexts, dropped, type Fields, made, objectOf, oneOf, refused } from "./fields.ts";
import { ownLabels } from "./mounts.ts";
import type { World } from "./world.ts";

/** `POST /containers/{id}/exec`. */
export function execOf(body: unknown): Fields {
  return made(
    body,
    {
      User: asText,
      Privileged: refused("privileged", "commands in containers may not have full rights over the machine (--privileged)"),
      Tty: asFlag,
      ConsoleSize: (value) => value,
      AttachStdin: asFlag,
      AttachStdout: asFlag,
      AttachStderr: asFlag,
      Detach: asFlag,
      DetachKeys: asText,
      Env: asTexts,
      WorkingDir: asText,
      Cmd: asTexts,
    },
    "the body",
  );
}

/** `POST /exec/{id}/start`. */
export function execStartOf(body: unknown): Fields {
  return made(body, { Detach: asFlag, Tty: asFlag, ConsoleSize: (value) => value }, "the body");
}

/** `POST /volumes/create`. A name is the session's; without one the engine makes one up. */
export function volumeOf(body: unknown, world: World): Fields {
  const volume = made(
    body,
    {
      Name: asText,
      Driver: oneOf("volumes", "volumes may have no driver but local", "local"),
      DriverOpts: (options, name) => {
        asMap(options, name);
        return refused("volumes", "volumes may have no driver options: they can mount any folder or device")(options, name);
      },
      Labels: ownLabels,
      ClusterVolumeSpec: dropped,
    },
    "the body",
  );
  return {
    ...volume,
    ...(volume.Name !== undefined && { Name: world.names.real(String(volume.Name)) }),
    Labels: { ...objectOf(volume.Labels, "Labels"), ...world.labels },
  };
}
