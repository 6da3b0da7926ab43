/** What the builder says of a Dockerfile that it cannot read. */

/** The client has no folder to send it from. */
export const nothingSent = "no local sources enabled";

/** Where on the daemon's host a file of the client's was put, for as long as it is read. */
export function placeOfSent(name: string): string {
  const mount = "/var/lib/docker/tmp/buildkit-mount1";
  return ["", ".", ".."].includes(name) ? mount : `${mount}/${name}`;
}
