-- What the request of a visitor without a decision cookie tells. The server names the fields that a slot depends on
-- (`Tessera-Depends`); those, and only those, become part of the fragment's address and so of what is cached.

local M = {}

local CAMPAIGN = { 'source', 'medium', 'name', 'term', 'content' }

local function device_type(agent, hint)
  -- The hint says "mobile" of telephones only, "not mobile" of tablets and desktops alike.
  local lower = agent:lower()
  if hint == '?1' then
    return 'mobile'
  elseif lower:find('ipad') or lower:find('tablet') or lower:find('kindle') or lower:find('playbook') or
      (agent:find('Android') and not agent:find('Mobile')) then
    return 'tablet'
  elseif lower:find('mobi') or lower:find('iphone') or lower:find('ipod') or lower:find('android') then
    return 'mobile'
  elseif hint == '?0' or agent:find('Windows NT') or agent:find('Macintosh') or agent:find('X11') or
      agent:find('CrOS') then
    return 'desktop'
  end
end

local function device_os(agent, hint)
  local plain = hint:match('^"(%a+)"$')
  if plain and #plain <= 20 then
    return plain
  elseif hint:find('Chrome OS') or hint:find('Chromium OS') or agent:find('CrOS') then
    return 'Chrome%20OS'
  elseif agent:find('iPhone') or agent:find('iPad') or agent:find('iPod') then
    return 'iOS'
  elseif agent:find('Android') then
    return 'Android'
  elseif agent:find('Windows') then
    return 'Windows'
  elseif agent:find('Mac OS X') or agent:find('Macintosh') then
    return 'macOS'
  elseif agent:find('Linux') or agent:find('X11') then
    return 'Linux'
  end
end

local function device_browser(agent)
  if agent:find('Edg/') or agent:find('EdgA/') or agent:find('EdgiOS/') or agent:find('Edge/') then
    return 'Microsoft%20Edge'
  elseif agent:find('OPR/') or agent:find('Opera') then
    return 'Opera'
  elseif agent:find('Firefox/') or agent:find('FxiOS/') then
    return 'Firefox'
  elseif agent:find('Chrome/') or agent:find('CriOS/') then
    return 'Chrome'
  elseif agent:find('Safari/') then
    return 'Safari'
  end
end

local function campaign(query, part)
  local value = ('&' .. query):match('&utm_' .. part .. "=([%w_.~%%+!*'()-]+)")
  local behind = value and ('&' .. query):match('&utm_' .. part .. "=[%w_.~%%+!*'()-]+(.?)")
  return value and #value <= 100 and (behind == '' or behind == '&') and value or nil
end

-- Every field that the request tells, as they stand in a query: context.device.type=mobile&context.locale=de …
function M.all(header, page_query)
  local told = {}
  local function tell(field, value)
    if value then
      told[#told + 1] = 'context.' .. field .. '=' .. value
    end
  end
  local agent = header['User-Agent'] or ''
  tell('device.type', device_type(agent, header['Sec-CH-UA-Mobile']))
  tell('device.os', device_os(agent, header['Sec-CH-UA-Platform'] or ''))
  tell('device.browser', device_browser(agent))
  local network = header['ECT'] or ''
  tell('network.type', (network:find('^[234]g$') or network == 'slow-2g') and network)
  tell('network.save_data', (header['Save-Data'] or ''):lower() == 'on' and 'true')
  local locale, behind = (header['Accept-Language'] or ''):match('^%s*([%w-]+)%s*(.?)')
  tell('locale', locale and #locale <= 35 and (behind == '' or behind == ',' or behind == ';') and locale)
  for _, part in ipairs(CAMPAIGN) do
    tell('campaign.' .. part, campaign(page_query or '', part == 'name' and 'campaign' or part))
  end
  return table.concat(told, '&')
end

-- Of what the request tells, the fields that the server has named.
function M.only(told, depends)
  local named, kept = {}, {}
  for field in depends:gmatch('[%w_.]+') do
    named[field] = true
  end
  for pair in told:gmatch('[^&]+') do
    if named[pair:match('^context%.([^=]*)=')] then
      kept[#kept + 1] = pair
    end
  end
  return table.concat(kept, '&')
end

return M
