// Shows how far a trial is, and loads the page again once it has ended.
(() => {
  "use strict";
  const section = document.querySelector("[data-waiting]");
  // Soon at first, for most trials are short.
  let next = 500;
  const look = async () => {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-waiting]");
      if (answer.ok && !now) {
        location.reload();
        return;
      }
      const words = now && now.querySelector("p").textContent;
      if (words && words !== section.querySelector("p").textContent) {
        section.querySelector("p").textContent = words;
      }
    } catch (e) {
      // The connection is away for a moment: the next look finds it.
    }
    next = Math.min(2 * next, 3000);
    setTimeout(look, next);
  };
  setTimeout(look, next);
})();
