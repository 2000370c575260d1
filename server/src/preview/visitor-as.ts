import type { CompiledCatalog } from '../catalog/compiled-catalog.js';
import { newVisitor, type Visitor } from '../engine/visitor.js';
import { onVisit } from '../engine/visits.js';
import { assume } from '../operate/simulated.js';
import type { Personaliser } from '../personaliser.js';
import { namesOf, pack, unpack } from '../profiles/packed/pack.js';
import type { Viewer } from './viewer.js';

/** A visitor like the viewer, by this catalog, up to `at`; null if the visitor they want to be is not known here. */
export function visitorAs(
  viewer: Viewer,
  { engine }: CompiledCatalog,
  personaliser: Personaliser,
  at: number,
): Visitor | null {
  const visitor = viewer.visitor === null ? newVisitor('', at) : copyOf(viewer.visitor, engine, personaliser);
  if (!visitor) return null;
  const { context, locale, visits } = viewer;
  const told = context || locale !== null ? { ...context, ...(locale === null ? {} : { locale }) } : null;
  if (told) {
    // Group by group: of a known visitor's device, what is not given stays.
    visitor.context = { ...visitor.context, ...told };
  }
  // A link that was sealed before an update does not say.
  if (visits != null) visitor.sessions = onVisit(visits, visitor.sessions, at);
  engine.adopt(visitor, viewer.visitor === null ? at : personaliser.clock());
  engine.advance(visitor, at);
  if (viewer.segments) assume(engine, visitor, viewer.segments, at);
  return visitor;
}

/** What is kept, read anew by another catalog: the bytes mean the same under any. */
function copyOf(id: string, engine: CompiledCatalog['engine'], personaliser: Personaliser): Visitor | null {
  const visitor = personaliser.find(id);
  if (!visitor) return null;
  const bytes = pack(visitor, namesOf(personaliser.current.engine));
  return unpack(bytes, 0, bytes.length, namesOf(engine));
}
