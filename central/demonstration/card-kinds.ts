import { mix, placeInThousand, streams } from './chance.ts';
import type { Profile } from './profile.ts';

/** Which cards somebody holds; 'replaced' is a cancelled one and the valid one after it. */
export type CardKind =
  'none' | 'normal' | 'replaced' | 'lost' | 'provisionally-lost' | 'locked' | 'sealed' | 'cancelled';

/** The cards of a person, services of the last days left aside. */
export function plainCardKind(seed: number, profile: Profile): CardKind {
  if (profile.age < 3) return 'none';
  if (profile.age < 16) return mix(mix(seed, streams.card), profile.index) % 2 === 0 ? 'none' : 'normal';
  const place = placeInThousand(seed, streams.card, profile.index);
  if (place < 95) return 'none';
  if (profile.settled) return 'cancelled';
  if (profile.deceasedOn !== null) return 'normal';
  if (place < 110) return 'lost';
  if (place < 120) return 'provisionally-lost';
  if (place < 130) return 'locked';
  if (place < 136) return 'cancelled';
  if (place < 176) return 'replaced';
  return stopped(profile) && place < 250 ? 'sealed' : 'normal';
}

function stopped(profile: Profile): boolean {
  return profile.history === 'stopped-long-ago' || profile.history === 'ended';
}
