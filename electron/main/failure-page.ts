import type { DatabaseKeyFailure } from './database-key.ts';

/** Why the program could not be started: of the key, or what the backend said. */
export interface StartFailure {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** In one language: what happened, and what to do. That the work is safe is said above it on every page. */
interface Sentences {
  readonly what: string;
  readonly then: string;
}
interface Explanation {
  readonly zh: Sentences;
  readonly en: Sentences;
}

const askAdministrator = {
  zh: '请把本页内容告诉系统管理员。',
  en: 'Please tell your system administrator what this page says.',
} as const;

const explanations: Readonly<Record<DatabaseKeyFailure['code'], Explanation>> = {
  'keyring-missing': {
    zh: {
      what: '操作系统没有可用的密钥环，无法取得本机数据文件的密钥。',
      then: '请先登录或解锁操作系统的密钥环再启动本程序。没有密钥环的工作站，须由系统管理员以 --key-file 明确设为密钥文件方式。',
    },
    en: {
      what: 'The operating system has no usable keyring, so the key of the data file on this computer cannot be had.',
      then: 'Sign in to the keyring of the operating system, or unlock it, and start the program again. A workstation without a keyring has to be set up with a key file by its administrator, with --key-file.',
    },
  },
  'keyring-other': {
    zh: {
      what: '本机数据文件的密钥由密钥环 {sealedBy} 封存，而现在的密钥环是 {present}。',
      then: '请在原来的桌面环境或密钥环下登录后再启动本程序。',
    },
    en: {
      what: 'The key of the data file on this computer was sealed by the keyring {sealedBy}; the present one is {present}.',
      then: 'Sign in with the desktop or keyring that was used before and start the program again.',
    },
  },
  'key-sealed-elsewhere': {
    zh: {
      what: '操作系统的密钥环打不开本机数据文件的密钥：它由另一用户、另一台计算机或已更换的密钥环封存。',
      then: '请用原来的操作系统用户登录后再启动本程序。',
    },
    en: {
      what: 'The keyring of the operating system cannot open the key of the data file: another user, another computer or a keyring that was replaced since has sealed it.',
      then: 'Sign in as the user of the operating system that was used before and start the program again.',
    },
  },
  'key-damaged': {
    zh: {
      what: '密钥记录 database-key.json 已损坏。',
      then: '请系统管理员从备份恢复该文件。请勿删除数据文件夹中的任何文件。',
    },
    en: {
      what: 'The record of the key, database-key.json, is damaged.',
      then: 'The system administrator has to restore this file from the backup. Do not delete any file of the data folder.',
    },
  },
  'key-missing': {
    zh: {
      what: '数据文件还在，但密钥记录 database-key.json 不见了。',
      then: '请系统管理员从备份恢复该文件。请勿删除数据文件夹中的任何文件。',
    },
    en: {
      what: 'The data file is there, but the record of its key, database-key.json, is gone.',
      then: 'The system administrator has to restore this file from the backup. Do not delete any file of the data folder.',
    },
  },
  'key-unreadable': {
    zh: {
      what: '数据文件夹无法读写（{reason}）。',
      then: '请检查磁盘空间和文件夹权限后再启动本程序。',
    },
    en: {
      what: 'The data folder cannot be read or written ({reason}).',
      then: 'Check the free space of the disk and the rights of the folder, and start the program again.',
    },
  },
};

const unknown: Explanation = {
  zh: { what: '本程序的后台没有启动成功。', then: `请再启动一次；仍不成功时，${askAdministrator.zh}` },
  en: {
    what: 'The background part of the program could not be started.',
    then: `Start the program once more. ${askAdministrator.en}`,
  },
};

/** Failures of the backend that a person can do something about. */
const backendExplanations: Readonly<Record<string, Explanation>> = {
  'storage-full': {
    zh: { what: '磁盘已满，无法打开本机数据文件。', then: '请清理磁盘空间后再启动本程序。' },
    en: {
      what: 'The disk is full, so the data file on this computer cannot be opened.',
      then: 'Make room on the disk and start the program again.',
    },
  },
  'storage-failed': {
    zh: { what: '无法打开本机数据文件，文件未作任何改动。', then: askAdministrator.zh },
    en: {
      what: 'The data file on this computer cannot be opened. It was not changed.',
      then: askAdministrator.en,
    },
  },
  'storage-newer': {
    zh: {
      what: '本机数据文件由更新版本的程序写成，本版本不能打开，文件未作任何改动。',
      then: '请安装最新版本的程序。',
    },
    en: {
      what: 'The data file on this computer was written by a newer version of the program. It was not changed.',
      then: 'Install the newest version of the program.',
    },
  },
};

const isKeyCode = (code: string): code is DatabaseKeyFailure['code'] => Object.hasOwn(explanations, code);

function explain(code: string): Explanation {
  if (isKeyCode(code)) return explanations[code];
  return (Object.hasOwn(backendExplanations, code) ? backendExplanations[code] : undefined) ?? unknown;
}

/**
 * The page that stands in the window when the program could not be started: calm, in both languages, first what
 * happened to the work. It has no scripts; every value in it is escaped.
 */
export function failurePageText(failure: StartFailure): string {
  const explanation = explain(failure.code);
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
<p class="safe">已经办好的业务都还在，没有丢失，也没有改动。</p>
<p>${fill(explanation.zh.what)}</p>
<p>${fill(explanation.zh.then)}</p>
</section>
<section lang="en">
<h2>The counter was not started</h2>
<p class="safe">All work that was done is still there. Nothing was lost and nothing was changed.</p>
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
