import builder from './builder.json';
import common from './common.json';
import fields from './fields.json';
import home from './home.json';
import inputs from './inputs.json';
import mappings from './mappings.json';
import overview from './overview.json';
import playground from './playground.json';
import preview from './preview.json';
import segments from './segments.json';
import settings from './settings.json';
import signals from './signals.json';
import transfer from './transfer.json';
import usage from './usage.json';
import variants from './variants.json';

/** Spanish, and the labels and hints of all fields, which are English in field-texts.ts. */
export default {
  ...common,
  ...overview,
  ...segments,
  ...home,
  ...usage,
  ...builder,
  ...signals,
  ...variants,
  ...inputs,
  ...preview,
  ...playground,
  ...mappings,
  ...transfer,
  ...settings,
  ...fields,
};
