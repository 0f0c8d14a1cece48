import fc from 'fast-check';
import { resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assetOf, contentSecurityPolicy, isApplicationAddress } from './application-address.ts';

const folder = resolve('/opt/guitai/dist/renderer');

describe('the files that pages may load', () => {
  it.each([
    ['app://guitai/index.html', '/index.html', 'text/html; charset=utf-8'],
    ['app://guitai/index.html#/pin-pad', '/index.html', 'text/html; charset=utf-8'],
    ['app://guitai/assets/index-B4_x~1.js?v=2', '/assets/index-B4_x~1.js', 'text/javascript; charset=utf-8'],
    ['app://guitai/assets/noto-sans-sc-5.woff2', '/assets/noto-sans-sc-5.woff2', 'font/woff2'],
    ['app://guitai/assets/icon.SVG', '/assets/icon.SVG', 'image/svg+xml'],
  ])('%s is a file of the folder', (address, path, contentType) => {
    expect(assetOf(address, folder)).toEqual({ path: folder + path, contentType });
  });

  it.each([
    'app://guitai/',
    'app://guitai',
    'app://guitai/assets/',
    'app://guitai/..%2fmain%2fmain.js',
    'app://guitai/assets/..%5c..%5cmain.js',
    'app://guitai/%2fetc/passwd.html',
    'app://guitai//etc/x.html',
    'app://guitai/.hidden.js',
    'app://guitai/assets/.env.json',
    'app://guitai/C:%5cx.js',
    'app://guitai/index.html::$DATA.html',
    'app://guitai/index.html%00.png',
    'app://guitai/%E0%A4%A.html',
    'app://guitai/data.db',
    'app://guitai/source.js.map',
    'app://other/index.html',
    'app://guitai.evil/index.html',
    'app://user@guitai/index.html',
    'app://guitai:80/index.html',
    'file:///etc/passwd.html',
    'https://guitai/index.html',
    'not an address',
  ])('%s is none', (address) => {
    expect(assetOf(address, folder)).toBeNull();
  });

  it.each(['app://guitai/../main/main.js', 'app://guitai/%2e%2e/main/main.js'])(
    '%s is looked for inside the folder',
    (address) => {
      expect(assetOf(address, folder)?.path).toBe(`${folder}/main/main.js`);
    },
  );

  it('never leave the folder, whatever the address', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '', '%2e%2e', '%2f', '%5c', 'assets', '~', 'C:', '%00', '....//'),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 6 }),
        fc.constantFrom('.js', '.html', '.css'),
        (parts, ending) => {
          const asset = assetOf(`app://guitai/${parts.join('/')}x${ending}`, folder);
          if (!asset) return;
          expect(resolve(asset.path)).toBe(asset.path);
          expect(asset.path.startsWith(folder + sep)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("the program's own addresses", () => {
  it.each(['app://guitai', 'app://guitai/', 'app://guitai/index.html#/x'])('%s is one', (address) => {
    expect(isApplicationAddress(address)).toBe(true);
  });
  it.each(['app://guitai.evil/', 'app://guitai@evil/', 'app://other/', 'file:///x', 'about:blank', ''])(
    '%s is not',
    (address) => {
      expect(isApplicationAddress(address)).toBe(false);
    },
  );
});

describe('the content security policy', () => {
  it('starts from nothing and lets no page run inline scripts, evaluate text, connect or be framed', () => {
    const rules = new Map(
      contentSecurityPolicy.split('; ').map((rule) => {
        const [name = '', ...sources] = rule.split(' ');
        return [name, sources.join(' ')];
      }),
    );
    expect(rules.get('default-src')).toBe("'none'");
    expect(rules.get('script-src')).toBe("'self'");
    for (const closed of ['connect-src', 'frame-ancestors', 'form-action', 'base-uri']) {
      expect(rules.get(closed)).toBe("'none'");
    }
    expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|https?:|\*|blob:/);
  });
});
