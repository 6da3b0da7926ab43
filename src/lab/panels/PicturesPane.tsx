import "./pictures.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { AskOf, ViewOf } from "../../views/views.ts";
import type { Picture } from "../../visualizers/picture.ts";
import { useLab } from "../context.ts";
import { type PictureName, pictureNames, pictures } from "./pictures.ts";

/** One picture of the lab's engine at a time, as it is now, and the choice among them. */
export function PicturesPane() {
  const lab = useLab();
  const name = lab.picture.value;
  return (
    <div class="pictures-pane">
      <fieldset class="pictures-choice" aria-label="Picture">
        {pictureNames.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === name}
            onClick={() => {
              lab.picture.value = one;
            }}
          >
            {pictures[one].title}
          </button>
        ))}
      </fieldset>
      <LivePicture key={name} name={name} />
    </div>
  );
}

function LivePicture<Name extends PictureName>({ name }: { name: Name }) {
  const lab = useLab();
  const picture = useSignal<Picture<Name> | undefined>(undefined);
  const ask = useSignal<AskOf<Name> | undefined>(undefined);
  const seen = useSignal<{ view: ViewOf<Name>; before?: ViewOf<Name> } | undefined>(undefined);
  const trouble = useSignal<string | undefined>(undefined);
  useEffect(() => {
    let current = true;
    pictures[name].load().then(
      (loaded) => {
        if (!current) return;
        picture.value = loaded as Picture<Name>;
        ask.value ??= loaded.ask as AskOf<Name>;
      },
      (error: unknown) => {
        if (current) trouble.value = error instanceof Error ? error.message : String(error);
      },
    );
    return () => {
      current = false;
    };
  }, [name]);
  const asked = ask.value;
  const backend = lab.engine.started.value;
  useEffect(() => {
    if (asked === undefined || !backend) return;
    return backend.watch(name, asked, {
      see: (view) => {
        trouble.value = undefined;
        seen.value = { view, ...(seen.peek() && { before: seen.peek()?.view }) };
      },
      trouble: (why) => {
        trouble.value = why;
      },
    });
  }, [backend, name, asked]);
  if (trouble.value !== undefined) return <p class="lab-empty">{trouble.value}</p>;
  const { value: shown } = seen;
  const Component = picture.value?.Component;
  if (!shown || !Component || asked === undefined) return <div class="lab-waiting grid" aria-busy="true" />;
  return (
    <Component
      view={shown.view}
      before={shown.before}
      ask={asked}
      onAsk={(next) => {
        ask.value = next;
      }}
      run={(line) => lab.typeCommand(line)}
    />
  );
}
