import type { CallRequest } from '../contract/counter-calls.ts';
import type { ClerkView } from '../contract/counter-views.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import type { Clerk } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';

/** Failed tries before a name is blocked, and for how long (GB/T 22239 level 3: failed sign-ins are limited). */
const triesAllowed = 5;
const blockMilliseconds = 15 * 60_000;

/** A hash of no password, so that an unknown name costs as much time as a wrong password and cannot be told from it. */
const hashOfNobody =
  '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** 登录: the password against the central office's cached hash, so that it works while the line is down. */
export async function signIn(room: CounterRoom, input: CallRequest<'signIn'>): Promise<Outcome<ClerkView>> {
  const clerk = room.storage.records.find('clerk', 'loginName', input.loginName)[0];
  const checked = await checkPassword(room, clerk, input.password);
  if (!checked.ok) return checked;
  if (checked.value.officeId !== room.storage.memory.get('office-id')) {
    return fail('clerk-not-of-this-office');
  }
  room.session.open(checked.value.id);
  note(room, 'sign-in', checked.value.id);
  room.emitStatus();
  return succeed(viewClerk(checked.value));
}

/** 解锁: only the clerk whose screen it is. */
export async function unlockScreen(
  room: CounterRoom,
  input: CallRequest<'unlockScreen'>,
): Promise<Outcome<ClerkView>> {
  const clerk = room.session.clerk();
  if (clerk === null) return fail('not-signed-in');
  const checked = await checkPassword(room, clerk, input.password);
  if (!checked.ok) return checked;
  room.session.unlock();
  note(room, 'unlock-screen', clerk.id);
  room.emitStatus();
  return succeed(viewClerk(clerk));
}

export function lockScreen(room: CounterRoom): Outcome<Record<string, never>> {
  const clerk = room.session.clerk();
  if (clerk !== null && !room.session.locked) {
    room.session.lock();
    note(room, 'lock-screen', clerk.id);
    room.emitStatus();
  }
  return succeed({});
}

export function signOut(room: CounterRoom): Outcome<Record<string, never>> {
  const clerk = room.session.clerk();
  room.session.close();
  if (clerk !== null) note(room, 'sign-out', clerk.id);
  room.emitStatus();
  return succeed({});
}

export function viewClerk(clerk: Clerk): ClerkView {
  return { id: clerk.id, loginName: clerk.loginName, name: clerk.name, role: clerk.role };
}

async function checkPassword(
  room: CounterRoom,
  clerk: Clerk | undefined,
  password: string,
): Promise<Outcome<Clerk>> {
  const attempts = clerk === undefined ? null : room.storage.signInAttempts.get(clerk.id);
  const blockedUntil = attempts?.blockedUntil ?? null;
  if (blockedUntil !== null && room.clock.instant() < blockedUntil) {
    return fail('sign-in-blocked', { until: blockedUntil.slice(11, 16) });
  }
  const fits = await room.passwords.verify(clerk?.passwordHash ?? hashOfNobody, password);
  if (clerk === undefined) return fail('sign-in-failed', { left: triesAllowed });
  if (fits && clerk.active) {
    if (attempts !== null && attempts.failures > 0) {
      room.storage.unitOfWork.write(() => room.storage.signInAttempts.set(clerk.id, 0, null));
    }
    return succeed(clerk);
  }
  return countFailure(room, clerk);
}

/** Counted again after the hash was computed: several tries at once must not share one count. */
function countFailure(room: CounterRoom, clerk: Clerk): Outcome<Clerk> {
  return room.storage.unitOfWork.write(() => {
    const failures = room.storage.signInAttempts.get(clerk.id).failures + 1;
    const until = failures >= triesAllowed ? room.clock.instantAfter(blockMilliseconds) : null;
    room.storage.signInAttempts.set(clerk.id, until === null ? failures : 0, until);
    room.storage.audit.append({
      at: room.clock.instant(),
      clerkId: clerk.id,
      action: until === null ? 'sign-in-failed' : 'sign-in-blocked',
      subject: clerk.id,
      details: { failures },
    });
    return until === null
      ? fail('sign-in-failed', { left: triesAllowed - failures })
      : fail('sign-in-blocked', { until: until.slice(11, 16) });
  });
}

function note(room: CounterRoom, action: string, clerkId: string): void {
  room.storage.unitOfWork.write(() =>
    room.storage.audit.append({ at: room.clock.instant(), clerkId, action, subject: clerkId, details: {} }),
  );
}
