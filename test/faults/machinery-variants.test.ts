import { byChanceThenInRounds, theCheckerSees } from './support/checker-sees.ts';
import { centralOfficeVariants } from './variants/central-office-variants.ts';
import { counterVariants } from './variants/counter-variants.ts';

theCheckerSees([...centralOfficeVariants, ...counterVariants], byChanceThenInRounds);
