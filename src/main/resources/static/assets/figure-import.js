// Shows how far the check of a file is, and the page anew when it has ended.
(() => {
  const box = document.getElementById('progress');
  const look = async () => {
    try {
      const answer = await fetch(box.dataset.progress, { headers: { Accept: 'application/json' } });
      if (answer.ok) {
        const now = await answer.json();
        if (now.state !== 'READING' && now.state !== 'BROUGHT') {
          location.reload();
          return;
        }
        document.getElementById('progress-words').textContent = now.words;
        document.getElementById('progress-lines').textContent = now.lines.toLocaleString('en-GB');
        document.getElementById('progress-bar').value = now.percent;
      }
    } catch (e) {
      // The line is down for a moment; the next look tells.
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 500);
})();
