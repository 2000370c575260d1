import {
  ArrowsCounterClockwise,
  BulletList,
  ChartPie,
  Clock,
  Code,
  Cursor,
  File,
  Filter,
  GridFour,
  Hashtag,
  Stack,
  User,
} from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';
import type { ComponentType } from 'react';
import { CUSTOM_FIELD_TYPES, type CustomFieldName, PLUGIN_ID } from '../../../contracts/ids';
import { customFieldMessages } from '../text/text';
import type { CustomFieldProps } from './props';

interface Input {
  readonly icon: ComponentType;
  readonly load: () => Promise<{ default: ComponentType<CustomFieldProps<never>> }>;
}
/** Strapi's type leaves out the props that its Content Manager gives. */
type StrapiLoad = () => Promise<{ default?: ComponentType }>;

const INPUTS: Record<CustomFieldName, Input> = {
  condition: { icon: Filter, load: () => import('./ConditionInput') },
  weights: { icon: BulletList, load: () => import('./WeightsInput') },
  audience: { icon: User, load: () => import('./AudienceInput') },
  params: { icon: Hashtag, load: () => import('./ParamsInput') },
  slots: { icon: GridFour, load: () => import('./SlotsInput') },
  targeting: { icon: Cursor, load: () => import('./TargetingInput') },
  content: { icon: Code, load: () => import('./ContentInput') },
  segment: { icon: Stack, load: () => import('./SegmentInput') },
  variant: { icon: File, load: () => import('./VariantInput') },
  event: { icon: Cursor, load: () => import('../signals/event/EventInput') },
  value: { icon: Hashtag, load: () => import('../signals/value/ValueInput') },
  window: { icon: Clock, load: () => import('../signals/window/WindowInput') },
  props: { icon: ArrowsCounterClockwise, load: () => import('../mappings/PropsInput') },
  constants: { icon: Hashtag, load: () => import('../mappings/ConstantsInput') },
  halfLife: { icon: ChartPie, load: () => import('../signals/half-life/HalfLifeInput') },
};

/** Gives every custom field its input; each is loaded when a form first needs it. */
export function registerInputs(app: StrapiApp): void {
  for (const [name, { icon, load }] of Object.entries(INPUTS) as [CustomFieldName, Input][]) {
    app.customFields.register({
      name,
      pluginId: PLUGIN_ID,
      type: CUSTOM_FIELD_TYPES[name],
      ...customFieldMessages(name),
      icon,
      components: { Input: load as StrapiLoad },
    });
  }
}
