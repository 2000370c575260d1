import fc from 'fast-check';
import { createSealer } from './seal';

it('opens what it sealed, for its owner only, and never shows it', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }),
      fc.string(),
      fc.webUrl(),
      fc.webUrl(),
      (secret, text, owner, other) => {
        const sealer = createSealer([secret]);
        const sealed = sealer.seal(text, owner);
        expect(sealer.open(sealed, owner)).toBe(text);
        if (other !== owner) expect(sealer.open(sealed, other)).toBeNull();
        expect(createSealer([`${secret}.`]).open(sealed, owner)).toBeNull();
        // The same text is sealed differently each time, so that equal tokens do not show.
        expect(sealer.seal(text, owner)).not.toBe(sealed);
      },
    ),
    { numRuns: 200 },
  );
});

it('a changed byte is noticed, wherever it is', () => {
  const sealer = createSealer(['secret']);
  const sealed = sealer.seal('token', 'owner');
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(sealer.open(`v1:${changed.toString('base64url')}`, 'owner')).toBeNull();
  }
  for (const other of ['', 'v1:', 'v1:AAAA', sealed.replace('v1', 'v2'), 'token']) {
    expect(sealer.open(other, 'owner')).toBeNull();
  }
});

it('rotated secrets still open what the old one sealed; without a secret nothing is sealed', () => {
  const sealed = createSealer(['old']).seal('token', 'owner');
  expect(createSealer(['new', 'old']).open(sealed, 'owner')).toBe('token');
  expect(createSealer(['new']).open(sealed, 'owner')).toBeNull();
  expect(createSealer([]).canSeal).toBe(false);
  expect(() => createSealer([]).seal('token', 'owner')).toThrow('encryptionKey');
});
