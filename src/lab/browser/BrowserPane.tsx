import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Page } from "../../backends/backend.ts";
import { useLab } from "../context.ts";
import { framedPage, headerOf } from "./framed-page.ts";

/** A small browser for the host's published ports: an address bar, what was answered, and the page. */
export function BrowserPane() {
  const { browser, engine } = useLab();
  const { node } = engine;
  const door = browser.door;
  const shown = browser.shown.value;
  useEffect(() => {
    if (!browser.shown.peek() && !browser.loading.peek()) void browser.load();
  }, [browser]);
  if (!door && !shown) return <p class="lab-empty">No port is published any more.</p>;
  return (
    <div class="lab-browser">
      <form
        class="address"
        aria-label="Address"
        onSubmit={(event) => {
          event.preventDefault();
          void browser.load();
        }}
      >
        <span class="method">GET</span>
        <span class="field">
          <label class="visually-hidden" for="browser-port">
            Published port
          </label>
          <span aria-hidden="true">localhost:</span>
          <select
            id="browser-port"
            value={door?.hostPort}
            onChange={(event) => {
              browser.port.value = Number(event.currentTarget.value);
              void browser.load();
            }}
          >
            {browser.doors.value.map(({ hostPort, container }) => (
              <option key={`${hostPort} ${container}`} value={hostPort}>
                {hostPort}
              </option>
            ))}
          </select>
          <label class="visually-hidden" for="browser-path">
            Path
          </label>
          <input
            id="browser-path"
            value={browser.path.value}
            spellcheck={false}
            autocomplete="off"
            autocapitalize="off"
            onInput={(event) => {
              browser.path.value = event.currentTarget.value;
            }}
          />
        </span>
        <button type="submit" class="btn">
          {browser.loading.value ? "Loading…" : "Go"}
        </button>
      </form>
      <p class="door">
        {door ? `Port ${door.hostPort} of the host leads to ${door.port} of ${door.container}.` : "That port is no longer published."}
      </p>
      <p class="visually-hidden" role="status">
        {shown && !browser.loading.value
          ? `${shown.address}: ${shown.page.kind === "answer" ? shown.page.statusLine : shown.page.why}`
          : ""}
      </p>
      {shown && <Answer address={shown.address} page={shown.page} live={door && node.previews.value.get(Number.parseInt(door.port, 10))} />}
    </div>
  );
}

type Look = "page" | "source" | "live";
const looks: Readonly<Record<Look, string>> = { page: "Page", source: "Source", live: "Live" };

/** @param live where the server itself can be seen, when it runs on a real Node.js: a frame of another origin, with its scripts */
function Answer({ address, page, live }: { address: string; page: Page; live: string | undefined }) {
  const look = useSignal<Look>("page");
  if (page.kind === "none") {
    return (
      <div class="no-answer grid">
        <p class="heading">{address} did not answer</p>
        <p>{page.why}</p>
      </div>
    );
  }
  const isHtml = /^text\/html\b/i.test(headerOf(page.headers, "content-type") ?? "");
  return (
    <div class="answer">
      <div class="status">
        <b class={page.status < 400 ? "good" : "bad"}>{page.statusLine}</b>
        {(isHtml || live) && (
          <fieldset class="looking" aria-label="How the page is shown">
            {(["page", "source", ...(live ? (["live"] as const) : [])] as const).map((each) => (
              <button
                key={each}
                type="button"
                aria-pressed={look.value === each}
                onClick={() => {
                  look.value = each;
                }}
              >
                {looks[each]}
              </button>
            ))}
          </fieldset>
        )}
      </div>
      <details>
        <summary>
          {page.headers.length} header{page.headers.length === 1 ? "" : "s"}
        </summary>
        <dl>
          {page.headers.map(([name, value], index) => (
            <div key={`${index} ${name}`}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      {live && look.value === "live" ? (
        <iframe class="page" title={`${address}, from the real Node`} src={live} allow="cross-origin-isolated" />
      ) : isHtml && look.value !== "source" ? (
        <iframe class="page" title={`The page at ${address}`} sandbox="" srcdoc={framedPage(page.body)} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        <section class="body" tabIndex={0} aria-label="Body of the answer">
          <pre>{page.body === "" ? "(an empty body)" : page.body}</pre>
        </section>
      )}
      {page.cut && <p class="cut">The answer goes on; this is its first half megabyte.</p>}
    </div>
  );
}
