/** Containers above, what keeps their bytes below. */
import { PictureFrame } from "../frame/PictureFrame.tsx";
import type { Picture, PictureProps } from "../picture.ts";
import { summaryOf, wordsOf } from "./words.ts";

function StoragePicture({ view }: PictureProps<"storage">) {
  return (
    <PictureFrame label="Storage" summary={summaryOf(view)} words={wordsOf(view)}>
      <ul>
        {view.volumes.map(({ name }) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </PictureFrame>
  );
}

export const storage: Picture<"storage"> = { title: "Storage", ask: null, Component: StoragePicture };
