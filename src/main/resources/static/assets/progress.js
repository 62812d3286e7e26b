// Shows how far long work is, by looking at its own page again until that says it has ended.
(() => {
  const look = async () => {
    const box = document.getElementById('progress');
    // Whoever is about to press a button there keeps it.
    if (!box.contains(document.activeElement)) {
      try {
        const answer = await fetch(location.href);
        if (answer.ok) {
          const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
          const now = page.getElementById('progress');
          if (now) {
            box.replaceWith(now);
            if (now.dataset.waits !== 'true') {
              return;
            }
          }
        }
      } catch (e) {
        // The line is down for a moment; the next look tells.
      }
    }
    setTimeout(look, 2000);
  };
  setTimeout(look, 1000);
})();
