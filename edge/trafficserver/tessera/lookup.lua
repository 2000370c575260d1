-- What is in the cache: fresh, good while it is refreshed, only better than nothing, or not there.

local addresses = require 'tessera.addresses'
local purges = require 'tessera.purges'
local visitors = require 'tessera.visitors'

local M = {}

-- What is being refreshed behind is not asked for by each thread once more within this time.
local AGAIN_S = 1

-- For how long it is believed that something can't be kept.
local NOT_KEPT_S = 10

local refreshing, refreshing_count = {}, 0
local unkept, unkept_count = {}, 0

local function where()
  return visitors.host() .. addresses.with(ts.ctx['uri'], ts.ctx['query'])
end

-- The header of what the lookup found, with its age; nil if there is nothing or it has been purged.
local function found()
  local status = ts.http.get_cache_lookup_status()
  if status ~= TS_LUA_CACHE_LOOKUP_HIT_FRESH and status ~= TS_LUA_CACHE_LOOKUP_HIT_STALE then
    return nil
  end
  local header = ts.cached_response.header
  local at, fresh, behind, failing = (header['Tessera-Life'] or ''):match('^([%d.]+) ([%d.]+) ([%d.]+) ([%d.]+)$')
  if not at or purges.since(header['Tessera-Tags'] or '', tonumber(at)) then
    ts.http.set_cache_lookup_status(TS_LUA_CACHE_LOOKUP_MISS)
    return nil
  end
  local age = ts.now() - tonumber(at)
  return {
    header = header,
    fresh = age < tonumber(fresh),
    behind = age < tonumber(fresh) + tonumber(behind),
    failing = age < tonumber(fresh) + tonumber(failing),
  }
end

-- A request of our own that passes through the cache, as for anybody.
function M.ask(phase, uri, query, host, varied)
  local header = { ['Host'] = host, ['Tessera-Phase'] = phase }
  for name, value in pairs(varied or {}) do
    header[name] = value
  end
  return ts.fetch('http://' .. host .. addresses.with(uri, query), { header = header })
end

local function refresh_behind()
  local header = ts.client_request.header
  local uri, query, host = ts.ctx['uri'], ts.ctx['query'], visitors.host()
  -- What an answer may vary by: the same visitor's object is to be refreshed.
  local varied, key = {}, where()
  for _, name in ipairs({ 'Accept', 'Accept-Encoding', 'Accept-Language' }) do
    varied[name] = header[name]
    key = key .. ' ' .. (header[name] or '')
  end
  local now = ts.now()
  if (refreshing[key] or 0) + AGAIN_S > now then
    return
  end
  if refreshing_count > 1000 then
    refreshing, refreshing_count = {}, 0
  end
  refreshing[key], refreshing_count = now, refreshing_count + 1
  ts.schedule(TS_LUA_THREAD_POOL_NET, 0, function() M.ask('refresh', uri, query, host, varied) end)
end

local function serve(state)
  ts.ctx['state'] = state
  ts.http.set_cache_lookup_status(TS_LUA_CACHE_LOOKUP_HIT_FRESH)
end

-- Who comes for the same thing at the same time waits for what the first one gets; not if that can't be kept.
local function miss()
  if (unkept[where()] or 0) > ts.now() then
    ts.http.set_server_resp_no_store(1)
  end
  return 0
end

-- What has been asked for can't be kept.
function M.not_kept()
  if unkept_count > 1000 then
    unkept, unkept_count = {}, 0
  end
  unkept[where()], unkept_count = ts.now() + NOT_KEPT_S, unkept_count + 1
end

-- Hook, when the cache has been looked into.
function M.complete()
  local object = found()
  if not object or object.header['Tessera-Esi'] then
    -- What the visitor has is the page as it was stitched.
    visitors.ask_for_all()
  end
  if not object then
    return miss()
  elseif object.fresh then
    serve('HIT')
  elseif object.behind and ts.ctx['phase'] ~= 'refresh' then
    serve('STALE')
    refresh_behind()
  elseif object.failing then
    -- Traffic Server asks whether it has changed, and serves it if the origin fails.
    ts.ctx['stale'] = true
    ts.http.set_cache_lookup_status(TS_LUA_CACHE_LOOKUP_HIT_STALE)
  else
    ts.http.set_cache_lookup_status(TS_LUA_CACHE_LOOKUP_MISS)
    return miss()
  end
  return 0
end

return M
