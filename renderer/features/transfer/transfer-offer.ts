import type { TFunction } from 'i18next';
import type { PersonPage } from '../../../contract/counter-views.ts';
import type { Refusal } from '../../../domain/command/refusal.ts';
import type { DeskChannel } from '../desk-service/presented-form.ts';

/** Why it cannot be asked for today; empty where it can. */
export function refusalsOf(page: PersonPage, kind: 'transfer-out' | 'transfer-in'): readonly Refusal[] {
  return page.offers.find((offer) => offer.kind === kind)?.refusals ?? [];
}

/** Who may ask for it; for a child its guardian. */
export function channelsOf(page: PersonPage): readonly [DeskChannel, ...DeskChannel[]] {
  return page.application.needsGuardian ? ['guardian'] : ['in-person', 'agent', 'guardian'];
}

/** The day by which an office has done its part, called provisional in a year that has no calendar yet. */
export function dueText(
  { dueOn, dueProvisional }: { readonly dueOn: string; readonly dueProvisional: boolean },
  t: TFunction,
): string {
  return dueProvisional ? t('transfer.dueProvisional', { day: dueOn }) : dueOn;
}
