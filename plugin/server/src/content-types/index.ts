import { mapping } from './mapping';
import { scenario } from './scenario';
import { segment } from './segment';
import { signal } from './signal';
import { slot } from './slot';
import { variant } from './variant';

export const contentTypes = { signal, segment, slot, variant, mapping, scenario };
