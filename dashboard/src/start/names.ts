/** Names as the API compares them: those are the same that people take for the same. */
const plain: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', þ: 'th', ı: 'i', ς: 'σ' };

const apostrophes = new RegExp(
  '[`\\u00b4\\u02b9\\u02bb-\\u02bf\\u02c8\\u02ca\\u02cb\\u055a\\u05f3\\u07f4\\u07f5\\u1fbd\\u1fbf\\u1fef\\u1ffd\\u1ffe' +
    '\\u2018\\u2019\\u201b\\u2032\\u2035\\ua78c\\uff07\\uff40]',
  'g',
);
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Without characters that nobody sees. */
export const shown = (text: string): string => text.replace(invisible, '');

/** Without case, accents, strokes and invisible characters; hyphens and spaces are one space. */
export function fold(text: string): string {
  const decomposed = shown(text.replace(apostrophes, "'").normalize('NFKD')).toLowerCase();
  let folded = '';
  let letter = '';
  for (const c of decomposed) {
    if (isAccent(c, letter)) continue;
    if (!/\p{Mn}/u.test(c)) letter = c;
    folded += plain[c] ?? c;
  }
  return folded.replace(/[\s\p{Pd}\u2212\u2043\u02d7]+/gu, ' ').trim();
}

// Of Latin and Greek letters, of Hebrew and Arabic ones, and of an alef. Elsewhere marks are vowels and letters.
function isAccent(mark: string, letter: string): boolean {
  if (/[\u0300-\u036f]/.test(mark)) return !/[\u0400-\u052f]/.test(letter) || isCyrillicAccent(mark, letter);
  if (/[\u0653-\u0655]/.test(mark)) return letter === '\u0627';
  return /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670]/.test(mark);
}

// Stress, and the dots of ё: й, ї, ў, ѓ and ќ are letters of their own.
const isCyrillicAccent = (mark: string, letter: string): boolean =>
  mark === '\u0300' || (mark === '\u0301' && !/[гк]/.test(letter)) || (mark === '\u0308' && letter === 'е');

const suffix = /^(jr|sr|ii|iii|iv|ph\.?d|m\.?d|esq)\.?$/i;

/** "Evans, Ethan" is Ethan Evans. */
export function fromSorted(name: string): string {
  const [last, first, ...rest] = name.split(',').map((part) => part.trim());
  return last && first && rest.length === 0 && !suffix.test(first) ? `${first} ${last}` : name;
}
