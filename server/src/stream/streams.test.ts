import { directStream } from './direct.js';
import { streamSuite } from './stream.suite.js';

streamSuite('direct', directStream);
