import { createContext, useContext, useMemo } from 'react';
import { useIntl } from 'react-intl';
import type { SignalOption } from '../../../contracts/answers';
import { useTesseraDefinitionsQuery } from '../api';
import { useSay } from '../text/text';
import type { Path } from './condition/edit';
import type { Part } from './condition/types';
import { type About, describeField } from './fields/describe';
import type { SentenceWords } from './sentence/sentence';

/** What all parts of one form need to know. */
export interface Around {
  readonly about: About;
  /** The type of the events it is about, if it is one. */
  readonly eventType: string | null;
  readonly disabled: boolean;
  readonly words: SentenceWords;
  readonly signals: readonly SignalOption[];
  replace(path: Path, part: Part): void;
}

export const AroundContext = createContext<Around | null>(null);

export function useAround(): Around {
  const around = useContext(AroundContext);
  if (!around) throw new Error('Parts of the condition form only work within it.');
  return around;
}

const NONE: readonly never[] = [];

/** The names and types of everything a condition may read. */
export function useConditionWords(eventType: string | null) {
  const say = useSay();
  const intl = useIntl();
  const { data } = useTesseraDefinitionsQuery();
  const signals = data?.signal ?? NONE;
  const segments = data?.segment ?? NONE;
  const words = useMemo<SentenceWords>(
    () => ({
      say,
      intl,
      signals,
      segments,
      describe: (path) => describeField(path, { signals, eventType }),
    }),
    [say, intl, signals, segments, eventType],
  );
  return { words, signals };
}
