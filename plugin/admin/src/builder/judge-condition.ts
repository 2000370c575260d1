import { checkCondition, eventFieldComplaint, visitorFieldComplaint } from '@tessera/model';
import { type Judgement, judge } from '../inputs/json-value';
import type { About } from './fields/describe';

/** What is wrong with a condition about visitors, or about events (a signal's), and what it still lacks. */
export function judgeCondition(value: unknown, about: About): Judgement {
  const fieldComplaint = about === 'event' ? eventFieldComplaint : visitorFieldComplaint;
  const checked = checkCondition(value, { fieldComplaint });
  return judge(checked.ok ? [] : checked.refusals);
}
