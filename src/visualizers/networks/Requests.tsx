/** The last requests: one of them told step by step, the others to choose from. */
import type { NetworkRequest, NetworksView } from "../../views/networks.ts";
import { rove } from "../shapes/roving.ts";
import { headingOf, storyOf, verdictOf } from "./words.ts";

export function Requests({
  view,
  shown,
  onChoose,
}: {
  readonly view: NetworksView;
  readonly shown: NetworkRequest | undefined;
  onChoose(id: number): void;
}) {
  if (view.requests.length === 0)
    return (
      <p class="nets-quiet">
        Nobody has sent anything yet. A name that is looked up or a connection that is tried shows here, with its way. On a real engine that
        is what you send from here: nobody listens in there.
      </p>
    );
  return (
    <div class="nets-requests">
      {shown && (
        <div class="nets-story" aria-live="polite">
          <div class="nets-heading">
            {headingOf(shown)} <Verdict request={shown} />
          </div>
          <ol>
            {storyOf(shown, view).map((step, index) => (
              <li key={`${index}${step}`}>{step}</li>
            ))}
          </ol>
        </div>
      )}
      <ul class="nets-list" aria-label="Last requests" onKeyDown={(event) => rove(event, "button")}>
        {view.requests.map((request) => (
          <li key={request.id}>
            <button
              type="button"
              aria-pressed={request === shown}
              tabIndex={request === shown || (!shown && request === view.requests[0]) ? 0 : -1}
              onClick={() => onChoose(request.id)}
            >
              <span>{headingOf(request)}</span>
              <Verdict request={request} />
              <span class="nets-note">
                {[request.program === "knock" ? "" : request.program, request.times > 1 ? `×${request.times}` : ""]
                  .filter(Boolean)
                  .join(" ")}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Verdict({ request }: { readonly request: NetworkRequest }) {
  const good = request.way !== undefined;
  return (
    <span class={`nets-verdict ${good ? "good" : "bad"}`}>
      {good ? "✓" : "✕"} {verdictOf(request)}
    </span>
  );
}
