import type { VerifiedPaper } from '../services/verify-paper.ts';

/** Readable on a phone held in one hand, by day and by night. */
export const verifyStyle =
  ':root{color-scheme:light dark;--ink:#1f2a33;--dim:#5b6770;--sheet:#fff;--ground:#f5f6f4;--line:#dfe3e0;' +
  '--blue:#1d4f91;--good:#1d6b45;--bad:#a3271e}' +
  '@media(prefers-color-scheme:dark){:root{--ink:#e6eaec;--dim:#a3adb4;--sheet:#1c2328;--ground:#12171a;' +
  '--line:#354046;--blue:#8ab4f0;--good:#7fd1a5;--bad:#f0948b}}' +
  'body{font:16px/1.6 system-ui,"Noto Sans SC",sans-serif;color:var(--ink);background:var(--ground);margin:0}' +
  'main{max-width:34rem;margin:0 auto;padding:1.25rem;background:var(--sheet);min-height:100vh;box-sizing:border-box}' +
  '@media(min-width:40rem){main{margin:3rem auto;padding:2rem 2.5rem;min-height:0;border:1px solid var(--line);' +
  'border-radius:6px}}' +
  'h1{font-size:1.3rem;line-height:1.4;margin:0 0 .75rem}h2{font-size:1.15rem;margin:0 0 .25rem}' +
  'small,.english{display:block;font-size:.875rem;color:var(--dim);font-weight:400}p{margin:.5rem 0}' +
  'section{border-left:4px solid var(--dim);padding:.25rem 0 .25rem 1rem;margin:1.25rem 0}' +
  'section.good{border-color:var(--good)}.good h2{color:var(--good)}' +
  '.problem span{white-space:nowrap}section.bad{border-color:var(--bad)}.bad h2,.problem{color:var(--bad)}' +
  'dl{margin:.75rem 0 0}dt{color:var(--dim);font-size:.875rem;margin-top:.5rem}dd{margin:0;overflow-wrap:anywhere;' +
  'font-variant-numeric:tabular-nums}' +
  'label{display:block;margin-top:1rem}input{font:inherit;width:100%;box-sizing:border-box;padding:.6rem .7rem;' +
  'margin-top:.25rem;color:inherit;background:transparent;border:1px solid var(--dim);border-radius:4px}' +
  'button{font:inherit;margin-top:1.25rem;padding:.6rem 1.5rem;color:var(--sheet);background:var(--blue);border:0;' +
  'border-radius:4px}input:focus-visible,button:focus-visible{outline:3px solid var(--blue);outline-offset:2px}';

interface Notice {
  readonly tone: 'good' | 'bad';
  readonly title: string;
  readonly english: string;
  readonly lines: readonly (readonly [chinese: string, english: string])[];
  readonly rows?: readonly (readonly [label: string, english: string, value: string])[];
}

/** Which field cannot be what it should be. */
export interface FieldProblems {
  readonly number: boolean;
  readonly code: boolean;
}

/** One and the same for a number that nobody knows and a code that does not fit. */
export const unknownNotice: Notice = {
  tone: 'bad',
  title: '✕ 未查到相符的纸件',
  english: 'No paper with this number and this code',
  lines: [
    [
      '请对照纸件重新核对编号和核验码；仍查不到的，请向纸件上的出具机构核实，在此之前不要采信。',
      'Compare both with the paper once more. If it is still not found, ask the office named on it, and do not rely on it until then.',
    ],
    [
      '写有“待确认”的纸件尚无核验码，须换领有核验码的纸件后才能在此核验。',
      'A paper marked 待确认 (provisional) has no code yet; it can be checked here once it was printed again with its code.',
    ],
  ],
};

export const tooManyNotice: Notice = {
  tone: 'bad',
  title: '查询过于频繁',
  english: 'Too many questions from this address',
  lines: [['请一分钟后再试。', 'Please try again in a minute.']],
};

export const busyNotice: Notice = {
  tone: 'bad',
  title: '暂时无法核验',
  english: 'The paper cannot be checked at the moment',
  lines: [['系统没有应答，请稍后再试。', 'The office’s system does not answer; please try again later.']],
};

const kinds: Readonly<Record<VerifiedPaper['kind'], readonly [chinese: string, english: string]>> = {
  statement: ['个人账户交易明细', 'Statement of account transactions'],
  'insurance-certificate': ['参保凭证', 'Certificate of insurance'],
};

const headings: Readonly<Record<VerifiedPaper['state'], Pick<Notice, 'tone' | 'title' | 'english'>>> = {
  standing: { tone: 'good', title: '✓ 真实，现行有效', english: 'Genuine, and it stands' },
  withdrawn: { tone: 'bad', title: '✕ 真实，但已作废', english: 'Genuine, but withdrawn' },
  replaced: { tone: 'bad', title: '✕ 真实，但已被新件替代', english: 'Genuine, but replaced' },
};

/** Why a statement was replaced: domain/registered-paper/register-statement.ts. */
const replacedLine = [
  '出具之后同一期间有新的入账或冲正，已另行出具新件，请以新件为准。',
  'Something was posted or reversed for the same days since it was issued: rely on the one that replaces it.',
] as const;

/** What is answered for a paper that is genuine. */
export function answerOf(paper: VerifiedPaper): Notice {
  const [kind, english] = kinds[paper.kind];
  const { stateAt, replacedBy, officePhone: phone } = paper;
  return {
    ...headings[paper.state],
    lines: [
      ...(paper.state === 'replaced' ? [replacedLine] : []),
      [
        '请核对手中纸件的种类、编号、出具机构和时间与下列登记一致；不一致的不要采信。',
        'The paper in your hand must agree with all of the following; if it does not, do not rely on it.',
      ],
    ],
    rows: [
      ['纸件种类', 'Kind of paper', `${kind} ${english}`],
      ['编号', 'Number', paper.number],
      ['出具机构', 'Issued by', phone === '' ? paper.officeName : `${paper.officeName}（${phone}）`],
      ['登记时间', 'Registered at', minuteOf(paper.registeredAt)],
      ...(stateAt === null
        ? []
        : [
            paper.state === 'replaced'
              ? (['替代时间', 'Replaced at', minuteOf(stateAt)] as const)
              : (['作废时间', 'Withdrawn at', minuteOf(stateAt)] as const),
          ]),
      ...(replacedBy === null
        ? []
        : [['新件编号', 'Number of the paper that replaces it', replacedBy] as const]),
    ],
  };
}

/** The whole page: the answer where there is one, and the form for the next paper. */
export function formPage(page: {
  readonly typed?: { readonly number: string; readonly code: string };
  readonly problems?: FieldProblems;
  readonly notice?: Notice;
  readonly answer?: Notice;
}): string {
  const { typed = { number: '', code: '' }, problems = { number: false, code: false } } = page;
  const notice = page.answer ?? page.notice;
  return (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width,initial-scale=1">' +
    `<title>纸件核验 · 社保柜台</title><style>${verifyStyle}</style></head><body><main>` +
    '<h1>社会保障凭证、明细核验<small lang="en">Check a certificate or a statement of the social security counter</small></h1>' +
    (notice === undefined ? '' : noticeText(notice)) +
    '<form method="get" action="/verify">' +
    field({
      name: 'number',
      label: '编号（办件号，或参保凭证的凭证号）',
      english: 'Number (of the service or the certificate)',
      value: typed.number,
      problem: problems.number
        ? [
            '编号应为21至23位数字，如 <span>330122-20261122-003-0047</span>。',
            'The number has 21 to 23 digits, as in <span>330122-20261122-003-0047</span>.',
          ]
        : null,
    }) +
    field({
      name: 'code',
      label: '核验码（参保凭证上为校验码）',
      english: 'Verification code (check code of a certificate)',
      value: typed.code,
      problem: problems.code
        ? [
            '核验码为12位字母和数字，没有 0、O、1、I，如 <span>7K3M-Q9TX-2BHF</span>。',
            'The code has 12 letters and digits, none of them 0, O, 1 or I, as in <span>7K3M-Q9TX-2BHF</span>.',
          ]
        : null,
    }) +
    '<button>核验 Check</button></form>' +
    '<p><small>本页只说明纸件是否由经办机构出具、是否仍然有效，不显示任何个人信息。' +
    '<span class="english" lang="en">This page tells whether a paper was issued by the office and still stands. ' +
    'It shows nothing personal.</span></small></p></main></body></html>'
  );
}

function field(one: {
  readonly name: 'number' | 'code';
  readonly label: string;
  readonly english: string;
  readonly value: string;
  readonly problem: readonly [chinese: string, english: string] | null;
}): string {
  const { name, problem } = one;
  const wrong = problem === null ? '' : ` aria-invalid="true" aria-describedby="${name}-problem"`;
  return (
    `<label for="${name}">${one.label}<small lang="en">${one.english}</small></label>` +
    `<input id="${name}" name="${name}" value="${escaped(one.value)}" maxlength="64" required autocomplete="off"` +
    ` autocapitalize="characters" spellcheck="false"${wrong}>` +
    (problem === null
      ? ''
      : `<p class="problem" id="${name}-problem">${problem[0]}<small lang="en">${problem[1]}</small></p>`)
  );
}

function noticeText({ tone, title, english, lines, rows = [] }: Notice): string {
  const cells = rows.map(
    ([label, name, value]) => `<dt>${label} <span lang="en">${name}</span></dt><dd>${escaped(value)}</dd>`,
  );
  const texts = lines.map(([chinese, other]) => `<p>${chinese}<small lang="en">${other}</small></p>`);
  return (
    `<section class="${tone}" role="status"><h2>${title}<small lang="en">${english}</small></h2>${texts.join('')}` +
    (cells.length === 0 ? '' : `<dl>${cells.join('')}</dl>`) +
    '</section>'
  );
}

/** Day and minute in Asia/Shanghai, as the record has them. */
function minuteOf(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}

/** What somebody typed, or called his office, is text on the page and nothing else. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.codePointAt(0))};`);
}
