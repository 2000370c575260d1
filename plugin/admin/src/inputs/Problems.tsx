import { Box, Typography } from '@strapi/design-system';
import type { Refusal } from '@tessera/model';
import { lineOfPlace } from '../shared/json-place';
import { useSay } from '../text/text';
import type { JsonText, Judgement } from './json-value';

const MOST = 4;

interface Props {
  readonly json: JsonText;
  readonly judgement: Judgement;
  /** The text the places are in, if it is to be seen: then lines are named. */
  readonly text?: string;
}

/** What is wrong with a JSON text, by line or by place; announced politely while somebody types. */
export function Problems({ json, judgement, text }: Props) {
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
      {wrong.length > 0 && <List danger>{lines(wrong, say, text)}</List>}
      {missing.length > 0 && <List title={say('json.needed')}>{lines(missing, say, text)}</List>}
    </>
  );
}

/** Whether Problems would show anything. */
export const hasProblems = (json: JsonText, { wrong, missing }: Judgement): boolean =>
  json.kind === 'broken' || wrong.length + missing.length > 0;

function lines(refusals: readonly Refusal[], say: ReturnType<typeof useSay>, text?: string): string[] {
  const shown = refusals.slice(0, MOST).map(({ place, value, message }) => {
    const said = say('json.at', { place, message, value }).replace(/^: /, '');
    const line = text === undefined ? null : lineOfPlace(text, place);
    return line === null ? said : say('builder.line', { line, text: said });
  });
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
