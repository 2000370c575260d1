-- How long an answer may be kept, from the field that is meant for a CDN before those for browsers.

local M = {}

-- Of what says nothing about it.
local WHILE = 10
local ERROR = 86400

local STATUSES = {}
for status in ('200 203 204 300 301 302 303 307 308 404 405 410 414 501'):gmatch('%d+') do
  STATUSES[tonumber(status)] = true
end

local function directive(control, name)
  return tonumber((control:match('[%s,]' .. name:gsub('-', '%%-') .. '%s*=%s*"?(%d+)')))
end

local function says(control, name)
  return control:find('[%s,]' .. name:gsub('-', '%%-') .. '[%s,=]') ~= nil
end

local function readable(value)
  return value and ' ' .. value:lower() .. ' ' or nil
end

-- Seconds fresh, then shown while it is refreshed, then shown while the origin fails; nil: not kept.
function M.of(status, header)
  local cache = readable(header['Cache-Control'])
  local cdn = readable(header['CDN-Cache-Control'])
  local surrogate = readable(header['Surrogate-Control'])
  local vary = header['Vary']
  if not STATUSES[status] or header['Set-Cookie'] or (vary and vary:find('*', 1, true)) then
    return nil
  end
  for _, control in pairs({ cache or false, cdn or false, surrogate or false }) do
    if control and (says(control, 'private') or says(control, 'no-store') or says(control, 'no-cache')) then
      return nil
    end
  end
  local control = cdn
  if not control and surrogate and says(surrogate, 'max-age') then
    control = surrogate:gsub('(max%-age%s*=%s*%d+)%+(%d+)', '%1, stale-while-revalidate=%2')
  end
  control = control or cache
  local fresh = control and (directive(control, 's-maxage') or directive(control, 'max-age'))
  fresh = fresh and fresh - (tonumber(header['Age'] or '') or 0)
  if not fresh or fresh <= 0 then
    return nil
  end
  if says(control, 'must-revalidate') or says(control, 'proxy-revalidate') then
    return fresh, 0, 0
  end
  local behind = directive(control, 'stale-while-revalidate') or WHILE
  return fresh, behind, math.max(behind, directive(control, 'stale-if-error') or ERROR)
end

return M
