import type { PersonSearchResult } from '../../contract/counter-views.ts';
import { countyOf, type County } from './county-file.ts';
import { makeDesk, runDesk, type Desk, type RunningDesk } from './desk.ts';
import { medianOf, spreadOf, type Figure, type Spread } from './figures.ts';
import { lookupsThroughWindow } from './lookup-window.ts';
import { drawKeys, rawLookups, type RawLookups, type RawRow } from './raw-lookups.ts';

/** What a window's search box asks for. */
const hitsWanted = 12;
/** Lookups of one kind in one run. */
const lookupsInRun = 400;

export interface LookupKind {
  readonly what: 'by ID' | 'by name prefix';
  /** What is looked for, run by run; the first run warms up: code, statements, page caches. */
  readonly runs: readonly (readonly string[])[];
}

/**
 * Finding persons in a county of so many, by whole ID number and by the first two characters of a name: in the backend
 * (its border included, in this process), and from a page in real Electron through its port, each beside a bare
 * prepared statement that reads the same rows from the same file.
 */
export async function measureLookups(persons: number, runs: number): Promise<readonly Figure[]> {
  const county = await countyOf(persons);
  const desk = await makeDesk(county, { line: false, inPlace: true });
  try {
    const { ids, namePrefixes } = drawKeys(desk.database, (runs + 1) * lookupsInRun);
    const kinds: readonly LookupKind[] = [
      { what: 'by ID', runs: inRuns(ids) },
      { what: 'by name prefix', runs: inRuns(namePrefixes) },
    ];
    const inBackend = await measureInBackend(desk, kinds);
    const throughWindow = await lookupsThroughWindow(desk, kinds, hitsWanted);
    return kinds.flatMap(({ what }) => figuresOf(county, what, inBackend, throughWindow));
  } finally {
    await desk.remove();
  }
}

interface InBackend {
  readonly ours: Spread;
  readonly raw: Spread;
}
type ByKind<Value> = ReadonlyMap<LookupKind['what'], Value>;

function figuresOf(
  county: County,
  what: LookupKind['what'],
  inBackend: ByKind<InBackend>,
  throughWindow: ReadonlyMap<string, Spread>,
): readonly Figure[] {
  const measured = inBackend.get(what);
  const window = throughWindow.get(what);
  if (measured === undefined || window === undefined) throw new Error(`the lookup ${what} was not measured`);
  const { ours, raw } = measured;
  const size = `${county.persons.toLocaleString('en')} persons`;
  return [
    {
      part: 'lookup',
      what: `${what}, ${size}, backend`,
      unit: 'µs',
      ours,
      limit: raw,
      goal: { kind: 'at-most-times', bound: 2 },
      notes: [`${(ours.median - raw.median).toFixed(0)} µs for the border, reading the text and masking`],
    },
    {
      part: 'lookup',
      what: `${what}, ${size}, from a page`,
      unit: 'µs',
      ours: window,
      limit: raw,
      goal: { kind: 'at-most', bound: 1000 },
      notes: [
        `${(window.median - ours.median).toFixed(0)} µs for the way there and back and the page's own reading ` +
          `(its clock goes in steps of 100 µs)`,
      ],
    },
  ];
}

async function measureInBackend(desk: Desk, kinds: readonly LookupKind[]): Promise<ByKind<InBackend>> {
  const running = await runDesk(desk);
  const raw = rawLookups(desk.database, hitsWanted + 1);
  try {
    const measured = new Map<LookupKind['what'], InBackend>();
    for (const kind of kinds) measured.set(kind.what, await takeTurns(running, raw, kind));
    return measured;
  } finally {
    raw.close();
    await running.stop();
  }
}

async function takeTurns(
  running: RunningDesk,
  raw: RawLookups,
  { what, runs }: LookupKind,
): Promise<InBackend> {
  const rawLookup = what === 'by ID' ? raw.byId : raw.byNamePrefix;
  const ourMedians: number[] = [];
  const rawMedians: number[] = [];
  for (const keys of runs) {
    const ourTimes: number[] = [];
    const rawTimes: number[] = [];
    const measureRaw = (key: string) => {
      const begun = performance.now();
      const rows = rawLookup(key);
      rawTimes.push((performance.now() - begun) * 1000);
      return rows;
    };
    for (const [place, key] of keys.entries()) {
      // The first to come reads from the disk for both, so that they take turns in being it.
      const before = place % 2 === 0 ? measureRaw(key) : null;
      const begun = performance.now();
      const outcome = await running.answer('counter', 'searchPersons', { text: key, limit: hitsWanted });
      ourTimes.push((performance.now() - begun) * 1000);
      const rows = before ?? measureRaw(key);
      if (!outcome.ok) throw new Error(`searchPersons: ${outcome.error.code}`);
      refuseOtherRows(outcome.value as PersonSearchResult, rows);
    }
    ourMedians.push(medianOf(ourTimes));
    rawMedians.push(medianOf(rawTimes));
  }
  return { ours: spreadOf(ourMedians.slice(1)), raw: spreadOf(rawMedians.slice(1)) };
}

function inRuns(keys: readonly string[]): readonly (readonly string[])[] {
  const count = Math.floor(keys.length / lookupsInRun);
  return Array.from({ length: count }, (_, run) => keys.slice(run * lookupsInRun, (run + 1) * lookupsInRun));
}

/** Both must have found the same people, or the comparison says nothing. */
function refuseOtherRows({ hits }: PersonSearchResult, rows: readonly RawRow[]): void {
  const expected = rows.slice(0, hitsWanted).map((row) => row.personId);
  if (hits.length === 0 || hits.map((hit) => hit.personId).join() !== expected.join()) {
    throw new Error('the program and the bare statement found different people');
  }
}
