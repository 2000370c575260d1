import builder from './builder.json';
import common from './common.json';
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

/** Every text, English: the reference. A file per area of the panel. */
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
};
