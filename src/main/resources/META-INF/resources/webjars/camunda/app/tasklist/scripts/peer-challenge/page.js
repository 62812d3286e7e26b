// One look at the page for all who follow what the vendor draws: at most one a frame, and none for a text that only changes
// its letters (as the counter under a text does at each key).

const followers = [];
let due = false;

export function onPage(f) {
  if (!followers.length) {
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  }
  followers.push(f);
}

function look() {
  if (!due) {
    due = true;
    requestAnimationFrame(() => {
      due = false;
      // One follower's mistake is not the others'.
      followers.forEach(f => queueMicrotask(f));
    });
  }
}
