import { coldStartSuite } from './suite/cold-start.js';
import { type Abilities, EdgeFixture, type StartEdge } from './suite/fixture.js';

import { keepingSuite } from './suite/keeping.js';
import { oneVisitorSuite } from './suite/one-visitor.js';
import { staleSuite } from './suite/stale.js';
import { stitchingSuite } from './suite/stitching.js';
import { visitorInputSuite } from './suite/visitor-input.js';

/** What every edge must do, whatever it is made of. */
export function describeEdge(name: string, startEdge: StartEdge, abilities: Partial<Abilities> = {}): void {
  describe(name, () => {
    const edge = new EdgeFixture(abilities);
    beforeAll(() => edge.start(startEdge));
    afterAll(() => edge.stop());
    stitchingSuite(edge);
    visitorInputSuite(edge);
    keepingSuite(edge);
    staleSuite(edge);
    oneVisitorSuite(edge);
    coldStartSuite(edge);
  });
}
