/** The same question on the host and in a container, with the lines matched that speak of one thing. */
import type { Answer, NamespacesView, Question } from "../../views/namespaces.ts";
import { rove } from "../shapes/roving.ts";

const questions: readonly Question[] = ["ps", "hostname", "ip addr", "mount", "id"];

interface Props {
  readonly view: NamespacesView;
  readonly onQuestion: ((question: Question) => void) | undefined;
  readonly run: ((line: string) => void) | undefined;
}

export function SplitView({ view: { outside, inside, question }, onQuestion, run }: Props) {
  return (
    <div class="ns-split">
      {onQuestion && (
        <fieldset class="ns-questions" aria-label="What is asked on both sides" onKeyDown={(event) => rove(event, "button")}>
          {questions.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === question}
              tabIndex={one === question ? 0 : -1}
              onClick={() => onQuestion(one)}
            >
              {one}
            </button>
          ))}
        </fieldset>
      )}
      <div class="ns-sides">
        <Side title={`${question}, on the host`} answer={outside} there={inside && `in ${inside.name}`} />
        {inside && <Side title={`${question}, inside ${inside.name}`} answer={inside} there="on the host" />}
      </div>
      {run && inside && (
        <p class="ns-run">
          <button
            type="button"
            class="picture-link"
            onClick={() => run(`${outside.command}; docker exec ${inside.name} ${inside.command}`)}
          >
            Ask both in the terminal
          </button>
        </p>
      )}
    </div>
  );
}

/** More lines than this are counted, those that are matched last. */
const most = 32;

function toShow(lines: Answer["lines"]): Answer["lines"] {
  if (lines.length <= most) return lines;
  const matched = lines.filter(({ pair }) => pair !== undefined).slice(0, most);
  const chosen = new Set([...lines.slice(0, most - matched.length), ...matched]);
  return lines.filter((line) => chosen.has(line));
}

/** @param there where the other side is: `in web`, `on the host` */
function Side({ title, answer, there }: { title: string; answer: Answer; there: string | undefined }) {
  const shown = toShow(answer.lines);
  return (
    <div class="ns-side">
      <p class="eyebrow">{title}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has nothing in it that takes the focus */}
      <section class="ns-answer" aria-label={title} tabIndex={0}>
        <p class="ns-asked">$ {answer.command}</p>
        {shown.map(({ text, pair, other }, index) => (
          <p key={`${index}${text}`} class={pair === undefined ? undefined : "pair"}>
            <span>{text || " "}</span>
            {pair !== undefined && there !== undefined && (
              <em>
                <span aria-hidden="true">← </span>
                {other ?? "the same"}
                {other !== undefined && <span class="ns-there"> {there}</span>}
              </em>
            )}
          </p>
        ))}
        {answer.lines.length > shown.length && <p class="ns-asked">… {answer.lines.length - shown.length} more lines</p>}
      </section>
    </div>
  );
}
