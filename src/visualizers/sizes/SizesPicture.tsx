/** The layers of an image on one true scale, the highest on top, with what later layers hide of each struck out. */
import "./sizes.css";
import { useRef } from "preact/hooks";
import type { BuildView, StepView } from "../../engine/api.ts";
import type { SideProps } from "../builds/side.ts";
import { PictureFrame } from "../frame/PictureFrame.tsx";
import { useWidth } from "../frame/use-width.ts";
import { Plate } from "../layers/Plate.tsx";
import { sizeInWords, stepOf } from "../layers/words.ts";
import { type Weight, type Weights, weightsOf } from "./weights.ts";
import { hiddenPhrase, sizesSummary, sizesWords } from "./words.ts";

export function SizesPicture({ view, builds, hovered, onHover }: SideProps) {
  // The next build has no sizes yet: what is there to weigh is what the last one made.
  const weighed = view.kind === "built" ? view : (builds.findLast(({ imageId }) => imageId !== undefined) ?? view);
  const weights = weightsOf(weighed);
  const place = useRef<HTMLDivElement>(null);
  const room = Math.min(640, useWidth(place, 560));
  return (
    <PictureFrame label="What the layers weigh" summary={sizesSummary(weighed, weights)} words={sizesWords(weighed, weights)}>
      <div class="build-sizes plates" ref={place}>
        {weights ? (
          <>
            <Total weights={weights} />
            <ol>
              {[...weights.layers].reverse().map((weight) => (
                <WeightRow
                  key={weight.steps[0]?.id}
                  view={weighed}
                  weight={weight}
                  weights={weights}
                  room={room}
                  hovered={weight.steps.some(({ id }) => id === hovered)}
                  onHover={onHover}
                />
              ))}
            </ol>
          </>
        ) : (
          <p class="sizes-empty">{sizesSummary(weighed, weights)}</p>
        )}
      </div>
    </PictureFrame>
  );
}

/** Pixels of a plate. */
const rise = 7;
const thickness = 14;

/** A dimension line over all of it. */
function Total({ weights: { size, hidden } }: { weights: Weights }) {
  return (
    <p class="sizes-total" aria-hidden="true">
      <span>
        <b>{sizeInWords(size)}</b>
        {hidden > 0 && <b class="wasted">✕ {sizeInWords(hidden)} wasted</b>}
      </span>
    </p>
  );
}

interface RowProps {
  view: BuildView;
  weight: Weight;
  weights: Weights;
  /** Pixels that the largest layer may take. */
  room: number;
  hovered: boolean;
  onHover: SideProps["onHover"];
}

function WeightRow({ view, weight, weights, room, hovered, onHover }: RowProps) {
  const { steps, size, hidden, by } = weight;
  const first = steps[0] as StepView;
  const largest = Math.max(1, ...weights.layers.map((one) => one.size));
  const [word = "", ...rest] = first.text.split(" ");
  const depth = rise * 2;
  const front = Math.max(2, (size / largest) * (room - depth));
  return (
    <li class={hovered ? "hovered" : ""} onMouseEnter={() => onHover?.(first.id)} onMouseLeave={() => onHover?.(undefined)}>
      <p class="sizes-name">
        <span class="instruction" title={first.text}>
          {steps.length > 1 ? (
            <b>{steps.length} small layers</b>
          ) : (
            <>
              <b>{word}</b> {rest.join(" ")}
            </>
          )}
        </span>
        <span class="sizes-size">{sizeInWords(size)}</span>
      </p>
      <div class="sizes-bar" style={{ width: `${front + depth}px` }} aria-hidden="true">
        <Plate look="cached" thickness={thickness} rise={rise} base={first.kind === "FROM"} width={front + depth} />
        {hidden > 0 && (
          <i
            style={{
              left: `${front * (1 - hidden / size)}px`,
              width: `${front * (hidden / size)}px`,
              top: `${rise}px`,
              height: `${thickness}px`,
            }}
          />
        )}
      </div>
      {by.map((one) => (
        <p key={one.by} class="sizes-hidden" title={stepOf(view, one.by)?.text}>
          <span aria-hidden="true">✕</span> {hiddenPhrase(view, one)}
        </p>
      ))}
    </li>
  );
}
