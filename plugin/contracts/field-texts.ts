import type { Kind } from './ids';

export interface FieldText {
  readonly label: string;
  readonly hint: string;
  readonly placeholder?: string;
}

/**
 * English labels and hints of all fields. Strapi's server needs them to set up the Content Manager's
 * forms; the admin panel translates those an administrator has not reworded.
 */
export const FIELD_TEXTS: { readonly [K in Kind]: Readonly<Record<string, FieldText>> } = {
  signal: {
    name: { label: 'Name', hint: 'What people call it.', placeholder: 'Interest in laptops' },
    key: {
      label: 'Key',
      hint: 'How conditions call it: signals.KEY. Letters a-z, digits and _.',
      placeholder: 'laptop_interest',
    },
    kind: {
      label: 'Kind',
      hint: 'count: how often. sum, max, last: of a property. since: seconds since it happened. score: weighted and fading.',
    },
    event: { label: 'Event', hint: 'Which event it is folded from.', placeholder: 'page_view' },
    value: { label: 'Property', hint: 'Which property of the event counts.', placeholder: 'props.ms' },
    weights: { label: 'Weights', hint: 'What each event adds to the score.' },
    where: {
      label: 'Only events where',
      hint: 'A condition over the event: page.type, page.category, props.*. Empty: all of them.',
    },
    window: {
      label: 'Window',
      hint: 'How far back it looks.',
      placeholder: 'session',
    },
    halfLife: {
      label: 'Half-life',
      hint: 'After this time half of it is left. Empty: it does not fade.',
      placeholder: '10m',
    },
    scale: {
      label: 'Scale',
      hint: 'Each value is multiplied by this: 0.001 turns milliseconds into seconds.',
    },
    max: { label: 'At most', hint: 'The score never exceeds this.' },
  },
  segment: {
    name: { label: 'Name', hint: 'What people call it.', placeholder: 'Cart abandoner' },
    key: {
      label: 'Key',
      hint: 'How variants and other segments call it. Letters a-z, digits and _.',
      placeholder: 'cart_abandoner',
    },
    parent: {
      label: 'Parent',
      hint: 'The broader segment above: a visitor is in this one only while in the parent.',
    },
    enabled: { label: 'Enabled', hint: 'Off: nobody is in this segment, nor in those below it.' },
    when: { label: 'When', hint: 'The condition. Empty: everybody who is in the parent.' },
    hold: {
      label: 'Hold',
      hint: 'Stay in it at least this long, e.g. 30s, so that it does not flicker.',
      placeholder: '30s',
    },
    audience: {
      label: 'Audience',
      hint: 'The least share of active visitors that is worth a segment of its own.',
    },
  },
  slot: {
    name: { label: 'Name', hint: 'What people call it.', placeholder: 'Product banner' },
    key: {
      label: 'Key',
      hint: 'How pages call it: /tessera/slots/KEY. Letters a-z, digits and _.',
      placeholder: 'product_banner',
    },
    delivery: {
      label: 'Delivery',
      hint: 'shared: cached at the CDN, one object per variant. personal: never cached; may show traits of the visitor.',
    },
    ttl: {
      label: 'Cached for',
      hint: 'Seconds a CDN may serve a shared fragment without asking. Publishing purges it.',
    },
    fallback: {
      label: 'Fallback',
      hint: 'What visitors see when no variant is meant for them. Empty: nothing.',
    },
    params: {
      label: 'Parameters',
      hint: 'Words the page adds to its include, with commas between. Content shows them as {{ params.NAME }}.',
      placeholder: 'category',
    },
  },
  variant: {
    name: { label: 'Name', hint: 'What people call it; visitors never see it.', placeholder: 'Autumn offer' },
    key: { label: 'Key', hint: 'Made by Tessera: it names this variant in addresses and cookies.' },
    slots: { label: 'Slots', hint: 'Where it may appear.' },
    targeting: {
      label: 'Targeting',
      hint: 'Who sees it, and when. It is the same in all locales; what is published in the default locale counts.',
    },
    template: { label: 'Template', hint: 'What the content looks like.' },
    content: { label: 'Content', hint: 'What is shown, in this locale.' },
  },
  mapping: {
    name: { label: 'Name', hint: 'What people call it.', placeholder: 'Leads of the contact form' },
    key: {
      label: 'Key',
      hint: 'How messages call this mapping. Letters a-z, digits and _.',
      placeholder: 'lead_captured',
    },
    tag: {
      label: 'Tag',
      hint: 'Whose event it is. One for a single tag goes before one for any of them.',
    },
    event: {
      label: 'Their event',
      hint: 'Its name exactly as the tag sends it. Of Snowplow: the action of a structured event, or the name of the schema.',
      placeholder: 'Lead Captured',
    },
    leaveOut: {
      label: 'Leave it out',
      hint: 'On: nothing is kept of this event; it is only counted.',
    },
    type: { label: 'Our event', hint: 'What it becomes here. Signals read it by this.', placeholder: 'goal' },
    props: {
      label: 'Properties',
      hint: 'Our name, and theirs with commas between: the first that is there counts. All others keep their names.',
    },
    set: {
      label: 'Always set',
      hint: 'Properties that every such event gets, e.g. goal: lead.',
    },
    enabled: { label: 'Enabled', hint: 'Off: as if this mapping were not there.' },
  },
};
