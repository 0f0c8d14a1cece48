import type { Latency } from './measured.ts';
import type { Phase, Share } from './phase.ts';

/** A phase in lines for a reader. */
export function linesOf(title: string, phase: Phase): readonly string[] {
  const { measured, central, postgresql, generator, machine, server } = phase;
  const each = ({ processor }: Share) => ((processor * 1000) / phase.reached).toFixed(1);
  return [
    `${title}: ${phase.asked.toFixed(1)} commands/s committed, ${phase.reached.toFixed(1)} answered, ` +
      `${phase.seconds.toFixed(0)} s, ${String(phase.waiting)} waiting at its end`,
    `  push, sent to answered      ${sayLatency(measured.push)}`,
    `  command, commit to answered ${sayLatency(measured.commit)}`,
    `  command, commit to heard    ${sayLatency(measured.heard)}`,
    `  answers: ${sayCounts(measured.answers)}`,
    `  failed calls: ${sayCounts(measured.failures)}; lines lost: ${String(measured.linesLost)}`,
    `  processors: central office ${sayShare(central)}, PostgreSQL ${sayShare(postgresql)}, ` +
      `these counters ${sayShare(generator)}, the whole machine ${machine.toFixed(2)}`,
    `  a command costs the central office ${each(central)} ms of a processor, PostgreSQL ${each(postgresql)} ms; ` +
      `${(measured.feedAnswers / phase.seconds).toFixed(0)} answers of the feed a second`,
    `  counters' own delay, 99.9 %: ${phase.generatorLate.toFixed(0)} ms`,
    `  connections, on average of ${String(server.looks)} looks: ${sayConnections(server.connections)}; ` +
      `${String(server.mostBusy)} busy at most`,
  ];
}

function sayLatency({ count, p50, p95, p99, most }: Latency): string {
  const one = (value: number) => value.toFixed(value < 100 ? 1 : 0);
  return `p50 ${one(p50)} ms, p95 ${one(p95)}, p99 ${one(p99)}, longest ${one(most)} (${count.toLocaleString('en')})`;
}

function sayShare({ processor, megabytes }: Share): string {
  return `${processor.toFixed(2)} (${megabytes.toFixed(0)} MB)`;
}

function sayCounts(counts: ReadonlyMap<string, number>): string {
  if (counts.size === 0) return 'none';
  return [...counts].map(([word, count]) => `${word} ${String(count)}`).join('; ');
}

function sayConnections(connections: ReadonlyMap<string, number>): string {
  return [...connections]
    .sort(([, one], [, other]) => other - one)
    .map(([word, average]) => `${average.toFixed(2)} ${word}`)
    .join('; ');
}

/** As JSON keeps it. */
export function plain(phase: Phase): unknown {
  const { measured, server } = phase;
  return {
    ...phase,
    measured: {
      ...measured,
      answers: Object.fromEntries(measured.answers),
      failures: Object.fromEntries(measured.failures),
      faults: measured.faults.map(String),
    },
    server: { ...server, connections: Object.fromEntries(server.connections) },
  };
}
