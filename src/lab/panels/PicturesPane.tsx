import "./pictures.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { AskOf, ViewOf } from "../../views/views.ts";
import type { Picture } from "../../visualizers/picture.ts";
import { useLab } from "../context.ts";
import { NotFetched } from "../notices/NotFetched.tsx";
import { Choice } from "./Choice.tsx";
import { type PictureName, pictureNames, pictures } from "./pictures.ts";
import { useLoaded } from "./use-loaded.ts";
import { useSeen } from "./use-seen.ts";

const titles = pictureNames.map((name) => [name, pictures[name].title] as const);

/** One picture of the lab's engine at a time, as it is now, and the choice among them. */
export function PicturesPane() {
  const lab = useLab();
  const name = lab.picture.value;
  return (
    <div class="pictures-pane">
      <Choice
        label="Picture"
        options={titles}
        chosen={name}
        onChoose={(one) => {
          lab.picture.value = one;
        }}
      />
      <LivePicture key={name} name={name} />
    </div>
  );
}

function LivePicture<Name extends PictureName>({ name }: { name: Name }) {
  const lab = useLab();
  const loaded = useLoaded(pictures[name].load as () => Promise<Picture<Name>>);
  const chosen = useSignal<AskOf<Name> | undefined>(undefined);
  const { seen, see } = useSeen<ViewOf<Name>>();
  const trouble = useSignal<string | undefined>(undefined);
  const picture = loaded && "part" in loaded ? loaded.part : undefined;
  const ask = chosen.value ?? picture?.ask;
  const backend = lab.engine.started.value;
  useEffect(() => {
    if (ask === undefined || !backend) return;
    return backend.watch(name, ask, {
      see: (view) => {
        trouble.value = undefined;
        see(view);
      },
      trouble: (why) => {
        trouble.value = why;
      },
    });
  }, [backend, name, ask, see]);
  if (loaded && "again" in loaded) return <NotFetched what="This picture" onAgain={loaded.again} />;
  if (trouble.value !== undefined) return <p class="lab-empty">{trouble.value}</p>;
  if (!seen || !picture || ask === undefined) return <div class="lab-waiting grid" aria-busy="true" />;
  const { Component } = picture;
  return (
    <Component
      view={seen.view}
      before={seen.before}
      ask={ask}
      onAsk={(next) => {
        chosen.value = next;
      }}
      run={(line) => lab.typeCommand(line)}
    />
  );
}
