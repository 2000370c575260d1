// CloudFront Function (cloudfront-js-2.0) for viewer requests of all behaviours of the distribution: which variant
// fills a slot, what can't be asked for at all, and what of the visitor travels on. Only language features that
// this runtime documents are used: no for-of, no destructuring, no optional chaining.

/** Slots whose delivery is "personal"; they are asked for with the visitor's cookies. */
const PERSONAL_SLOTS = [];

const KEY = /^[a-z][a-z0-9_]{0,39}$/;
const VARIANT_KEY = /^[A-Za-z0-9_-]{12}$/;
const PARAM_VALUE = /^[A-Za-z0-9_-]{1,40}$/;
const TESSERA_COOKIE = /^(tessera_id|tsr_[a-z][a-z0-9_]{0,39})$/;

/** A slot's parameters (at most 8) and the locale. */
const MAX_PAIRS = 9;

/** Headers by which a visitor could pretend to be a proxy, another visitor or part of Tessera. */
const FORGED =
  /^(x-forwarded-(host|port|server|prefix|ssl|scheme)|forwarded|x-client-ip|true-client-ip|cf-connecting-ip|x-original-.*|x-rewrite-url|x-http-method.*|surrogate-.*|tessera-.*|x-tessera-.*|xkey.*|cdn-cache-control)$/;

// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it.
function handler(event) {
  const request = event.request;
  // Operators' addresses are never passed through, however they are written.
  if (/^\/+(admin|metrics|healthz|readyz)(\/|$)/i.test(request.uri)) return notFound();
  if (/^\/+[^/]*%[4-7]/.test(request.uri) || /\/\.\.?(\/|$)/.test(request.uri)) return notFound();

  Object.keys(request.headers).forEach((name) => {
    if (FORGED.test(name)) delete request.headers[name];
  });
  // The origins get their own Host.
  if (request.headers.host) request.headers['x-forwarded-host'] = { value: request.headers.host.value };

  if (/^\/(tessera|collect)\//.test(request.uri) || request.uri === '/api/personalize') {
    return ofFragmentServer(request);
  }
  keepCookies(request, (name, value) => !/^tsr_/.test(name) || VARIANT_KEY.test(value));
  return request;
}

function ofFragmentServer(request) {
  const isOurs = (name) => TESSERA_COOKIE.test(name);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    keepCookies(request, isOurs);
    return request;
  }
  const parts = request.uri.split('/');
  if (parts[2] === 'slots') {
    if (parts.length !== 4 || !KEY.test(parts[3])) return notFound();
    const cookie = request.cookies[`tsr_${parts[3]}`];
    const isDecided = cookie !== undefined && VARIANT_KEY.test(cookie.value);
    request.querystring = fragmentQuery(request.querystring);
    // Without a decision the fragment server decides, by what the request tells.
    if (!isDecided || PERSONAL_SLOTS.indexOf(parts[3]) >= 0) {
      keepCookies(request, isOurs);
      return request;
    }
    request.uri = `/tessera/fragments/${parts[3]}/${cookie.value}`;
    return shared(request);
  }
  if (parts[2] === 'fragments') {
    if (parts.length !== 5 || !KEY.test(parts[3]) || parts[4] === '') return notFound();
    if (!VARIANT_KEY.test(parts[4])) request.uri = `/tessera/fragments/${parts[3]}/default`;
    request.querystring = fragmentQuery(request.querystring);
    return shared(request);
  }
  if (/^\/tessera\/[A-Za-z0-9_./-]+\.(js|css|map)$/.test(request.uri)) {
    request.querystring = {};
    return shared(request);
  }
  keepCookies(request, isOurs);
  return request;
}

/** The same for everybody: nothing of the visitor travels on. */
function shared(request) {
  request.cookies = {};
  delete request.headers.authorization;
  return request;
}

/** Only what a fragment may depend on, in one order; the first well-formed value of each name counts. */
function fragmentQuery(querystring) {
  const pairs = {};
  Object.keys(querystring).forEach((name) => {
    if (!KEY.test(name)) return;
    const given = querystring[name];
    const values = given.multiValue ? given.multiValue.map((one) => one.value) : [given.value];
    const wellFormed = values.filter((value) => PARAM_VALUE.test(value));
    if (wellFormed.length > 0) pairs[name] = { value: wellFormed[0] };
  });
  const kept = {};
  const byPair = (a, b) => (`${a}=${pairs[a].value}` < `${b}=${pairs[b].value}` ? -1 : 1);
  Object.keys(pairs)
    .sort(byPair)
    .slice(0, MAX_PAIRS)
    .forEach((name) => {
      kept[name] = pairs[name];
    });
  return kept;
}

function keepCookies(request, isKept) {
  Object.keys(request.cookies).forEach((name) => {
    if (!isKept(name, request.cookies[name].value)) delete request.cookies[name];
  });
}

function notFound() {
  return {
    statusCode: 404,
    statusDescription: 'Not Found',
    headers: { 'cache-control': { value: 'no-store' } },
  };
}
