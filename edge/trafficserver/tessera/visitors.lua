-- What a request says of its visitor: taken off at the door, given only to what may know it.

local addresses = require 'tessera.addresses'
local cookies = require 'tessera.cookies'
local ids = require 'tessera.ids'
local tells = require 'tessera.tells'

local M = {}

-- Of the visitor, a shared object gets to know nothing but these headers.
local SHARED = {
  ['host'] = true,
  ['accept'] = true,
  ['accept-encoding'] = true,
  ['accept-language'] = true,
  ['if-modified-since'] = true,
  ['if-none-match'] = true,
  ['range'] = true,
  ['if-range'] = true,
  ['x-esi-depth'] = true,
}
-- What a visitor could use to pretend to be a proxy, another visitor or part of Tessera.
local FORGED = {
  '^tessera%-', '^x%-tessera%-', '^xkey', '^surrogate%-', '^cdn%-', '^x%-forwarded%-', '^forwarded$', '^x%-esi', '^@',
  '^x%-real%-ip$', '^x%-client%-ip$', '^client%-ip$', '^true%-client%-ip$', '^cf%-connecting%-ip$',
  '^x%-original%-', '^x%-rewrite%-url$', '^x%-http%-method',
}
local OURS = { 'Tessera-Cookie', 'Tessera-Tells', 'Tessera-Phase', 'X-Esi-Depth', 'Client-ip' }

local function strip(unwanted)
  local header = ts.client_request.header
  for name in pairs(ts.client_request.get_headers()) do
    if unwanted(name:lower()) then
      header[name] = nil
    end
  end
end

local function forged(name)
  for _, pattern in ipairs(FORGED) do
    if name:find(pattern) then
      return true
    end
  end
  return false
end

-- Reads the visitor out of a request: of our own requests we believe what they say.
function M.meet(trusted, method, query)
  local header = ts.client_request.header
  if trusted then
    return { cookie = header['Tessera-Cookie'], tells = header['Tessera-Tells'] or '' }
  end
  local visitor = {
    cookie = cookies.own(header['Cookie']),
    others = cookies.others(header['Cookie']),
    tells = tells.all(header, query),
    address = ts.client_request.client_addr.get_ip(),
    scheme = table.concat({ ts.http.get_client_protocol_stack() }, ' '):find('tls', 1, true) and 'https' or 'http',
    host = header['Host'],
    new = ids.wanted(method, header),
  }
  strip(forged)
  return visitor
end

function M.variant(visitor, slot)
  local variant = cookies.variant(visitor.cookie, slot)
  return addresses.is_variant(variant) and variant or nil
end

-- Makes the request one that says nothing of its visitor.
function M.share()
  strip(function(name) return not SHARED[name] end)
  ts.client_request.header['Surrogate-Capability'] = 'tessera="ESI/1.0"'
end

-- Tells the author of an answer that is for nobody else who asks.
function M.introduce(visitor, cookie)
  local header = ts.client_request.header
  header['Cookie'] = cookie
  header['X-Forwarded-For'] = visitor.address
  header['X-Forwarded-Proto'] = visitor.scheme
  header['X-Forwarded-Host'] = visitor.host
end

-- A page that esi.so may stitch: it copies these headers to the requests for the includes.
function M.send_on(visitor)
  local header = ts.client_request.header
  ts.ctx['new'], ts.ctx['scheme'] = visitor.new, visitor.scheme
  header['Tessera-Cookie'] = visitor.cookie
  header['Tessera-Tells'] = visitor.tells
end

-- Takes from a request what would be answered with less than the whole.
function M.ask_for_all()
  local header = ts.client_request.header
  for _, name in ipairs({ 'If-None-Match', 'If-Modified-Since', 'Range', 'If-Range' }) do
    header[name] = nil
  end
end

-- The site that is asked for, in a form that can stand in an address.
function M.host()
  return (ts.client_request.header['Host'] or ''):lower():match('^[%w.:%[%]-]+$') or 'unknown'
end

-- Hook, before a request leaves: nothing of ours goes out.
function M.leave()
  local header = ts.server_request.header
  for _, name in ipairs(OURS) do
    header[name] = nil
  end
  if ts.ctx['kind'] == 'front' or ts.ctx['kind'] == 'private' then
    -- What is to be stitched must not come compressed: esi.so would open it and still call it compressed.
    header['Accept-Encoding'] = nil
  end
  return 0
end

return M
