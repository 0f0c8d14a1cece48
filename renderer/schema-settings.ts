import { config } from 'zod';

// The pages' content security policy forbids `eval`, so zod is told not to try it. Imported before any schema.
config({ jitless: true });
