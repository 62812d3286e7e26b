// What differs between two texts, word by word: the longest common part stays, the rest is new or gone.

// More words than this are compared by their lines: the work grows with the square.
const MOST = 1_500;

// [{ kind: 'same' | 'gone' | 'new', text }], joined where neighbours are of one kind.
export function differences(before, after) {
  const parts = text => text.match(/\S+\s*|\s+/g) ?? [];
  const [one, other] = parts(before).length + parts(after).length > 2 * MOST
    ? [before, after].map(text => text.match(/[^\n]*\n|[^\n]+/g) ?? []) : [parts(before), parts(after)];
  let from = 0;
  while (from < one.length && from < other.length && one[from] === other[from]) {
    from++;
  }
  let end = 0;
  while (end < one.length - from && end < other.length - from && one[one.length - 1 - end] === other[other.length - 1 - end]) {
    end++;
  }
  const middle = compare(one.slice(from, one.length - end), other.slice(from, other.length - end));
  return joined([...same(one.slice(0, from)), ...middle, ...same(one.slice(one.length - end))]);
}

const same = words => words.map(text => ({ kind: 'same', text }));

function compare(one, other) {
  // lengths[i][j]: how many words are common from i and j on.
  const lengths = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      lengths[i][j] = one[i] === other[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const found = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) {
      found.push({ kind: 'same', text: one[i++] });
      j++;
    } else if (j === other.length || i < one.length && lengths[i + 1][j] >= lengths[i][j + 1]) {
      found.push({ kind: 'gone', text: one[i++] });
    } else {
      found.push({ kind: 'new', text: other[j++] });
    }
  }
  return found;
}

function joined(parts) {
  const all = [];
  for (const { kind, text } of parts) {
    const last = all[all.length - 1];
    if (last?.kind === kind) {
      last.text += text;
    } else {
      all.push({ kind, text });
    }
  }
  return all;
}
