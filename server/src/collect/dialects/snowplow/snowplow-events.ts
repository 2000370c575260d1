import { isJsonObject, type Json, type JsonObject, type NamesOf, shown } from '@tessera/model';
import { numberIn, objectIn, present, textIn } from '../fields.js';
import { type LeftOut, renamed, type Words, worth } from '../names.js';

/** What a payload says in our words; a sentence if it says nothing right, null if it is about no visitor. */
export function wordsOf(payload: JsonObject, names: NamesOf): Words | string | LeftOut | null {
  switch (payload.e) {
    case 'pv':
      return { name: null, type: 'page_view', props: present({ title: payload.page }) };
    case 'pp':
      return pagePing(payload);
    case 'se':
      return structured(payload, names);
    case 'tr':
      return {
        name: null,
        type: 'purchase',
        props: present({ order: payload.tr_id, value: numberIn(payload.tr_tt), currency: payload.tr_cu }),
      };
    case 'ti':
      return null;
    case 'ue':
      return selfDescribing(payload, names);
    default:
      return `e: must be one of pv, pp, se, tr, ti, ue (found ${shown(payload.e)})`;
  }
}

/** Still reading: how far down, of a page so high (`ds`, `vp`: width and height of document and window). */
function pagePing({ pp_may, ds, vp }: JsonObject): Words {
  const [document, window] = [heightOf(ds), heightOf(vp)];
  const top = numberIn(pp_may);
  const depth =
    top === null || document === null || window === null || document <= 0
      ? null
      : Math.min(100, Math.round((100 * (top + window)) / document));
  return depth === null
    ? { name: null, type: 'page_ping', props: {} }
    : { name: null, type: 'scroll', props: { depth } };
}

const heightOf = (size: unknown): number | null => numberIn(/^\d+x(\d+)$/.exec(textIn(size) ?? '')?.[1]);

function structured(
  { se_ca, se_ac, se_la, se_pr, se_va }: JsonObject,
  names: NamesOf,
): Words | string | LeftOut {
  const name = textIn(se_ac);
  const props = present({ category: se_ca, label: se_la, property: se_pr, value: numberIn(se_va) });
  return (
    (name !== null && renamed(name, props, names)) || `se_ac: must name what happened (found ${shown(se_ac)})`
  );
}

/** Its name is what its schema is called. `ue_pr` is JSON, `ue_px` the same in Base64 for addresses: a schema's name and its data. */
function selfDescribing({ ue_pr, ue_px }: JsonObject, names: NamesOf): Words | string | LeftOut {
  const text = textIn(ue_pr) ?? Buffer.from(textIn(ue_px) ?? '', 'base64url').toString('utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'ue_pr, ue_px: must be JSON, or Base64 of it';
  }
  const inner = objectIn(objectIn(json).data as Json);
  const name = /^iglu:[\w.-]+\/([\w.-]+)\/jsonschema\//.exec(textIn(inner.schema) ?? '')?.[1];
  if (name === undefined)
    return `ue_pr: must hold an event with an iglu schema (found ${shown(inner.schema)})`;
  const data = isJsonObject(inner.data) ? inner.data : {};
  const value = /_cart$/.test(name) ? worth(data.unitPrice, data.quantity) : null;
  return (
    renamed(name, { ...data, ...present({ value: value ?? data.value }) }, names) ??
    `ue_pr: ${shown(name)} is no name here`
  );
}
