import { Box, Typography } from '@strapi/design-system';
import type { Refusal } from '@tessera/model';
import { useSay } from '../text/text';
import type { JsonText, Judgement } from './json-value';

const MOST = 4;

/** What is wrong with a JSON text, by line or by place; announced politely while somebody types. */
export function Problems({ json, judgement }: { json: JsonText; judgement: Judgement }) {
  const say = useSay();
  if (json.kind === 'broken') {
    return (
      <List danger>
        {[say('json.line', { line: json.line, column: json.column, problem: json.problem })]}
      </List>
    );
  }
  const { wrong, missing } = judgement;
  return (
    <>
      {wrong.length > 0 && <List danger>{lines(wrong, say)}</List>}
      {missing.length > 0 && <List title={say('json.needed')}>{lines(missing, say)}</List>}
    </>
  );
}

/** Whether Problems would show anything. */
export const hasProblems = (json: JsonText, { wrong, missing }: Judgement): boolean =>
  json.kind === 'broken' || wrong.length + missing.length > 0;

function lines(refusals: readonly Refusal[], say: ReturnType<typeof useSay>): string[] {
  const shown = refusals
    .slice(0, MOST)
    .map(({ place, value, message }) => say('json.at', { place, message, value }).replace(/^: /, ''));
  return refusals.length > MOST ? [...shown, say('json.more', { count: refusals.length - MOST })] : shown;
}

function List({ children, danger = false, title }: { children: string[]; danger?: boolean; title?: string }) {
  const textColor = danger ? 'danger600' : 'neutral600';
  return (
    <Box role="status" paddingTop={1}>
      {title && (
        <Typography variant="pi" fontWeight="semiBold" textColor={textColor} tag="p">
          {title}
        </Typography>
      )}
      {children.map((line) => (
        <Typography key={line} variant="pi" textColor={textColor} tag="p">
          {line}
        </Typography>
      ))}
    </Box>
  );
}
