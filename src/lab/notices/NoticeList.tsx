import { useLab } from "../context.ts";
import { displayName } from "../state/names.ts";

/** Small messages in the corner; they are read out politely. */
export function NoticeList() {
  const { notices } = useLab();
  return (
    <div class="lab-notices" role="status">
      {notices.list.value.map((notice) => (
        <div key={notice.id} class={`lab-notice ${notice.kind}`}>
          <p>{displayName(notice.text)}</p>
          {notice.actions.map((action) => (
            <button
              key={action.label}
              type="button"
              class="act"
              onClick={() => {
                notices.close(notice.id);
                action.run();
              }}
            >
              {action.label}
            </button>
          ))}
          <button type="button" class="close" aria-label="Close this message" onClick={() => notices.close(notice.id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
