/** Two builds side by side: the earlier one on the left, the later one on the right, and between them what is another. */
import "./compare.css";
import { useMemo, useState } from "preact/hooks";
import type { BuildView, StepView } from "../../engine/api.ts";
import type { SideProps } from "../builds/side.ts";
import { StepNote } from "../builds/StepNote.tsx";
import { PictureFrame } from "../frame/PictureFrame.tsx";
import { foldRuns } from "../layers/fold.ts";
import { thicknessOf } from "../layers/layout.ts";
import { Plate } from "../layers/Plate.tsx";
import { breakSteps, lookOf, MARKS, stampOf, timeInWords } from "../layers/words.ts";
import { differencesOf, type Pair, type StagePair, wordsThatDiffer } from "./differences.ts";
import { buildName, compareSummary, compareWords, pairSentence } from "./words.ts";

export function ComparePicture({ view, builds, hovered, onHover, explain }: SideProps) {
  const earlier = builds.filter(({ number }) => view.kind === "preview" || number < view.number);
  const [chosen, choose] = useState<number | undefined>(undefined);
  const before = earlier.find(({ number }) => number === chosen) ?? earlier.at(-1);
  const stages = useMemo(() => (before ? differencesOf(before, view) : []), [before, view]);
  if (!before) {
    return (
      <PictureFrame label="Two builds side by side" summary="no two builds yet" words={["There is no earlier build to compare with."]}>
        <p class="compare-empty">Build, change something, and build again: both builds stand here then, step beside step.</p>
      </PictureFrame>
    );
  }
  const step = view.stages.flatMap(({ steps }) => steps).find(({ id }) => id === hovered) ?? breakSteps(view)[0];
  const direct = before === earlier.at(-1);
  return (
    <PictureFrame
      label="Two builds side by side"
      summary={compareSummary(before, view, stages)}
      words={compareWords(before, view, stages)}
      tools={earlier.length > 1 && <Choice earlier={earlier} chosen={before} onChoose={choose} />}
    >
      <div class="build-compare plates">
        <div class="compare-heads" aria-hidden="true">
          <Head view={before} />
          <span />
          <Head view={view} />
        </div>
        {stages.map((stage) => (
          <StageRows
            key={stage.name}
            stage={stage}
            alone={stages.length === 1}
            before={before}
            after={view}
            hovered={hovered}
            onHover={onHover}
          />
        ))}
        {step && <StepNote view={view} step={step} explain={explain} />}
        {!direct && (
          <p class="compare-note">
            The reasons tell what changed since build {earlier.at(-1)?.number}, the one before {buildName(view)}.
          </p>
        )}
      </div>
    </PictureFrame>
  );
}

function Choice({ earlier, chosen, onChoose }: { earlier: readonly BuildView[]; chosen: BuildView; onChoose: (number: number) => void }) {
  return (
    <label class="compare-choice">
      Compare with{" "}
      <select value={chosen.number} onChange={({ currentTarget }) => onChoose(Number(currentTarget.value))}>
        {earlier.map(({ number, durationMs }) => (
          <option key={number} value={number}>
            build {number}
            {durationMs === undefined ? "" : `, ${timeInWords(durationMs)}`}
          </option>
        ))}
      </select>
    </label>
  );
}

function Head({ view }: { view: BuildView }) {
  return (
    <p>
      <b>{view.kind === "preview" ? "Next" : `Build ${view.number}`}</b>
      {view.durationMs !== undefined && <span data-varies>{timeInWords(view.durationMs)}</span>}
    </p>
  );
}

interface RowsProps {
  stage: StagePair;
  alone: boolean;
  before: BuildView;
  after: BuildView;
  hovered: SideProps["hovered"];
  onHover: SideProps["onHover"];
}

function StageRows({ stage, alone, before, after, hovered, onHover }: RowsProps) {
  // Settings that are the same say nothing here.
  const told = stage.pairs.filter(({ how, after: now, before: old }) => how !== "same" || (now ?? old)?.kind !== "CONFIG");
  const alike = (a: Pair, b: Pair) => looks(a) === looks(b);
  const groups =
    told.length > 30
      ? foldRuns(told, { alike, keep: ({ how, after: now }) => how !== "same" || now?.kind === "FROM" })
      : told.map((pair) => [pair]);
  return (
    <section class={`compare-stage ${stage.how}`} aria-label={`Stage ${stage.name}`}>
      {(!alone || stage.how !== "same") && (
        <p class="compare-stage-name">
          <b>{stage.name}</b> {stage.how === "same" ? "" : `stage ${stage.how}`}
        </p>
      )}
      <ol>
        {groups.map((group) => {
          const pair = group[0] as Pair;
          const id = pair.after?.id;
          return (
            <li
              key={`${pair.before?.id}${id}`}
              class={`pair ${pair.how} ${id !== undefined && id === hovered ? "hovered" : ""}`}
              onMouseEnter={() => onHover?.(id)}
              onMouseLeave={() => onHover?.(undefined)}
            >
              <Side step={pair.before} view={before} />
              <Texts pair={pair} more={group.length - 1} />
              <Side step={pair.after} view={after} />
              <span class="visually-hidden">{pairSentence(before, after, pair)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Side({ step, view }: { step: StepView | undefined; view: BuildView }) {
  if (!step || step.kind === "CONFIG") return <span class="side-of" aria-hidden="true" />;
  const look = lookOf(step);
  return (
    <span class={`side-of ${look} ${view.kind}`} aria-hidden="true">
      <Plate look={look} thickness={Math.max(3, Math.round(thicknessOf(step.size) * 0.35))} rise={7} base={false} width={58} />
      <span class="verdict">
        {MARKS[look]} {stampOf(step, view.kind).replace(/^will /, "")}
      </span>
    </span>
  );
}

function Texts({ pair: { before, after, how }, more }: { pair: Pair; more: number }) {
  if (how === "changed" && before && after) {
    const { start, old, now, end } = wordsThatDiffer(before.text, after.text);
    return (
      <span class="texts" aria-hidden="true">
        <span>
          {start} {old && <del>{old}</del>} {now && <ins>{now}</ins>} {end}
        </span>
      </span>
    );
  }
  return (
    <span class="texts" aria-hidden="true">
      <span>{how === "removed" ? <del>{before?.text}</del> : how === "added" ? <ins>{after?.text}</ins> : after?.text}</span>
      {more > 0 && <small>and {more} more that look the same</small>}
    </span>
  );
}

function looks({ before, after }: Pair): string {
  return `${before && lookOf(before)} ${after && lookOf(after)}`;
}
