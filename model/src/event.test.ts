import fc from 'fast-check';
import { checkEvent, wireEventSchema } from './event.js';

const text = (most: number) =>
  fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('', 'x'.repeat(most), 'x'.repeat(most + 1)));
const something = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined));
const orSomething = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 8, arbitrary }, { weight: 1, arbitrary: something });

const pages = fc.record(
  {
    url: orSomething(text(2_048)),
    path: orSomething(text(1_024)),
    type: orSomething(text(64)),
    category: orSomething(text(128)),
    referrer: orSomething(text(2_048)),
    other: fc.constant('x'),
    toString: fc.constant('x'),
  },
  { requiredKeys: [] },
);
const events = fc.record(
  {
    id: orSomething(fc.constantFrom('V1StGXR8_Z5j', '', 'x y', 'x'.repeat(64), 'x'.repeat(65))),
    type: orSomething(fc.constantFrom('click', 'page_view', 'Click', '', 'x'.repeat(41))),
    age: orSomething(fc.constantFrom(0, 12.5, -1, 1e12)),
    time: orSomething(fc.constantFrom(0, 1.8e12, -1)),
    page: orSomething(pages),
    props: orSomething(fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), fc.jsonValue({ maxDepth: 5 }))),
    unknown: fc.constant(1),
  },
  { requiredKeys: [] },
);

it('property: an event is taken if and only if the schema takes it, as the schema gives it', () => {
  fc.assert(
    fc.property(orSomething(events), (json) => {
      const checked = checkEvent(json);
      const parsed = wireEventSchema.safeParse(json);
      expect(checked.ok).toBe(parsed.success);
      if (!checked.ok || !parsed.success) return;
      const { id, type, age, time, page, props } = checked.value;
      const given = { id, type, age, time, page, props };
      const { id: wantedId, type: wantedType, age: wantedAge, time: wantedTime } = parsed.data;
      expect(given).toEqual({
        id: wantedId,
        type: wantedType,
        age: wantedAge,
        time: wantedTime,
        page: parsed.data.page,
        props: parsed.data.props,
      });
    }),
    { numRuns: 5_000 },
  );
});

it('a refused event says where and why', () => {
  expect(checkEvent({ type: 'Click', age: -1 })).toMatchObject({
    ok: false,
    refusals: [{ place: 'type' }, { place: 'age' }],
  });
});
