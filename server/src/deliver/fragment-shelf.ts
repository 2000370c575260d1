import {
  etagOf,
  fill,
  noStoreFragmentHeaders,
  type Params,
  personalFragmentHeaders,
  pickLocale,
  type Rendered,
  renderVariant,
  sharedFragmentHeaders,
  validParams,
} from '@tessera/esi-fragments';
import {
  type Catalog,
  DEFAULT_VARIANT,
  FALLBACK_VARIANT,
  type JsonObject,
  LOCALE,
  type Slot,
  type Variant,
} from '@tessera/model';

/** A fragment's answer, ready to be written. */
export interface Fragment {
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The headers of a whole answer as `writeHead` takes them fastest: name, value, name, value … */
  readonly rawHeaders: readonly string[];
  /** The bytes, one character each: Node sends head and body in one write only if both are strings. */
  readonly latin1: string;
}

/** Puts bytes and headers together. */
function fragmentOf(
  bytes: Uint8Array,
  etag: string,
  cacheHeaders: Readonly<Record<string, string>>,
): Fragment {
  const headers = { ...COMMON, ...cacheHeaders };
  return {
    etag,
    headers,
    rawHeaders: [...Object.entries(headers).flat(), 'Content-Length', String(bytes.byteLength)],
    latin1: Buffer.from(bytes).toString('latin1'),
  };
}

const COMMON = { 'Content-Type': 'text/html; charset=utf-8', 'X-Content-Type-Options': 'nosniff' };

/** How many answers are kept ready, by content and by address; one more empties the shelf of them. */
const MOST_READY = 10_000;

/** All fragments of one catalog, each rendered once per variant and locale, when it is first asked for. */
export class FragmentShelf {
  readonly #version: string;
  readonly #slots: ReadonlyMap<string, Slot>;
  readonly #variants: ReadonlyMap<string, Variant>;
  readonly #rendered = new Map<string, Rendered>();
  readonly #shared = new Map<string, Fragment>();
  readonly #byAddress = new Map<string, Fragment>();

  constructor(catalog: Catalog) {
    this.#version = catalog.version;
    this.#slots = new Map(catalog.slots.map((slot) => [slot.key, slot]));
    this.#variants = new Map(catalog.variants.map((variant) => [variant.key, variant]));
  }

  slot(key: string): Slot | null {
    return this.#slots.get(key) ?? null;
  }

  /** The answer to an address that has been asked for before; null if it has to be worked out. */
  ready(address: string): Fragment | null {
    return this.#byAddress.get(address) ?? null;
  }

  /** Remembers an answer by the address that it was asked for. */
  remember(address: string, fragment: Fragment): void {
    if (this.#byAddress.size >= MOST_READY) this.#byAddress.clear();
    this.#byAddress.set(address, fragment);
  }

  /** The variant of this key if it may fill the slot at all, or null. */
  variantFor(slot: Slot, key: string): Variant | null {
    const variant = this.#variants.get(key);
    return variant && (variant.slots.includes(slot.key) || slot.fallback === key) ? variant : null;
  }

  /**
   * The same for everybody: a variant of a shared slot, or its fallback by one of its names. A variant that is
   * unknown or retired gives the fallback, not to be stored.
   */
  shared(slot: Slot, name: string, query: URLSearchParams): Fragment {
    const isFallback = name === DEFAULT_VARIANT || name === FALLBACK_VARIANT;
    const wanted = isFallback ? slot.fallback : name;
    const variant = wanted === null ? null : this.variantFor(slot, wanted);
    const known = variant !== null || isFallback;
    const shown = known ? variant : this.#fallback(slot);
    const locale = this.#locale(shown, query);
    const params = validParams(slot, query);
    const byDefault = name === DEFAULT_VARIANT;
    const key = `${known ? '' : '!'}${byDefault ? '*' : ''}${slot.key}/${shown?.key}/${locale}?${new URLSearchParams(params)}`;
    const ready = this.#shared.get(key);
    if (ready) return ready;

    const bytes = fill(this.#render(slot, shown, locale), { params });
    const etag = etagOf(bytes);
    const headers = known
      ? sharedFragmentHeaders({
          slot: slot.key,
          variant: shown?.key ?? null,
          catalogVersion: this.#version,
          etag,
          ttl: slot.ttl,
          ...(byDefault ? { byDefault: { fields: [] } } : {}),
        })
      : noStoreFragmentHeaders();
    const fragment = fragmentOf(bytes, etag, headers);
    if (this.#shared.size >= MOST_READY) this.#shared.clear();
    this.#shared.set(key, fragment);
    return fragment;
  }

  /**
   * `default` where visitors without a cookie may be shown more than the fallback: the variant that one of them is
   * decided, for so many seconds at most, with the fields of the context that this depends on.
   */
  forUnknown(
    slot: Slot,
    variant: string | null,
    query: URLSearchParams,
    { fields, seconds }: { fields: readonly string[]; seconds: number },
  ): Fragment {
    const shown = (variant === null ? null : this.variantFor(slot, variant)) ?? this.#fallback(slot);
    const bytes = fill(this.#render(slot, shown, this.#locale(shown, query)), {
      params: validParams(slot, query),
    });
    const etag = etagOf(bytes);
    const headers = sharedFragmentHeaders({
      slot: slot.key,
      variant: shown?.key ?? null,
      catalogVersion: this.#version,
      etag,
      ttl: slot.ttl,
      byDefault: { fields, seconds },
    });
    return fragmentOf(bytes, etag, headers);
  }

  /** For one visitor only; never to be stored anywhere. `variant` null asks for the fallback. */
  personal(slot: Slot, variant: string | null, query: URLSearchParams, traits: JsonObject): Fragment {
    const { bytes } = this.html(slot, variant, query, traits);
    return fragmentOf(bytes, etagOf(bytes), personalFragmentHeaders());
  }

  /** The bytes alone, with the content they were made from. */
  html(
    slot: Slot,
    variant: string | null,
    query: URLSearchParams,
    traits: JsonObject,
  ): { bytes: Uint8Array; content: unknown } {
    const shown = (variant === null ? null : this.variantFor(slot, variant)) ?? this.#fallback(slot);
    const locale = this.#locale(shown, query);
    const params: Params = validParams(slot, query);
    const bytes = fill(
      this.#render(slot, shown, locale),
      slot.delivery === 'personal' ? { params, traits } : { params },
    );
    return { bytes, content: (shown && locale !== null && shown.locales[locale]) || null };
  }

  #fallback(slot: Slot): Variant | null {
    return (slot.fallback !== null && this.#variants.get(slot.fallback)) || null;
  }

  #locale(variant: Variant | null, query: URLSearchParams): string | null {
    const wanted = query.get('locale');
    return variant && pickLocale(variant, wanted !== null && LOCALE.test(wanted) ? wanted : null);
  }

  #render(slot: Slot, variant: Variant | null, locale: string | null): Rendered {
    const key = `${slot.key}/${variant?.key}/${locale}`;
    const ready = this.#rendered.get(key);
    if (ready) return ready;
    const entry = (variant && locale !== null && variant.locales[locale]) || null;
    const rendered = renderVariant({ slot, variant: variant?.key ?? null, locale: locale ?? 'en', entry });
    this.#rendered.set(key, rendered);
    return rendered;
  }
}
