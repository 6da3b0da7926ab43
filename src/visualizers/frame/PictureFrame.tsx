/** The frame around every picture: its ground, its tools, and the same story in words. */
import "./frame.css";
import type { ComponentChildren } from "preact";

export interface PictureFrameProps {
  /** Names the picture for those who don't see it: `Storage of this host`. */
  readonly label: string;
  /** One line above the picture that sums it up. */
  readonly summary: string;
  /** The story in words, a sentence or short paragraph each, in the order in which the picture is read. */
  readonly words: readonly string[];
  /** Controls: buttons, choices. */
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function PictureFrame({ label, summary, words, tools, children }: PictureFrameProps) {
  return (
    <section class="picture-frame" aria-label={label}>
      <div class="picture-head">
        <p class="picture-summary" role="status">
          {summary}
        </p>
        {tools && <div class="picture-tools">{tools}</div>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and may have nothing in it that takes the focus */}
      <section class="picture-ground grid" aria-label={`${label}, the picture`} tabIndex={0}>
        {children}
      </section>
      <details class="picture-words">
        <summary>In words</summary>
        <ul>
          {words.map((sentence, index) => (
            <li key={index}>{sentence}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}
