import { Box, Button, Flex } from '@strapi/design-system';
import { useForm } from '@strapi/strapi/admin';
import { checkContent, TEMPLATES, type Template } from '@tessera/model';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { CONTENT_EXAMPLES } from '../../../contracts/examples';
import { useSay } from '../text/text';
import { ContentFields } from '../variants/content/ContentFields';
import { isObject } from '../variants/content/edit';
import { elsewhere } from '../variants/content/form';
import { namesIn } from '../variants/content/forms';
import { FieldFrame } from './FieldFrame';
import { JsonField } from './JsonField';
import { judge } from './json-value';
import { hasProblems, Problems } from './Problems';
import type { CustomFieldProps } from './props';

const ContentPreview = lazy(() => import('../variants/content/ContentPreview'));

/** What is wrong with a content; places are given without the `content.` before them. */
export function judgeContent(template: string, content: unknown) {
  const checked = checkContent(template, content);
  if (checked.ok) return judge([]);
  return judge(
    checked.refusals.map((refusal) => ({ ...refusal, place: refusal.place.replace(/^content\.?/, '') })),
  );
}

const isTemplate = (name: unknown): name is Template => TEMPLATES.some((template) => template === name);

/** Nothing of the editor's own would be lost by replacing this. */
const isExpendable = (content: unknown): boolean =>
  !content ||
  (isObject(content) && Object.keys(content).length === 0) ||
  Object.values(CONTENT_EXAMPLES).some((one) => JSON.stringify(one) === JSON.stringify(content));

/** `tessera.content`: what the template chosen in the same form shows, as a form or as JSON, and a preview. */
export default function ContentInput(field: CustomFieldProps) {
  const say = useSay();
  const [asJson, setAsJson] = useState(false);
  const [search] = useSearchParams();
  const template = useForm('TesseraContent', ({ values }) =>
    'template' in values ? values.template : undefined,
  );
  const known = isTemplate(template) ? template : null;
  const empty = field.value === null || field.value === undefined;
  // What is no object, e.g. an unfinished text, only the JSON editor can show.
  const formed = known !== null && (empty || isObject(field.value));
  const action = (
    <Flex gap={2}>
      <Button
        variant="tertiary"
        size="S"
        disabled={field.disabled || !known || !isExpendable(field.value)}
        onClick={() => known && field.onChange(field.name, CONTENT_EXAMPLES[known])}
      >
        {say('json.example')}
      </Button>
      <Button variant="tertiary" size="S" disabled={!formed} onClick={() => setAsJson(!asJson)}>
        {say(asJson || !formed ? 'variants.content.asForm' : 'variants.content.asJson')}
      </Button>
    </Flex>
  );
  const check = (value: unknown) => (known ? judgeContent(known, value) : judge([]));
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {formed && !asJson ? (
        <ContentForm field={field} template={known} action={action} />
      ) : (
        <JsonField field={field} check={check} action={action} minHeight={20} />
      )}
      {formed && !empty && (
        <Suspense fallback={null}>
          <ContentPreview
            template={known}
            content={field.value}
            locale={search.get('plugins[i18n][locale]') ?? 'en'}
          />
        </Suspense>
      )}
    </Flex>
  );
}

interface FormProps {
  readonly field: CustomFieldProps;
  readonly template: Template;
  readonly action: ReactNode;
}

function ContentForm({ field, template, action }: FormProps) {
  const content = field.value ?? {};
  const judgement = judgeContent(template, content);
  // What no field below says, e.g. that another template's field is still there.
  const rest = elsewhere(judgement, namesIn(template));
  const problems = hasProblems({ kind: 'empty' }, rest) ? (
    <Problems json={{ kind: 'empty' }} judgement={rest} />
  ) : undefined;
  return (
    <FieldFrame {...field} action={action} problems={problems}>
      <Box
        background="neutral100"
        borderColor="neutral200"
        hasRadius
        padding={4}
        role="group"
        aria-label={String(field.label)}
      >
        <ContentFields
          template={template}
          form={{
            content,
            judgement,
            disabled: field.disabled === true,
            change: (next) => field.onChange(field.name, next ?? {}),
          }}
        />
      </Box>
    </FieldFrame>
  );
}
