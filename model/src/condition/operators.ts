import { $eq, $gt, $gte, $lt, $lte, $ne } from './operators/comparison.js';
import { $all, $alli, $elemMatch, $size } from './operators/list.js';
import { $in, $ini, $nin, $nini } from './operators/membership.js';
import type { Operator } from './operators/operator.js';
import { $exists, $type } from './operators/presence.js';
import { $regex, $regexi } from './operators/text.js';
import { $veq, $vgt, $vgte, $vlt, $vlte, $vne } from './operators/version.js';

/**
 * Operators on one field's value. `$not` stands both here and between conditions and is handled where
 * values are compiled, as `$and $or $nor` are where conditions are.
 */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  ...{ $eq, $ne, $gt, $gte, $lt, $lte },
  ...{ $in, $nin, $exists, $type, $size, $all, $elemMatch, $regex },
  ...{ $veq, $vne, $vgt, $vgte, $vlt, $vlte },
  ...{ $ini, $nini, $alli, $regexi },
};

export const operatorNamed = (name: string): Operator | undefined =>
  Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;

export const OPERATOR_NAMES: readonly string[] = [...Object.keys(OPERATORS), '$not'];

export type Joiner = '$and' | '$or' | '$nor' | '$not';
export const JOINERS: readonly string[] = ['$and', '$or', '$nor', '$not'] satisfies Joiner[];
export const isJoiner = (key: string): key is Joiner => JOINERS.includes(key);
