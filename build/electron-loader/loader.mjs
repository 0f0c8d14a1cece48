// Stands in for Electron's default app, which the registry's copy lacks: `electron FOLDER` runs the program in it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const argument = process.argv.slice(1).find((candidate) => !candidate.startsWith('-'));
if (argument === undefined) throw new Error('electron FOLDER: the folder is missing');
const folder = path.resolve(argument);
const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
// Electron is not ready before this has ended, as with a program of its own.
await import(pathToFileURL(path.join(folder, manifest.main)).href);
