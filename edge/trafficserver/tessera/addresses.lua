-- Which addresses there are, and what of them counts.

local M = {}

M.SLOT = '^/tessera/slots/([a-z][a-z0-9_]*)$'
M.FRAGMENT = '^/tessera/fragments/([a-z][a-z0-9_]*)/([^/]+)$'
M.FILE = '^/tessera/[%w_./-]+%.(%w+)$'

-- A slot's name is at most 40 long, a variant's key exactly 12.
local LONGEST_SLOT = 40
local VARIANT = '^' .. string.rep('[%w_-]', 12) .. '$'
local MOST_PAIRS = 9
local OPERATORS = { admin = true, metrics = true, healthz = true, readyz = true }
local FILES = { js = true, css = true, map = true }

-- Operators' addresses are never passed through, however they are written.
function M.refused(path)
  local first = path:match('^/+([^/;]*)')
  if first == nil then
    return false
  end
  return OPERATORS[first:lower()] or first:find('%%[4-7]') ~= nil or (path .. '/'):find('/%.%.?/') ~= nil
end

function M.for_fragment_server(path)
  return path:find('^/tessera/') ~= nil or path:find('^/collect/') ~= nil or path == '/api/personalize'
end

function M.slot(path)
  local slot = path:match(M.SLOT)
  return slot and #slot <= LONGEST_SLOT and slot or nil
end

-- The fragment's address, with `default` where there is no possible variant.
function M.fragment(path)
  local slot, variant = path:match(M.FRAGMENT)
  if slot == nil or #slot > LONGEST_SLOT then
    return nil
  end
  return M.fragment_of(slot, variant)
end

function M.fragment_of(slot, variant)
  return '/tessera/fragments/' .. slot .. '/' .. (M.is_variant(variant) and variant or 'default')
end

function M.is_variant(variant)
  return variant ~= nil and variant:find(VARIANT) ~= nil
end

function M.is_file(path)
  return FILES[path:match(M.FILE) or ''] or false
end

-- A fragment's query: only what it may depend on, in one order, at most eight parameters and the locale. So nothing
-- that is added to an address makes another object.
function M.sorted(query)
  local pairs_, seen, kept = {}, {}, {}
  for pair in query:gmatch('[^&]+') do
    local name, value = pair:match('^([a-z][a-z0-9_]*)=([%w_-]+)$')
    if name and #name <= 40 and #value <= 40 then
      pairs_[#pairs_ + 1] = pair
    end
  end
  table.sort(pairs_)
  for _, pair in ipairs(pairs_) do
    local name = pair:match('^[^=]*')
    if not seen[name] and #kept < MOST_PAIRS then
      seen[name] = true
      kept[#kept + 1] = pair
    end
  end
  return table.concat(kept, '&')
end

function M.joined(query, more)
  if query == '' or more == '' then
    return query .. more
  end
  return query .. '&' .. more
end

function M.with(path, query)
  return query == '' and path or path .. '?' .. query
end

return M
