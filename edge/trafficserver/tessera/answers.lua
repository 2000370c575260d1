-- What happens to answers: on the way into the cache, and on the way out.

local ids = require 'tessera.ids'
local lifetimes = require 'tessera.lifetimes'
local lookup = require 'tessera.lookup'

local M = {}

-- For how long a slot's notice that it is personal is kept. It says nothing about anybody.
local PERSONAL_S = 60
-- What esi.so makes of a longer page is an empty one.
local MOST_BYTES = 1024 * 1024
local INNER = {
  'xkey', 'Surrogate-Key', 'Cache-Tag', 'Edge-Cache-Tag', 'Surrogate-Control', 'CDN-Cache-Control', 'X-Esi', 'Via',
}
local OURS = {
  'Tessera-Delivery', 'Tessera-Depends', 'Tessera-Life', 'Tessera-Tags', 'Tessera-Control', 'Tessera-Esi',
}
local PROBLEM = [[<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>502 Bad Gateway</title>
<h1>502 Bad Gateway</h1>
<p>The server behind this site could not be reached. Please try again.</p>
</html>
]]

local function asks_for_stitching(header)
  local control = (header['Surrogate-Control'] or ''):lower()
  local kind = (header['Content-Type'] or ''):lower()
  -- Compressed pages can't be stitched.
  if header['Content-Encoding'] then
    return false
  end
  local content = ' ' .. (control:match('content%s*=%s*"([^"]*)"') or '') .. ' '
  return (content:find(' esi/1%.0 ') or content:find(' esi/0%.%d+ ')) and kind:find('^%s*text/html%s*;?') and
    not kind:find('^%s*text/html[%w-]')
end

local function tags(header)
  local all = header['xkey'] or ((header['Surrogate-Key'] or '') .. ' ' .. (header['Cache-Tag'] or ''))
  return (all:gsub(',', ' '))
end

-- Into the cache: what Traffic Server has to know of it stands in one Cache-Control, what we have to know in
-- headers of our own.
local function keep(header, fresh, behind, failing)
  ts.ctx['kept'] = true
  header['Tessera-Control'] = header['Cache-Control'] or ''
  header['Tessera-Life'] = string.format('%.6f %g %g %g', ts.ctx['at'], fresh, behind, failing)
  header['Tessera-Tags'] = tags(header)
  -- When an object is too old is decided in lookup.lua; here only when it is of no use any more.
  header['Cache-Control'] = 'max-age=' .. math.ceil(fresh + math.max(behind, failing))
  header['Expires'], header['Pragma'] = nil, nil
end

local function shared_answer(status, header)
  if ts.ctx['kind'] == 'page' then
    header['Tessera-Esi'] = asks_for_stitching(header) and '1' or nil
  end
  local fresh, behind, failing = lifetimes.of(status, header)
  if ts.ctx['kind'] == 'fragment' and header['Tessera-Delivery'] == 'personal' then
    fresh, behind, failing = PERSONAL_S, 0, 0
    header['Surrogate-Key'] = 'tessera slot-' .. (ts.ctx['uri']:match('^/tessera/fragments/([^/]+)') or '')
  end
  if fresh and ts.ctx['kind'] ~= 'personal' then
    keep(header, fresh, behind, failing)
  else
    ts.ctx['control'] = header['Cache-Control'] or false
    header['Cache-Control'] = 'no-store'
    ts.http.set_server_resp_no_store(1)
    if ts.ctx['kind'] ~= 'personal' then
      lookup.not_kept()
    end
  end
end

-- Hands a page over to esi.so.
local function have_stitched(header)
  local request = ts.client_request.header
  ts.ctx['stitched'] = true
  header['X-Esi'] = '1'
  header['Tessera-Control'] = header['Cache-Control']
  -- Of what is private it keeps nothing for itself, whatever its options are.
  header['Cache-Control'] = 'private'
  -- It may compress or not, nobody can know; final.lua gives this back, and compress.so does it.
  request['Tessera-Encoding'], request['Accept-Encoding'] = request['Accept-Encoding'], nil
end

-- Hook, when the origin has answered.
function M.from_origin()
  local response = ts.server_response
  local status, header, kind = response.get_status(), response.header, ts.ctx['kind']
  ts.ctx['answered'] = status
  if kind == 'front' or kind == 'private' then
    local asks = kind == 'front' and header['Tessera-Esi'] or kind == 'private' and asks_for_stitching(header)
    if asks and (tonumber(header['Content-Length'] or '') or 0) <= MOST_BYTES then
      have_stitched(header)
    end
  elseif kind == 'page' or kind == 'fragment' or kind == 'personal' then
    if status == 304 then
      M.unchanged(header)
    else
      shared_answer(status, header)
    end
  end
  return 0
end

-- "Not changed" may come without what it says of the whole; then what was said before still holds.
function M.unchanged(header)
  local before = ts.cached_response.header
  local said = setmetatable({}, { __index = function(_, name)
    return header[name] or (name == 'Cache-Control' and before['Tessera-Control']) or
      (name == 'xkey' and before['Tessera-Tags']) or nil
  end })
  local fresh, behind, failing = lifetimes.of(200, said)
  ts.ctx['control'] = said['Cache-Control'] or false
  if fresh then
    keep(header, fresh, behind, failing)
    header['Tessera-Control'] = said['Cache-Control']
    header['Tessera-Tags'] = tags(said)
  end
end

-- Where the answer came from, if it was in the cache.
local function state_of()
  if ts.ctx['state'] or not ts.ctx['stale'] or (ts.ctx['answered'] and ts.ctx['answered'] < 500) then
    return ts.ctx['state']
  end
  return 'STALE'
end

local function clean(header)
  for _, name in ipairs(INNER) do
    header[name] = nil
  end
  for _, name in ipairs(OURS) do
    header[name] = nil
  end
end

local function problem(header)
  -- A fragment's error must not become part of a page.
  local kind = ts.ctx['kind']
  local body = (kind == 'fragment' or kind == 'personal' or kind == 'own') and '' or PROBLEM
  ts.client_response.set_error_resp(ts.ctx['failed'] or 502, body)
  header['Cache-Control'] = 'no-store'
  header['Content-Type'] = 'text/html; charset=utf-8'
end

-- A stitched page is one visitor's; what described the page before stitching would now lie.
local function stitched(header)
  local control = (header['Tessera-Control'] or ''):lower()
  header['Tessera-Final'] = control:find('no-store', 1, true) and 'private, no-store' or 'private, max-age=0'
  header['ETag'], header['Last-Modified'], header['Expires'] = nil, nil, nil
  if ts.ctx['new'] and not header['Set-Cookie'] then
    header['Set-Cookie'] = ids.cookie(ts.ctx['scheme'])
  end
end

-- Hook, before an answer leaves.
function M.to_client()
  local header = ts.client_response.header
  if ts.ctx['phase'] then
    return 0
  end
  local kind, state = ts.ctx['kind'], state_of()
  if not state and not ts.ctx['answered'] then
    clean(header)
    problem(header)
    return 0
  end
  if ts.ctx['stitched'] then
    stitched(header)
  end
  if kind ~= 'page' and kind ~= 'fragment' and kind ~= 'personal' then
    if kind ~= 'front' then
      header['X-Tessera-Cache'] = 'PASS'
    end
    clean(header)
    return 0
  end
  local control = header['Tessera-Control']
  if not state and not ts.ctx['kept'] then
    control = ts.ctx['control'] or ''
  end
  header['Cache-Control'] = control ~= '' and control or nil
  header['X-Tessera-Cache'] = state or (ts.ctx['kept'] and 'MISS') or 'PASS'
  if ts.ctx['slot'] then
    -- The address says nothing of the variant, so nobody may keep what it gave.
    header['Cache-Control'] = 'private, no-store'
  end
  -- For the one in front; nobody else gets to the port behind.
  local esi = ts.ctx['behind'] and header['Tessera-Esi'] or nil
  clean(header)
  header['Tessera-Esi'] = esi
  return 0
end

function M.refused()
  local header = ts.client_response.header
  header['Cache-Control'] = 'no-store'
  if ts.client_response.get_status() == 401 then
    header['WWW-Authenticate'] = 'Bearer'
  end
  return 0
end

return M
