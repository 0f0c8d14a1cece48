// npm run package: the program as a folder that runs (out/linux-unpacked).
// npm run package -- --linux deb: another form, with electron-builder's own arguments.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { bundle } from './bundle.mjs';
import { readRuntime } from './runtime.mjs';
import { nodeModules, root } from './setup/paths.mjs';

const { electron } = readRuntime();
if (!electron.current) {
  process.stderr.write(
    `packaged with Electron ${electron.version}, because the declared one cannot be fetched here: for trying out, not for shipping\n`,
  );
}
await bundle();
const given = process.argv.slice(2);
const builder = spawn(
  path.join(nodeModules, '.bin', 'electron-builder'),
  [
    '--config',
    'build/electron-builder.config.mjs',
    '--publish',
    'never',
    ...(given.length > 0 ? given : ['--linux', 'dir']),
  ],
  { cwd: root, stdio: 'inherit' },
);
const [code] = await once(builder, 'exit');
process.exitCode = typeof code === 'number' ? code : 1;
