-- Which fragment a slot is for the visitor who asks. The server says with the fragment itself that it is personal, or
-- what the default depends on; so that is learned first, by a request of our own through the cache.

local addresses = require 'tessera.addresses'
local lookup = require 'tessera.lookup'
local purges = require 'tessera.purges'
local tells = require 'tessera.tells'
local visitors = require 'tessera.visitors'

local M = {}

-- Fragments are the same under every host name.
M.SITE = 'http://tessera'
-- Nothing is ever kept here: only what the cache does not have may be looked for once more, under another address.
M.NOWHERE = 'http://tessera.nowhere'
-- For how long it is believed of a fragment that can't be kept that it is not one of the two.
local NOT_KEPT_S = 10
local MOST_LEARNED = 5000

local learned, learned_count = {}, 0

local function known(key)
  local entry = learned[key]
  if entry and (entry.till < ts.now() or purges.since(entry.tags, entry.at)) then
    learned[key], learned_count = nil, learned_count - 1
    return nil
  end
  return entry
end

local function learn(key, header)
  local at, fresh = (header['Tessera-Life'] or ''):match('^([%d.]+) ([%d.]+) ')
  if learned_count >= MOST_LEARNED then
    learned, learned_count = {}, 0
  end
  local entry = {
    at = tonumber(at) or ts.now(),
    tags = header['Tessera-Tags'] or '',
    personal = header['Tessera-Delivery'] == 'personal',
    depends = header['Tessera-Depends'],
  }
  entry.till = entry.at + (tonumber(fresh) or NOT_KEPT_S)
  if not learned[key] then
    learned_count = learned_count + 1
  end
  learned[key] = entry
  return entry
end

-- A slot whose server said that it is personal: asked for with the visitor's cookies, and not kept.
local function ask_for_visitor()
  local request, visitor = ts.client_request, ts.ctx['visitor']
  local has_id = (visitor.cookie or ''):find('tessera_id=')
  ts.ctx['kind'] = 'personal'
  ts.http.set_server_resp_no_store(1)
  request.header['Cookie'] = visitor.cookie
  request.set_uri('/tessera/slots/' .. ts.ctx['slot'])
  -- Of who has an id the server knows more than their request tells.
  request.set_uri_args(addresses.joined(ts.ctx['query'], has_id and '' or ts.ctx['tells']))
  return 0
end

local function fail(status)
  ts.ctx['failed'] = status
  ts.http.set_server_resp_no_store(1)
  ts.client_request.header['Cache-Control'] = 'only-if-cached'
  return 0
end

-- Hook, when the cache has been looked into: first for nothing, then for the fragment.
function M.complete()
  if ts.ctx['found'] then
    return lookup.complete()
  end
  local request = ts.client_request
  local uri, query = ts.ctx['uri'], ts.ctx['query']
  local key = addresses.with(uri, query)
  local entry = known(key)
  if not entry then
    local answer = lookup.ask('ask', uri, query, visitors.host())
    local header = answer.header or {}
    if header['Tessera-Delivery'] ~= 'personal' and answer.status ~= 200 then
      return fail(answer.status)
    end
    entry = learn(key, header)
  end
  if entry.personal then
    return ask_for_visitor()
  elseif entry.depends and ts.ctx['tells'] ~= '' then
    query = addresses.joined(query, tells.only(ts.ctx['tells'], entry.depends))
    ts.ctx['query'] = query
    request.set_uri_args(query)
  end
  ts.ctx['found'] = true
  ts.http.redo_cache_lookup(M.SITE .. addresses.with(uri, query))
  return 0
end

return M
