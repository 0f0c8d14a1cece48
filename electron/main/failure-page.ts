import { explainFailure } from './failure-sentences.ts';

/** Why the program could not be started: of the key, or what the backend said. */
export interface StartFailure {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/**
 * The page that stands in the window when the program could not be started: calm, in both languages, first what
 * happened to the work. It has no scripts; every value in it is escaped.
 */
export function failurePageText(failure: StartFailure): string {
  const explanation = explainFailure(failure.code);
  const fill = (sentence: string): string =>
    escapeHtml(
      sentence.replace(/\{(\w+)\}/g, (_whole, name: string) =>
        Object.hasOwn(failure.params, name) ? String(failure.params[name]) : '—',
      ),
    );
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>柜台 Guitai</title>
<style>
:root { color-scheme: light dark; --ink: #1d2733; --soft: #566372; --ground: #f4f6f9; --card: #fff; --line: #d7dee7; --brand: #1456b8 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4eaf2; --soft: #a3b0bf; --ground: #11171f; --card: #18212c; --line: #2c3745; --brand: #78aef5 }
}
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.7 "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif }
main { max-width: 640px; margin: 40px auto; padding: 28px 36px; background: var(--card); border: 1px solid var(--line); border-radius: 8px }
h1 { margin: 0 0 4px; font-size: 22px } h2 { margin: 0 0 4px; font-size: 18px }
p { margin: 8px 0 } .safe { color: var(--brand); font-weight: 600 }
section + section { margin-top: 24px; padding-top: 20px; border-top: 1px solid var(--line) }
footer { margin-top: 24px; color: var(--soft); font-size: 14px } code { font-family: inherit }
</style>
</head>
<body>
<main>
<section lang="zh-CN">
<h1>社保柜台没有启动</h1>
<p class="safe">本程序没有改动任何数据，已经办好的业务仍在原处。</p>
<p>${fill(explanation.zh.what)}</p>
<p>${fill(explanation.zh.then)}</p>
</section>
<section lang="en">
<h2>The counter was not started</h2>
<p class="safe">Nothing was changed: work that was done is still where it was.</p>
<p>${fill(explanation.en.what)}</p>
<p>${fill(explanation.en.then)}</p>
</section>
<footer>代码 Code: <code>${escapeHtml(failure.code)}</code></footer>
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
