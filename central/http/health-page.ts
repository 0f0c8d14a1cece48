import { createHash } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import type { HealthAnswer } from '../services/health.ts';

const style =
  'body{font:16px/1.6 system-ui,"Noto Sans SC",sans-serif;color:#1f2a33;background:#f5f6f4;margin:0}' +
  'main{max-width:40rem;margin:4rem auto;padding:2rem 2.5rem;background:#fff;border:1px solid #dfe3e0;border-radius:6px}' +
  'h1{font-size:1.4rem;margin:0 0 1rem}small{color:#66727a;font-weight:400}' +
  'table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:.45rem 0;border-top:1px solid #eceeec}' +
  'th{font-weight:400;color:#66727a;width:55%}td{font-variant-numeric:tabular-nums}' +
  '.ready{color:#1d6b45}.failing{color:#a3271e}';

const styleHash = createHash('sha256').update(style).digest('base64');

/** The page that a person sees who opens the address in a browser: how the central office is, without any script. */
export function healthPageRoute(readHealth: () => Promise<HealthAnswer>): FastifyPluginAsync {
  return async (server) => {
    server.get('/', { schema: { hide: true } }, async (_request, reply) => {
      const health = await readHealth();
      return await reply
        .status(health.status === 'ready' ? 200 : 503)
        .header('content-security-policy', `default-src 'none'; style-src 'sha256-${styleHash}'`)
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(page(health));
    });
    await Promise.resolve();
  };
}

function page(health: HealthAnswer): string {
  const ready = health.status === 'ready';
  const rows: readonly (readonly [string, string, string])[] = [
    ['运行方式', 'mode', health.mode === 'demonstration' ? '演示 demonstration' : '正式 production'],
    ['数据库', 'storage', health.storage === 'pglite' ? 'PGlite' : 'PostgreSQL'],
    ['县区', 'counties', String(health.counties.length)],
    ...health.counties.map(
      ({ county, head }) => [`${county} 变更序号`, 'feed number', String(head)] as const,
    ),
    ['已生效指令', 'commands applied', String(health.commands.applied)],
    ['已拒绝指令', 'commands refused', String(health.commands.refused)],
    ['已运行', 'up', `${String(Math.floor(health.uptimeSeconds / 60))} min`],
  ];
  const cells = rows.map(
    ([name, english, value]) => `<tr><th>${name} <small>${english}</small></th><td>${value}</td></tr>`,
  );
  return (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    `<title>柜台 Guitai · 中心端</title><style>${style}</style></head><body><main>` +
    '<h1>社保柜台 · 中心端 <small>Guitai central office</small></h1>' +
    `<p class="${health.status}">${ready ? '运行正常 Ready' : '数据库没有应答 The database does not answer'}</p>` +
    `<table>${cells.join('')}</table></main></body></html>`
  );
}
