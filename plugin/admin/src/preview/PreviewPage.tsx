import { Flex, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Note } from '../shared/Note';
import { Unanswered } from '../shared/Unanswered';
import { useSay } from '../text/text';
import { Controls } from './Controls';
import { bodyOf, type Choice, choiceFrom, isPage } from './choice';
import { keepLastPage, lastPage } from './last-page';
import { Shown } from './Shown';
import { useLink } from './use-link';

/** The real page as somebody else is shown it, drafts included. */
export default function PreviewPage() {
  const say = useSay();
  const [search] = useSearchParams();
  const [choice, setChoice] = useState<Choice>(() => choiceFrom(search, lastPage()));
  useEffect(() => {
    if (isPage(choice.page)) keepLastPage(choice.page);
  }, [choice.page]);
  const body = bodyOf(choice);
  const { told, renew } = useLink(body);
  return (
    <Page.Main>
      <Page.Title>{say('nav.preview')}</Page.Title>
      <Layouts.Header title={say('nav.preview')} subtitle={say('preview.subtitle')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={5} paddingBottom={8}>
          <Controls choice={choice} onChange={(part) => setChoice((before) => ({ ...before, ...part }))} />
          {body === null ? (
            <Typography textColor="neutral600" role="status">
              {say('preview.unfinished')}
            </Typography>
          ) : told.kind === 'ok' ? (
            <Shown link={told.answer} choice={choice} renew={renew} />
          ) : told.kind === 'refused' ? (
            <Note>{say('preview.refused', { detail: told.detail })}</Note>
          ) : (
            <Unanswered told={told} />
          )}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}
