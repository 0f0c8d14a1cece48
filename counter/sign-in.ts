import type { CallRequest } from '../contract/counter-calls.ts';
import type { ClerkView } from '../contract/counter-views.ts';
import { fail, succeed, type Outcome } from '../contract/envelope.ts';
import type { Clerk } from '../domain/records/records.ts';
import type { CounterRoom } from './counter-ports.ts';
import { blockMilliseconds, triesAllowed } from './sign-in-limit.ts';

/** A hash of no password, so that an unknown name costs as much time as a wrong password and cannot be told from it. */
const hashOfNobody =
  '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** 登录: the password against the central office's cached hash, so that it works while the line is down. */
export async function signIn(room: CounterRoom, input: CallRequest<'signIn'>): Promise<Outcome<ClerkView>> {
  const clerk = room.storage.records.find('clerk', 'loginName', input.loginName)[0];
  const checked = await checkPassword(room, clerk ?? input.loginName, input.password);
  if (!checked.ok) return checked;
  if (checked.value.officeId !== room.storage.memory.get('office-id')) {
    return fail('clerk-not-of-this-office');
  }
  const before = room.session.clerk();
  if (before !== null && before.id !== checked.value.id) note(room, 'sign-out', before.id);
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
  // While the password was checked another clerk may have taken the desk.
  if (room.session.clerk()?.id !== clerk.id) return fail('not-signed-in');
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

/**
 * Whether this is his password; wrong ones are counted and block him after a while.
 * @param who the clerk, or the name that no clerk has
 */
export async function checkPassword(
  room: CounterRoom,
  who: Clerk | string,
  password: string,
): Promise<Outcome<Clerk>> {
  const blocked = refuseBlocked(room, who);
  if (blocked !== null) return blocked;
  const clerk = typeof who === 'string' ? null : who;
  const fits = await room.passwords.verify(clerk?.passwordHash ?? hashOfNobody, password);
  // Others may have failed meanwhile: of tries made all at once none may slip through behind the block.
  const meanwhile = refuseBlocked(room, who);
  if (meanwhile !== null) return meanwhile;
  if (clerk === null || !fits || !clerk.active) return countFailure(room, who);
  const { failures, blockedUntil } = room.storage.signInAttempts.get(clerk.id);
  if (failures > 0 || blockedUntil !== null) {
    room.storage.unitOfWork.write(() => room.storage.signInAttempts.set(clerk.id, 0, null));
  }
  return succeed(clerk);
}

function refuseBlocked(room: CounterRoom, who: Clerk | string): Outcome<never> | null {
  const until = typeof who === 'string' ? null : room.storage.signInAttempts.get(who.id).blockedUntil;
  const stored = until === null ? 0 : Date.parse(until) - room.clock.milliseconds();
  const left = room.session.signInLimit.blockedFor(keyOf(who), room.monotonic(), stored);
  return left > 0 ? fail('sign-in-blocked', { until: timeAfter(room, left) }) : null;
}

/** Counted after the hash was computed: several tries at once must not share one count. */
function countFailure(room: CounterRoom, who: Clerk | string): Outcome<never> {
  const failures =
    typeof who === 'string' ? room.session.signInLimit.countStranger(who) : countClerk(room, who);
  if (failures < triesAllowed) return fail('sign-in-failed', { left: triesAllowed - failures });
  room.session.signInLimit.block(keyOf(who), room.monotonic());
  return fail('sign-in-blocked', { until: timeAfter(room, blockMilliseconds) });
}

function countClerk(room: CounterRoom, clerk: Clerk): number {
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
    return failures;
  });
}

/** Names of strangers and ids of clerks never meet: an id has no blank before it. */
function keyOf(who: Clerk | string): string {
  return typeof who === 'string' ? ` ${who}` : who.id;
}

/** 'HH:mm' */
function timeAfter(room: CounterRoom, milliseconds: number): string {
  return room.clock.instantAfter(milliseconds).slice(11, 16);
}

function note(room: CounterRoom, action: string, clerkId: string): void {
  room.storage.unitOfWork.write(() =>
    room.storage.audit.append({ at: room.clock.instant(), clerkId, action, subject: clerkId, details: {} }),
  );
}
