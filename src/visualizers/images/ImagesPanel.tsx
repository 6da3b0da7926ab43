/**
 * The images of a store, each a stack of plates as thick as its layers are large. A layer that several images stand on is
 * drawn in all of them, and lights up in all when one of them is pointed at. A pure function of its props.
 */
import "./images.css";
import { useId, useState } from "preact/hooks";
import type { ImageStack } from "../../engine/api.ts";
import { sizeInWords } from "../layers/words.ts";
import { ImageDetails } from "./ImageDetails.tsx";
import { ImageStackPicture } from "./ImageStackPicture.tsx";
import { nameOf, sentenceOf, usersOf } from "./words.ts";

export function ImagesPanel({ images }: { images: readonly ImageStack[] }) {
  const [selected, select] = useState<string>();
  const [pointed, point] = useState<string>();
  const detailsId = `${useId()}-image`;
  if (images.length === 0) {
    return (
      <div class="images-panel empty grid">
        <p class="heading">No images yet</p>
        <p>
          Build one with <code>docker build -t app .</code>, and it stands here as a stack of its layers.
        </p>
      </div>
    );
  }
  const users = usersOf(images);
  const lit = images.find(({ id }) => id === (pointed ?? selected));
  const litLayers = new Set(lit?.layers.map(({ digest }) => digest));
  const shared = [...users.values()].filter((names) => names.length > 1).length;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of pictures, not of form fields
    <div class="images-panel" role="group" aria-label="Images">
      <p class="images-summary">
        {images.length} image{images.length === 1 ? "" : "s"}, {sizeInWords(diskUse(images))} on disk
        {shared > 0 && `; ${shared} layer${shared === 1 ? " is" : "s are"} shared and stored once`}
      </p>
      <ul class="images-list">
        {images.map((image) => {
          const open = selected === image.id;
          return (
            <li key={image.id} class={open ? "open" : undefined}>
              <button
                type="button"
                aria-expanded={open}
                aria-controls={open ? detailsId : undefined}
                aria-label={sentenceOf(image, users)}
                onClick={() => select(open ? undefined : image.id)}
                onMouseEnter={() => point(image.id)}
                onMouseLeave={() => point(undefined)}
                onFocus={() => point(image.id)}
                onBlur={() => point(undefined)}
              >
                <ImageStackPicture image={image} users={users} lit={lit && lit.id !== image.id ? litLayers : undefined} />
                <span class="image-words" aria-hidden="true">
                  <b class={image.tags.length === 0 ? "dangling" : undefined}>{nameOf(image)}</b>
                  {image.tags.slice(1).map((tag) => (
                    <span key={tag} class="tag">
                      {tag}
                    </span>
                  ))}
                  <span class="facts">
                    <span>{sizeInWords(image.size)}</span>
                    <span>
                      {image.layers.length} layer{image.layers.length === 1 ? "" : "s"}
                    </span>
                    <code>{image.id.replace(/^sha256:/, "").slice(0, 12)}</code>
                  </span>
                  {image.tags.length === 0 && <span class="note">dangling: no name leads to it</span>}
                </span>
              </button>
              {open && <ImageDetails id={detailsId} image={image} users={users} />}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** What is stored once counts once. */
function diskUse(images: readonly ImageStack[]): number {
  const sizes = new Map(images.flatMap(({ layers }) => layers.map(({ digest, size }) => [digest, size] as const)));
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
