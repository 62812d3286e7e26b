// Opens the list with the most urgent task first. Tasklist asks for the newest first unless its address says otherwise.

export function mostUrgentFirst() {
  const [path, query = ''] = location.hash.split('?');
  const parameters = new URLSearchParams(query);
  if (!parameters.has('sorting')) {
    parameters.set('sorting', JSON.stringify([{ sortBy: 'dueDate', sortOrder: 'asc' }]));
    history.replaceState(history.state, '', `${location.pathname}${location.search}${path || '#/'}?${parameters}`);
  }
}
