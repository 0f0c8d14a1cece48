import type { CounterStorage } from '../ports.ts';
import type { OutboxFiles } from '../ports/platform.ts';
import type { WorkstationKey } from '../ports/synchronisation.ts';

/**
 * The key with which this workstation signs: made once, its private half in the encrypted file alone. A counter that
 * was enrolled before there were such keys makes its own at the next greeting.
 */
export function createWorkstationKey(
  { memory, unitOfWork }: Pick<CounterStorage, 'memory' | 'unitOfWork'>,
  files: Pick<OutboxFiles, 'makeSigningKey' | 'publicKeyOf'>,
): WorkstationKey {
  return {
    publicKey() {
      const known = memory.get('signing-key');
      if (known !== null) return files.publicKeyOf(known);
      const made = files.makeSigningKey();
      unitOfWork.write(() => memory.set('signing-key', made));
      return files.publicKeyOf(made);
    },
    noteKnown(fingerprint) {
      if (memory.get('signing-key-known-as') === fingerprint) return;
      unitOfWork.write(() => memory.set('signing-key-known-as', fingerprint));
    },
  };
}
