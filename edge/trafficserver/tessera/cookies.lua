-- Tessera's cookies, out of all that a visitor sends.

local M = {}

-- Longer headers are no browser's doing; nothing is read from them.
local LONGEST = 16384
local LONGEST_NAME = #'tsr_' + 40

local function each(header)
  header = header or ''
  return (#header <= LONGEST and header or ''):gmatch('%s*([^;=]+)=%s*([^;]*)')
end

local function is_ours(name)
  return name == 'tessera_id' or (#name <= LONGEST_NAME and name:find('^tsr_[a-z][a-z0-9_]*$') ~= nil)
end

local function only(header, wanted)
  local kept = {}
  for name, value in each(header) do
    if wanted(name) then
      kept[#kept + 1] = name .. '=' .. value
    end
  end
  return #kept > 0 and table.concat(kept, '; ') or nil
end

-- The variant that the visitor's decision cookie for this slot names, possible or not.
function M.variant(header, slot)
  for name, value in each(header) do
    if name == 'tsr_' .. slot then
      return value
    end
  end
end

-- Whether the visitor has an id, if only a forged one of the right form.
function M.visitor(header)
  for name, value in each(header) do
    if name == 'tessera_id' then
      return #value == 21 and value:find('^[%w_-]+$') ~= nil
    end
  end
  return false
end

-- The header with nothing but `tessera_id` and `tsr_…`; nil if nothing is left.
function M.own(header)
  return only(header, is_ours)
end

-- The header without them: what the shop itself has set.
function M.others(header)
  return only(header, function(name) return not is_ours(name) end)
end

return M
