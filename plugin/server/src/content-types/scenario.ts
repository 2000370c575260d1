const HIDDEN = {
  'content-manager': { visible: false },
  'content-type-builder': { visible: false },
};

/** A made-up visitor and what is expected of it: kept by the playground, not edited in the Content Manager. */
export const scenario = {
  schema: {
    kind: 'collectionType',
    collectionName: 'tessera_scenarios',
    info: {
      singularName: 'scenario',
      pluralName: 'scenarios',
      displayName: 'Tessera scenario',
      description: 'A made-up visitor, and the segments and decisions expected for it.',
    },
    options: { draftAndPublish: false },
    pluginOptions: HIDDEN,
    attributes: {
      name: { type: 'string', required: true },
      visitor: { type: 'json', required: true },
      expected: { type: 'json', required: true },
    },
  },
};
