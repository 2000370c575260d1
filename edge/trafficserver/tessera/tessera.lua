-- Tessera on Apache Traffic Server 9.2: what happens to a request before and in the cache.
--
-- Pages stay cached for everybody. A page passes twice through Traffic Server: in front esi.so stitches it and keeps
-- nothing, behind (on a port of its own) it is kept and not stitched; README.md says why. Each include in it,
-- /tessera/slots/SLOT, becomes the address of the variant that the visitor's decision cookie names, and that
-- fragment is cached for everybody too.

ts.add_package_path(ts.get_config_dir() .. '/?.lua')
local addresses = require 'tessera.addresses'
local answers = require 'tessera.answers'
local lookup = require 'tessera.lookup'
local purges = require 'tessera.purges'
local slots = require 'tessera.slots'
local visitors = require 'tessera.visitors'

local TOKEN = os.getenv('TESSERA_PURGE_TOKEN') or ''
local METHODS = { GET = true, HEAD = true, POST = true, PUT = true, PATCH = true, DELETE = true, OPTIONS = true }
-- Never stitched, so they need not pass twice.
local STATIC = {}
local ENDINGS = 'avif css eot gif ico jpeg jpg js json map mjs mp3 mp4 otf pdf png svg ttf txt ' ..
  'wasm webm webp woff woff2 xml zip'
for ending in ENDINGS:gmatch('%S+') do
  STATIC[ending] = true
end
local DEEPEST = 3

local behind_port, private

-- @pparam=tessera/tessera.lua @pparam=PORT @pparam=FILE: the second of the ports in records.config, and where purges
-- are noted. With @pparam=private behind it, what is mapped there is about one visitor.
function __init__(arguments)
  behind_port = tonumber(arguments[1])
  if not behind_port then
    print('tessera.lua: the second pparam is ' .. tostring(arguments[1]) .. '; allowed: the port behind')
    return -1
  elseif not arguments[2] then
    print('tessera.lua: the third pparam is missing; allowed: the file in which purges are noted')
    return -1
  end
  if arguments[3] and arguments[3] ~= 'private' then
    print('tessera.lua: the fourth pparam is ' .. arguments[3] .. '; allowed: private, or none')
    return -1
  end
  private = arguments[3] == 'private'
  purges.open(arguments[2])
end

local function refuse(status)
  ts.http.set_resp(status, '')
  ts.hook(TS_LUA_HOOK_SEND_RESPONSE_HDR, answers.refused)
  return 0
end

local function watch()
  ts.hook(TS_LUA_HOOK_SEND_REQUEST_HDR, visitors.leave)
  ts.hook(TS_LUA_HOOK_READ_RESPONSE_HDR, answers.from_origin)
  ts.hook(TS_LUA_HOOK_SEND_RESPONSE_HDR, answers.to_client)
  return 0
end

-- About one visitor, or a form: neither looked for in the cache nor kept.
local function pass(kind)
  ts.ctx['kind'] = kind
  ts.http.config_int_set(TS_LUA_CONFIG_HTTP_CACHE_HTTP, 0)
  return watch()
end

local function shared(kind, site, uri, query)
  ts.ctx['kind'] = kind
  ts.ctx['uri'], ts.ctx['query'] = uri, query
  ts.ctx['at'] = ts.now()
  if kind == 'fragment' then
    ts.client_request.set_uri_params('')
    ts.client_request.set_uri(uri)
    ts.client_request.set_uri_args(query)
  end
  ts.http.set_cache_url(site .. addresses.with(uri, query))
  ts.hook(TS_LUA_HOOK_CACHE_LOOKUP_COMPLETE, site == slots.NOWHERE and slots.complete or lookup.complete)
  return watch()
end

local function fragments(method, path, query, visitor, internal)
  if method ~= 'GET' and method ~= 'HEAD' then
    return nil
  end
  local slot = addresses.slot(path)
  if slot then
    ts.ctx['slot'], ts.ctx['visitor'] = slot, visitor
    local variant = visitors.variant(visitor, slot)
    ts.ctx['tells'] = variant and '' or visitor.tells
    if internal then
      -- The tag stands in HTML.
      query = query:gsub('&amp;', '&')
    end
    return slots.NOWHERE, addresses.fragment_of(slot, variant), addresses.sorted(query)
  end
  local fragment = addresses.fragment(path)
  if fragment then
    -- Only a request of our own may carry what another one tells.
    return slots.SITE, fragment, ts.ctx['phase'] and query or addresses.sorted(query)
  end
  if addresses.is_file(path) then
    return slots.SITE, path, ''
  end
end

local function for_fragment_server(method, path, query, visitor, internal)
  local site, uri, kept = fragments(method, path, query, visitor, internal)
  if site then
    visitors.share()
    return shared('fragment', site, uri, kept)
  elseif internal or path:find('^/tessera/slots/') or path:find('^/tessera/fragments/') then
    return refuse(404)
  end
  visitors.introduce(visitor, visitor.cookie)
  return pass('own')
end

-- A page that is about one visitor; it may have slots, but is never part of another page.
local function for_shop_alone(visitor, internal)
  if internal then
    return refuse(404)
  end
  visitors.ask_for_all()
  visitors.introduce(visitor, visitor.others)
  visitors.send_on(visitor)
  return pass('private')
end

function do_remap()
  local request = ts.client_request
  local method, path, query = request.get_method(), request.get_uri(), request.get_uri_args() or ''
  local parameters = request.get_uri_params() or ''
  -- Traffic Server counts what stands behind a semicolon not to the path, shops do.
  local whole = parameters == '' and path or path .. ';' .. parameters
  if method == 'PURGE' then
    return refuse(purges.answer(request.header, TOKEN))
  elseif not METHODS[method] then
    return refuse(405)
  elseif addresses.refused(whole) then
    return refuse(404)
  end
  local internal = ts.http.is_internal_request() ~= 0
  local behind = request.client_addr.get_incoming_port() == behind_port
  ts.ctx['phase'] = internal and request.header['Tessera-Phase'] or nil
  local visitor = visitors.meet(internal or behind, method, query)
  if addresses.for_fragment_server(path) then
    return for_fragment_server(method, path, query, visitor, internal)
  end
  if private then
    return for_shop_alone(visitor, internal)
  elseif method ~= 'GET' and method ~= 'HEAD' then
    visitors.introduce(visitor, nil)
    return pass('form')
  end
  if internal and (tonumber(request.header['X-Esi-Depth'] or '') or 0) >= DEEPEST then
    return refuse(404)
  end
  visitors.share()
  if behind or ts.ctx['phase'] or STATIC[(path:match('%.(%w+)$') or ''):lower()] then
    ts.ctx['behind'] = behind
    return shared('page', 'http://' .. visitors.host(), whole, query)
  end
  visitors.send_on(visitor)
  request.set_url_scheme('http')
  request.set_url_host('127.0.0.1')
  request.set_url_port(behind_port)
  pass('front')
  return TS_LUA_REMAP_DID_REMAP
end
