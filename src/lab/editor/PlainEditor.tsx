import { useComputed } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useLab } from "../context.ts";
import { displayName, languageOf } from "../state/names.ts";
import { highlightLines } from "./highlight-lines.ts";
import { marksOf, stepById } from "./marks.ts";
import { leaveHelp, TabKey } from "./tab-key.ts";

/** Beyond this many characters lines are not coloured one by one. */
const colourLimit = 200_000;

/** An editor of the browser's own making: a text field over coloured lines, with numbers and marks in the margin. */
export function PlainEditor({ path, marked }: { path: string; marked: boolean }) {
  const lab = useLab();
  const field = useRef<HTMLTextAreaElement>(null);
  const lines = useRef<HTMLPreElement>(null);
  const tabKey = useRef(new TabKey());
  const text = useComputed(() => lab.workspace.files.value.get(path)).value;
  const content = text?.kind === "file" ? text.text : "";
  const marks = marked ? marksOf(lab.marked.value) : undefined;
  const hovered = marked ? stepById(lab.marked.value, lab.hovered.value) : undefined;
  const plain = content.length > colourLimit;

  useEffect(() => {
    const element = field.current;
    const place = lab.tabs.places.get(path);
    if (!element || !place) return;
    const start =
      content
        .split("\n")
        .slice(0, place.line - 1)
        .join("\n").length +
      (place.line > 1 ? 1 : 0) +
      place.column -
      1;
    element.setSelectionRange(start, start);
    element.scrollTop = place.scroll;
  }, []);

  const remember = () => {
    const element = field.current;
    if (!element) return;
    const before = element.value.slice(0, element.selectionStart).split("\n");
    lab.tabs.places.set(path, { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, scroll: element.scrollTop });
    lab.keeper.touch("work");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const element = event.currentTarget as HTMLTextAreaElement;
    if (event.key === "Escape") tabKey.current.escape();
    if (event.key !== "Tab" || event.shiftKey || !tabKey.current.indents) return;
    event.preventDefault();
    element.setRangeText("  ", element.selectionStart, element.selectionEnd, "end");
    element.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const onScroll = () => {
    const [top, left] = [field.current?.scrollTop ?? 0, field.current?.scrollLeft ?? 0];
    lines.current?.style.setProperty("transform", `translate(${-left}px, ${-top}px)`);
  };

  return (
    <div class="lab-plain">
      {!plain && (
        <pre class="lines" ref={lines} aria-hidden="true">
          {highlightLines(content, languageOf(path)).map((line, index) => {
            const mark = marks?.get(index + 1);
            const hot = hovered && hovered.range.startLine <= index + 1 && index + 1 <= hovered.range.endLine;
            return (
              <div key={index} class={hot ? "hot" : undefined}>
                <i class={mark ? `mark ${mark.look}` : undefined} />
                {line.map(({ text: part, kind }, at) => (
                  <span key={at} class={kind}>
                    {part}
                  </span>
                ))}
                {"\n"}
              </div>
            );
          })}
        </pre>
      )}
      <textarea
        ref={field}
        class={plain ? "bare" : undefined}
        value={content}
        readOnly={lab.readOnly.value}
        spellcheck={false}
        autocapitalize="off"
        autocomplete="off"
        wrap="off"
        aria-label={`${displayName(path)}, editor. ${leaveHelp}`}
        onInput={(event) => {
          tabKey.current.typed();
          lab.workspace.setText(path, event.currentTarget.value);
        }}
        onPointerDown={() => tabKey.current.pointerDown()}
        onFocus={() => tabKey.current.focus()}
        onKeyDown={onKeyDown}
        onScroll={onScroll}
        onSelect={remember}
      />
    </div>
  );
}
