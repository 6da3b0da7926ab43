/** Strings and integers that Go gives a type of their own, with the methods that templates may ask for. */
import { formatDuration } from "../../engine/go/duration.ts";
import { GoNamed, type Value } from "../template/value.ts";

/** A `time.Duration`. */
export function goDurationValue(nanoseconds: number): GoNamed {
  const text = formatDuration(nanoseconds);
  const methods = {
    Nanoseconds: nanoseconds,
    Microseconds: Math.trunc(nanoseconds / 1e3),
    Milliseconds: Math.trunc(nanoseconds / 1e6),
    Seconds: nanoseconds / 1e9,
    Minutes: nanoseconds / 6e10,
    Hours: nanoseconds / 3.6e12,
    String: text,
  };
  return new GoNamed("time.Duration", nanoseconds, methods, text);
}

/** A `nat.Port`: `80/tcp`. */
export function goPortValue(text: string): GoNamed {
  const [Port = "", Proto = "tcp"] = text.split("/");
  return new GoNamed("nat.Port", text, { Port, Proto, Int: Number(Port) });
}

const containerPrefix = "container:";
const containerOf = (mode: string): string => (mode.startsWith(containerPrefix) ? mode.slice(containerPrefix.length) : "");

/** Whose namespace it is, as every mode can say. */
function sharing(mode: string): { IsHost: boolean; IsContainer: boolean; Container: string } {
  return { IsHost: mode === "host", IsContainer: mode.startsWith(containerPrefix), Container: containerOf(mode) };
}

function networkMode(mode: string): Record<string, Value> {
  const { IsHost, IsContainer, Container } = sharing(mode);
  const [IsNone, IsDefault, IsBridge] = [mode === "none", mode === "default", mode === "bridge"];
  const IsUserDefined = !(IsNone || IsDefault || IsBridge || IsHost || IsContainer);
  return {
    IsNone,
    IsDefault,
    IsBridge,
    IsHost,
    IsContainer,
    IsUserDefined,
    IsPrivate: !IsHost && !IsContainer,
    ConnectedContainer: Container,
    UserDefined: IsUserDefined ? mode : "",
    NetworkName: IsContainer ? "container" : mode,
  };
}

function ipcMode(mode: string): Record<string, Value> {
  const { IsHost, IsContainer, Container } = sharing(mode);
  const [IsEmpty, IsNone, IsPrivate, IsShareable] = [mode === "", mode === "none", mode === "private", mode === "shareable"];
  return { IsEmpty, IsNone, IsPrivate, IsShareable, IsHost, IsContainer, Container };
}

function pidMode(mode: string): Record<string, Value> {
  const { IsHost, IsContainer, Container } = sharing(mode);
  return { IsHost, IsContainer, Container, IsPrivate: !IsHost && !IsContainer };
}

/** UTS and user namespaces: the host's, or one's own. */
function hostOrOwn(mode: string): Record<string, Value> {
  return { IsHost: mode === "host", IsPrivate: mode !== "host" };
}

function cgroupnsMode(mode: string): Record<string, Value> {
  return { IsHost: mode === "host", IsPrivate: mode === "private", IsEmpty: mode === "" };
}

const modes: Readonly<Record<string, (mode: string) => Record<string, Value>>> = {
  "container.NetworkMode": networkMode,
  "container.IpcMode": ipcMode,
  "container.PidMode": pidMode,
  "container.UTSMode": hostOrOwn,
  "container.UsernsMode": hostOrOwn,
  "container.CgroupnsMode": cgroupnsMode,
};

/** A value of a named type; as it is where the type has no name here. */
export function namedValue(type: string, value: string | number | boolean): Value {
  if (type === "time.Duration") return goDurationValue(value as number);
  const methods = modes[type];
  return methods && typeof value === "string" ? new GoNamed(type, value, methods(value)) : value;
}
