import { useLab } from "../context.ts";
import { nameSetAsides } from "../state/keeper.ts";

/** What must be known before working here: another tab has the lesson; something kept could not be read. */
export function Banner({ onTakeOver }: { onTakeOver(): void }) {
  const { keeper } = useLab();
  const setAsides = keeper.setAsides.value;
  return (
    <div class="lab-banners" role="alert">
      {keeper.elsewhere.value && (
        <div class="lab-banner">
          <p>
            <b>This lesson is open in another tab.</b> Here you can look around; only one tab at a time can change things, so that neither
            overwrites the other.
          </p>
          <button type="button" class="btn primary" onClick={onTakeOver}>
            Work here instead
          </button>
        </div>
      )}
      {setAsides.length > 0 && (
        <div class="lab-banner">
          <p>
            <b>Something kept from your last visit could not be read: {nameSetAsides(setAsides)}.</b> It is set aside, not deleted, and the
            lab begins without it. ({setAsides[0]?.why})
          </p>
          {setAsides.map((setAside) => (
            <button key={setAside.key} type="button" class="btn" onClick={() => void keeper.download(setAside)}>
              Download it
            </button>
          ))}
          <button
            type="button"
            class="btn"
            onClick={() => {
              keeper.setAsides.value = [];
            }}
          >
            Go on
          </button>
        </div>
      )}
    </div>
  );
}
