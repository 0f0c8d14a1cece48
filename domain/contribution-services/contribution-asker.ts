import type { CommandContext } from '../command/command-rule.ts';
import type { Facts, Lookup } from '../command/facts.ts';
import { refuse, type Refusal } from '../command/refusal.ts';
import type { DeskServiceDone } from '../desk-service/desk-service.ts';
import { refusePresented } from '../desk-service/presented-at-counter.ts';
import { refuseEmployerAgent, refuseLetter, storedDocument } from '../employer-batch/batch-facts.ts';
import { refuseActingFor } from '../issuance/representation.ts';
import type { InsuredPerson } from '../records/records.ts';
import type { AskedAfterDeath, AskedByEmployer, Asker } from './contribution-requests.ts';

/** What is looked at of who asks: an employer must be one. */
export function askerLookups(asker: Asker | AskedAfterDeath): readonly Lookup[] {
  return asker.channel === 'employer' ? [{ table: 'employer', by: 'id', value: asker.employerId }] : [];
}

/** Everything that is missing of who asks, all at once (domain rules section 3). */
export function refuseAsker(
  facts: Facts,
  asker: Asker | AskedAfterDeath,
  person: InsuredPerson,
  today: string,
): readonly Refusal[] {
  switch (asker.channel) {
    case 'in-person':
    case 'agent':
    case 'guardian':
      return refusePresented(asker, person, today);
    case 'employer':
      return refuseEmployerAsking(facts, asker, today);
    case 'death-report':
      return refuseDeathReport(asker, person, today);
    default:
      return asker satisfies never;
  }
}

/** How the service's record says who asked. */
export function askedBy(
  asker: Asker | AskedAfterDeath,
): Pick<DeskServiceDone, 'presented' | 'channel' | 'representative'> {
  switch (asker.channel) {
    case 'in-person':
    case 'agent':
    case 'guardian':
      return { presented: asker };
    case 'employer':
      return {
        presented: null,
        channel: 'employer',
        representative: {
          ...storedDocument(asker.agent),
          relation: 'employer-agent',
          authorisation: 'letter-of-introduction',
          phone: asker.agent.phone,
        },
      };
    case 'death-report':
      return {
        presented: null,
        channel: 'agent',
        representative: {
          ...storedDocument(asker.reporter),
          relation: asker.reporter.relation,
          authorisation: 'death-certificate',
          phone: asker.reporter.phone,
        },
      };
    default:
      return asker satisfies never;
  }
}

/** The letter that an employer's agent came with; null where none asked. */
export function letterOf(asker: Asker | AskedAfterDeath): string | null {
  return asker.channel === 'employer' ? asker.letterNumber : null;
}

/** An employer that is one, or why nobody pays there. */
export function refuseEmployer(facts: Facts, employerId: string, field: string): readonly Refusal[] {
  const employer = facts.one('employer', employerId);
  if (employer === undefined) return [refuse('employer-unknown', { code: employerId }, field)];
  return employer.active ? [] : [refuse('employer-inactive', { employer: employer.name }, field)];
}

/** An employer speaks for its own people only. */
export function refuseOthersPeople(
  facts: Facts,
  asker: Asker,
  employerId: string | null,
): readonly Refusal[] {
  if (asker.channel !== 'employer' || asker.employerId === employerId) return [];
  const name = facts.one('employer', asker.employerId)?.name ?? asker.employerId;
  return [refuse('not-insured-with-employer', { employer: name })];
}

function refuseEmployerAsking(facts: Facts, asker: AskedByEmployer, today: string): readonly Refusal[] {
  return [
    ...refuseEmployer(facts, asker.employerId, 'employerId'),
    ...refuseLetter(asker.letterDate, today),
    ...refuseEmployerAgent(asker.agent, today),
  ];
}

function refuseDeathReport(
  asker: AskedAfterDeath,
  person: InsuredPerson,
  today: CommandContext['today'],
): readonly Refusal[] {
  const { deceasedOn, certificate, reporter } = asker;
  const refusals: Refusal[] = [...refuseActingFor(reporter, person, today, 'representative')];
  if (deceasedOn > today) refusals.push(refuse('death-in-future', { date: deceasedOn }, 'deceasedOn'));
  if (deceasedOn < person.birthDate) {
    refusals.push(refuse('death-before-birth', { date: deceasedOn }, 'deceasedOn'));
  }
  if (certificate.trim() === '') refusals.push(refuse('death-certificate-missing', {}, 'certificate'));
  return refusals;
}
