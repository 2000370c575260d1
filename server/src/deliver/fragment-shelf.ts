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
  type JsonObject,
  LOCALE,
  type Slot,
  type Variant,
} from '@tessera/model';

/** A fragment's answer, ready to be written. */
export interface Fragment {
  readonly bytes: Uint8Array;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

const COMMON = { 'Content-Type': 'text/html; charset=utf-8', 'X-Content-Type-Options': 'nosniff' };

/** How many answers with parameters are kept ready; one more empties the shelf of them. */
const MOST_FILLED = 10_000;

/** All fragments of one catalog, each rendered once per variant and locale, when it is first asked for. */
export class FragmentShelf {
  readonly #version: string;
  readonly #slots: ReadonlyMap<string, Slot>;
  readonly #variants: ReadonlyMap<string, Variant>;
  readonly #rendered = new Map<string, Rendered>();
  readonly #shared = new Map<string, Fragment>();

  constructor(catalog: Catalog) {
    this.#version = catalog.version;
    this.#slots = new Map(catalog.slots.map((slot) => [slot.key, slot]));
    this.#variants = new Map(catalog.variants.map((variant) => [variant.key, variant]));
  }

  slot(key: string): Slot | null {
    return this.#slots.get(key) ?? null;
  }

  /** The variant of this key if it may fill the slot at all, or null. */
  variantFor(slot: Slot, key: string): Variant | null {
    const variant = this.#variants.get(key);
    return variant && (variant.slots.includes(slot.key) || slot.fallback === key) ? variant : null;
  }

  /**
   * The same for everybody: a variant of a shared slot, or `default` for its fallback. A variant that is
   * unknown or retired gives the fallback, not to be stored.
   */
  shared(slot: Slot, name: string, query: URLSearchParams): Fragment {
    const wanted = name === DEFAULT_VARIANT ? slot.fallback : name;
    const variant = wanted === null ? null : this.variantFor(slot, wanted);
    const known = variant !== null || name === DEFAULT_VARIANT;
    const shown = known ? variant : this.#fallback(slot);
    const locale = this.#locale(shown, query);
    const params = validParams(slot, query);
    const key = `${known ? '' : '!'}${slot.key}/${shown?.key}/${locale}?${new URLSearchParams(params)}`;
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
        })
      : noStoreFragmentHeaders();
    const fragment = { bytes, etag, headers: { ...COMMON, ...headers } };
    if (this.#shared.size >= MOST_FILLED) this.#shared.clear();
    this.#shared.set(key, fragment);
    return fragment;
  }

  /** For one visitor only; never to be stored anywhere. `variant` null asks for the fallback. */
  personal(slot: Slot, variant: string | null, query: URLSearchParams, traits: JsonObject): Fragment {
    const { bytes } = this.html(slot, variant, query, traits);
    return { bytes, etag: etagOf(bytes), headers: { ...COMMON, ...personalFragmentHeaders() } };
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
