/** Puts keys into their order by moving lines, so that nothing else of a text changes. */
import { isMap } from 'yaml';
import { Contract, items, keys } from '../contract/model.js';
import { Source } from '../contract/source.js';
import { inOrder, orderedObjects } from '../../rules/order.js';

/** The text of a contract with its keys in order. Returns the number of objects that were put into order too. */
export function ordered(text) {
  for (let moved = 0; ; moved++) {
    const source = new Source(text);
    const next = source.data && firstOutOfOrder(source);
    if (!next) {
      return { text, moved };
    }
    text = moveLines(source, next);
  }
}

/** The innermost place that comes last, so that the places before it keep their lines. */
function firstOutOfOrder(source) {
  const contract = Contract.of(source.data);
  const statuses = contract.operations.map(({ operation, at }) => ({ node: operation.responses, at: [...at, 'responses'], wanted: keys(operation.responses) }));
  return [...orderedObjects(contract).map((one) => ({ ...one, wanted: inOrder(one.kind, keys(one.node)) })), ...statuses]
    .map(({ at, wanted }) => ({ map: source.document.getIn(at, true), wanted }))
    .find(({ map, wanted }) => isMap(map) && !map.flow && map.items.some(({ key }, index) => String(key.value) !== wanted[index]));
}

function moveLines({ text, lines }, { map, wanted }) {
  const rows = text.split('\n');
  const rowOf = (offset) => lines.linePos(offset).line - 1;
  const isComment = (row) => /^\s*#/.test(rows[row] ?? '');
  const starts = map.items.map(({ key }) => {
    let row = rowOf(key.range[0]);
    while (isComment(row - 1)) {
      row--;
    }
    return row;
  });
  const indentation = /^\s*/.exec(rows[rowOf(map.items[0].key.range[0])])[0].length;
  let end = rowOf(map.items.at(-1).key.range[0]) + 1;
  while (end < rows.length && (rows[end].trim() === '' ? false : /^\s*/.exec(rows[end])[0].length > indentation || isSequenceOf(rows[end], indentation, map))) {
    end++;
  }
  const blocks = new Map(map.items.map(({ key }, index) => [String(key.value), rows.slice(starts[index], starts[index + 1] ?? end)]));
  return [...rows.slice(0, starts[0]), ...wanted.flatMap((name) => blocks.get(name)), ...rows.slice(end)].join('\n');
}

/** A list may stand at the indentation of its key. */
const isSequenceOf = (row, indentation, map) =>
  row.startsWith(`${' '.repeat(indentation)}- `) && items(map.items.at(-1).value?.items).length > 0;
