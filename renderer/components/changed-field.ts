import { useEffect, useEffectEvent } from 'react';
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';

/**
 * What is said of a field is about what stood in it: with the first key that changes it the sentence goes, and the next
 * attempt decides anew.
 * @param forget what else knows of a refusal of this field
 */
export function useForgetAtChange<Values extends FieldValues, Result extends FieldValues>(
  form: UseFormReturn<Values, unknown, Result>,
  forget: (field: FieldPath<Values>) => void = () => undefined,
): void {
  const changed = useEffectEvent((field: FieldPath<Values>) => {
    if (form.getFieldState(field).invalid) form.clearErrors(field);
    forget(field);
  });
  const { watch } = form;
  useEffect(() => {
    // Without a type the program itself has written; whoever does so clears what it must.
    const subscription = watch((_values, { name, type }) => {
      if (type === 'change' && name !== undefined) changed(name);
    });
    return () => subscription.unsubscribe();
  }, [watch]);
}
