/** One image looked into: its layers from the top down, its history, and what its containers start with. */
import type { ImageConfig } from "../../engine/api.ts";
import { shortDigest, sizeInWords } from "../layers/words.ts";
import type { ImageStack } from "../../engine/api.ts";
import { type LayerUsers, makerOf, othersWith } from "./words.ts";

export function ImageDetails({ id, image, users }: { id: string; image: ImageStack; users: LayerUsers }) {
  return (
    <div class="image-details" id={id}>
      <h3>Layers</h3>
      {image.layers.length === 0 ? (
        <p class="note">It has none: nothing was put on scratch.</p>
      ) : (
        <ol class="image-layers" aria-label="Layers, the topmost first">
          {[...image.layers].reverse().map(({ digest, size, createdBy }, index) => {
            const others = othersWith(digest, image, users);
            return (
              <li key={`${index}${digest}`}>
                <Maker text={makerOf(createdBy)} />
                <span class="facts">
                  <span>{sizeInWords(size)}</span>
                  <code>{shortDigest(digest)}</code>
                  {others.length > 0 && <span class="with">also in {others.join(", ")}</span>}
                </span>
              </li>
            );
          })}
        </ol>
      )}
      <h3>History</h3>
      <ol class="image-history" aria-label="History, the newest row first">
        {image.history.map(({ CreatedBy, Size }, index) => (
          <li key={`${index}${CreatedBy}`}>
            <Maker text={makerOf(CreatedBy)} />
            <span class="facts">{Size > 0 ? sizeInWords(Size) : "0 B"}</span>
          </li>
        ))}
      </ol>
      <h3>Config</h3>
      <dl class="image-config">
        {[["Platform", image.platform] as const, ...settings(image.config)].map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Those of base images fill a screen: two lines are shown, the rest on pointing. */
function Maker({ text }: { text: string }) {
  return (
    <code class="maker" title={text}>
      {text}
    </code>
  );
}

/** The settings that are there, in the order a container meets them. */
function settings(config: ImageConfig): (readonly [string, string])[] {
  const rows: (readonly [string, string | undefined])[] = [
    ["Entrypoint", words(config.Entrypoint)],
    ["Cmd", words(config.Cmd)],
    ["User", config.User],
    ["WorkingDir", config.WorkingDir],
    ["Env", config.Env?.join("\n")],
    ["ExposedPorts", config.ExposedPorts && Object.keys(config.ExposedPorts).join(" ")],
    ["Volumes", config.Volumes && Object.keys(config.Volumes).join(" ")],
    ["Healthcheck", words(config.Healthcheck?.Test)],
    ["StopSignal", config.StopSignal],
    ["Shell", words(config.Shell)],
    ["OnBuild", config.OnBuild?.join("\n")],
    [
      "Labels",
      config.Labels
        ? Object.entries(config.Labels)
            .map(([name, value]) => `${name}=${value}`)
            .join("\n")
        : undefined,
    ],
  ];
  return rows.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

function words(list: readonly string[] | null | undefined): string | undefined {
  return list && list.length > 0 ? JSON.stringify(list) : undefined;
}
