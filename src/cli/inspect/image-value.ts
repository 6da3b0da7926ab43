/** An image as Go sees it: the struct that templates read, and the JSON that `inspect` prints. */
import type { ImageConfig, ImageInspect } from "../../engine/api.ts";
import type { Value } from "../template/value.ts";
import { goTimeValue } from "./go-time.ts";
import type { Inspected } from "./inspect.ts";
import { goDurationValue } from "./named-types.ts";
import { GoNil, GoStruct, type MapType, show, typedMap } from "../template/value.ts";

/** For `inspectAll`. */
export function inspectedImage(image: ImageInspect): Inspected {
  return { struct: () => imageStruct(image), json: () => imageJson(image) };
}

const nilSlice = new GoNil("slice", "[]string");
const nothing = new GoStruct("struct {}", {}, {});
const setType: MapType = { key: "string", missing: nothing };

/** The object `docker inspect` prints, its keys in the daemon's order. */
export function imageJson(image: ImageInspect): Record<string, unknown> {
  const { Id, RepoTags, RepoDigests, Parent, Comment, Created, DockerVersion, Author, Architecture, Os, Size } = image;
  const driver = Object.entries(image.GraphDriver.Data).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    Id,
    RepoTags,
    RepoDigests,
    Parent,
    Comment,
    Created,
    DockerVersion,
    Author,
    Architecture,
    Os,
    Size,
    GraphDriver: { Data: driver.length > 0 ? Object.fromEntries(driver) : null, Name: image.GraphDriver.Name },
    RootFS: image.RootFS,
    Metadata: image.Metadata,
    Config: configJson(image.Config),
  };
}

/** The config with the fields the daemon always sends, by name. */
function configJson(config: ImageConfig): Record<string, unknown> {
  const always = {
    Cmd: null,
    Entrypoint: null,
    Env: null,
    Labels: null,
    OnBuild: null,
    User: "",
    Volumes: null,
    WorkingDir: "",
  };
  const merged: Record<string, unknown> = { ...always };
  for (const [key, value] of Object.entries(config)) if (value !== undefined) merged[key] = value;
  return Object.fromEntries(Object.entries(merged).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The struct that a template is executed on first. */
export function imageStruct(image: ImageInspect): GoStruct {
  const { Id, RepoTags, RepoDigests, Parent, Comment, Created, DockerVersion, Author, Architecture, Os, Size, Metadata } = image;
  const config = configStruct(image.Config);
  const driver = new GoStruct("storage.DriverData", { Data: image.GraphDriver.Data, Name: image.GraphDriver.Name }, image.GraphDriver);
  const rootfs = new GoStruct("image.RootFS", { Type: image.RootFS.Type, Layers: image.RootFS.Layers ?? nilSlice }, image.RootFS);
  const metadata = new GoStruct("image.Metadata", { LastTagTime: goTimeValue(Metadata.LastTagTime) }, Metadata);
  return new GoStruct(
    "*image.InspectResponse",
    {
      ID: Id,
      RepoTags,
      RepoDigests,
      Parent,
      Comment,
      Created,
      // What older engines told.
      Container: "",
      ContainerConfig: new GoNil("pointer", "*container.Config"),
      DockerVersion,
      Author,
      Config: config,
      Architecture,
      Variant: "",
      Os,
      OsVersion: "",
      Size,
      VirtualSize: 0,
      GraphDriver: driver,
      RootFS: rootfs,
      Metadata: metadata,
      Descriptor: new GoNil("pointer", "*v1.Descriptor"),
      Manifests: new GoNil("slice", "[]image.ManifestSummary"),
    },
    {
      Id,
      RepoTags,
      RepoDigests,
      Parent,
      Comment,
      Created,
      DockerVersion,
      Author,
      Config: config.json,
      Architecture,
      Os,
      Size,
      GraphDriver: { Data: image.GraphDriver.Data, Name: image.GraphDriver.Name },
      RootFS: image.RootFS,
      Metadata,
    },
  );
}

/** In the order of Go's struct. */
const healthFields = ["Test", "Interval", "Timeout", "StartPeriod", "StartInterval", "Retries"] as const;

function configStruct(config: ImageConfig): GoStruct {
  // What is empty was left out when the image was written, and is nil when it is read.
  const list = (items: readonly string[] | null | undefined): Value => (items && items.length > 0 ? items : nilSlice);
  const set = (items: Readonly<Record<string, unknown>> | null | undefined): Value =>
    items
      ? typedMap(Object.fromEntries(Object.keys(items).map((key) => [key, nothing])), setType)
      : typedMap(new GoNil("map", "map[string]struct {}"), setType);
  const health = config.Healthcheck;
  const fields: Record<string, Value> = {
    User: config.User ?? "",
    ExposedPorts: set(config.ExposedPorts),
    Env: list(config.Env),
    Entrypoint: list(config.Entrypoint),
    Cmd: list(config.Cmd),
    Volumes: set(config.Volumes),
    WorkingDir: config.WorkingDir ?? "",
    Labels: typedMap(config.Labels ? { ...config.Labels } : new GoNil("map", "map[string]string")),
    StopSignal: config.StopSignal ?? "",
    ArgsEscaped: config.ArgsEscaped ?? false,
    Healthcheck: health
      ? new GoStruct(
          "*v1.HealthcheckConfig",
          {
            Test: health.Test,
            Interval: goDurationValue(health.Interval ?? 0),
            Timeout: goDurationValue(health.Timeout ?? 0),
            StartPeriod: goDurationValue(health.StartPeriod ?? 0),
            StartInterval: goDurationValue(health.StartInterval ?? 0),
            Retries: health.Retries ?? 0,
          },
          Object.fromEntries(healthFields.flatMap((key) => nonEmpty(key, health[key]))),
        )
      : new GoNil("pointer", "*v1.HealthcheckConfig"),
    OnBuild: list(config.OnBuild),
    Shell: list(config.Shell),
  };
  // Go holds the last three in a struct of their own inside the first.
  const shown = Object.values(fields).map((value) => show(value, false));
  const printed = `{{${shown.slice(0, 10).join(" ")}} {${shown.slice(10).join(" ")}}}`;
  const told = { ...config, ...(fields.Healthcheck instanceof GoStruct && { Healthcheck: fields.Healthcheck.json }) };
  const json = Object.fromEntries(Object.keys(fields).flatMap((key) => nonEmpty(key, told[key as keyof typeof told])));
  return new GoStruct("*v1.DockerOCIImageConfig", fields, json, { printed });
}

function nonEmpty(key: string, value: unknown): [string, unknown][] {
  const isEmpty =
    value === undefined ||
    value === null ||
    value === "" ||
    value === false ||
    (typeof value === "object" && Object.keys(value).length === 0);
  return isEmpty ? [] : [[key, value]];
}
