import fs from 'node:fs';
import path from 'node:path';

/**
 * Chinese and English must say the same things: the same files, the same keys and each once, no empty sentence, the
 * same parameters in each, and a sentence for every key that the pages name literally.
 * @param {string} rendererFolder
 * @returns {{ texts: number, problems: string[] }}
 */
export function checkTranslations(rendererFolder) {
  const chinese = textsOf(path.join(rendererFolder, 'i18n/zh-CN'));
  const english = textsOf(path.join(rendererFolder, 'i18n/en-US'));
  const problems = [
    ...keysSaidTwice(path.join(rendererFolder, 'i18n')),
    ...missingFrom(english, chinese).map((key) => `no English for ${key}`),
    ...missingFrom(chinese, english).map((key) => `no Chinese for ${key}`),
    ...unequalParameters(chinese, english),
    ...unknownKeys(rendererFolder, chinese),
  ];
  for (const [language, texts] of Object.entries({ Chinese: chinese, English: english })) {
    for (const [key, text] of texts) if (text.trim() === '') problems.push(`empty ${language} for ${key}`);
  }
  return { texts: chinese.size, problems };
}

/**
 * Of two sentences under one key the reader of JSON silently takes the last. The files are formatted, a key a line.
 * @param {string} folder
 * @returns {string[]}
 */
function keysSaidTwice(folder) {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .filter((file) => {
      const text = fs.readFileSync(path.join(folder, file), 'utf8');
      const written = text.match(/^\s*"(?:[^"\\]|\\.)+":/gm)?.length ?? 0;
      let read = 0;
      JSON.parse(text, (key, value) => {
        // The whole has no key.
        if (key !== '') read += 1;
        return value;
      });
      return written > read;
    })
    .map((file) => `${file} has a key twice`);
}

/**
 * The keys begin with the file's name: receipt.json gives receipt.title.
 * @param {string} folder
 * @returns {Map<string, string>}
 */
function textsOf(folder) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    collect(JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')), path.parse(file).name, texts);
  }
  return texts;
}

/**
 * @param {unknown} value
 * @param {string} key
 * @param {Map<string, string>} texts
 */
function collect(value, key, texts) {
  if (typeof value === 'string') texts.set(key, value);
  else if (typeof value === 'object' && value !== null) {
    for (const [part, inner] of Object.entries(value)) collect(inner, `${key}.${part}`, texts);
  } else throw new Error(`${key} is neither a text nor a group of texts`);
}

/** English has a singular where Chinese has one form for every number. */
const withoutPlural = (/** @type {string} */ key) => key.replace(/_(zero|one|two|few|many|other)$/, '');

/**
 * @param {Map<string, string>} texts
 * @param {Map<string, string>} others
 * @returns {string[]}
 */
function missingFrom(texts, others) {
  const known = new Set([...texts.keys()].map(withoutPlural));
  return [...others.keys()].filter((key) => !known.has(withoutPlural(key)));
}

/**
 * @param {Map<string, string>} chinese
 * @param {Map<string, string>} english
 * @returns {string[]}
 */
function unequalParameters(chinese, english) {
  const problems = [];
  const inEnglish = parametersByKey(english);
  for (const [key, names] of parametersByKey(chinese)) {
    const others = inEnglish.get(key);
    if (others !== undefined && others !== names) problems.push(`${key}: {${names}} is not {${others}}`);
  }
  return problems;
}

/**
 * @param {Map<string, string>} texts
 * @returns {Map<string, string>} the parameters that a text names, over all its plural forms
 */
function parametersByKey(texts) {
  /** @type {Map<string, Set<string>>} */
  const names = new Map();
  for (const [key, text] of texts) {
    const found = names.get(withoutPlural(key)) ?? new Set();
    for (const [, name] of text.matchAll(/\{\{\s*-?\s*([\w.]+)/g)) found.add(String(name));
    names.set(withoutPlural(key), found);
  }
  return new Map([...names].map(([key, found]) => [key, [...found].sort().join(', ')]));
}

/**
 * @param {string} rendererFolder
 * @param {Map<string, string>} texts
 * @returns {string[]}
 */
function unknownKeys(rendererFolder, texts) {
  const known = new Set([...texts.keys()].flatMap((key) => [key, withoutPlural(key)]));
  const problems = [];
  for (const file of fs.readdirSync(rendererFolder, { recursive: true, encoding: 'utf8' })) {
    if (!/(?<!\.test)\.tsx?$/.test(file)) continue;
    const source = fs.readFileSync(path.join(rendererFolder, file), 'utf8');
    for (const [, key] of source.matchAll(/\bt\(\s*'([\w-]+(?:\.[\w-]+)+)'/g)) {
      if (!known.has(String(key))) problems.push(`${file} asks for ${String(key)}, which nobody wrote`);
    }
  }
  return problems;
}
