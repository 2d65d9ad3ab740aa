/** Words: the closest of several, and those that are misspelt in the contract's prose. */
import { readFileSync } from 'node:fs';
import nspell from 'nspell';
import { Contract, keys } from '../contract/model.js';

/** The word of a list that is at most a third of its letters away, or undefined. */
export function closest(word, list) {
  const ranked = list.map((one) => ({ one, distance: distance(word, one) })).sort((one, other) => one.distance - other.distance);
  return ranked[0]?.distance <= Math.max(1, word.length / 3) ? ranked[0].one : undefined;
}

/** The Levenshtein distance, case ignored. */
function distance(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one.toLowerCase()].entries()) {
    const next = [index + 1];
    for (const [at, its] of [...other.toLowerCase()].entries()) {
      next.push(Math.min(next[at] + 1, row[at + 1] + 1, row[at] + (letter === its ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1);
}

/** A suggestion takes a while. */
const MOST_SUGGESTIONS = 3;
let speller;

/** Misspelt words in descriptions and summaries, as `{path, message}`. rules/words.txt has the words that the dictionary lacks. */
export async function misspellings(document) {
  speller ??= nspell((await import('dictionary-en')).default).personal(readFileSync(new URL('../../rules/words.txt', import.meta.url), 'utf8'));
  let suggestions = 0;
  const contract = Contract.of(document);
  const names = new Set([...contract.schemas.map(({ property }) => property), ...keys(document.components?.schemas)]);
  return contract.prose.flatMap(({ text, at }) => {
    const words = text.replace(/`[^`]*`|\bhttps?:\S+|\bX-[A-Za-z-]+/g, ' ').match(/\p{L}+(?:['’]\p{L}+)*/gu) ?? [];
    // Names in capitals or camelCase are checked against what is declared, by the rules on prose.
    const wrong = words.filter((word) => !/^\p{Lu}+s?$|\p{Ll}\p{Lu}/u.test(word) && !names.has(word) && !speller.correct(word.replace('’', "'")));
    return [...new Set(wrong)].map((word) => {
      const near = suggestions++ < MOST_SUGGESTIONS ? speller.suggest(word)[0] : undefined;
      return { path: at, message: `${word} is misspelt, or missing in rules/words.txt${near ? `; did you mean ${near}?` : ''}` };
    });
  });
}
