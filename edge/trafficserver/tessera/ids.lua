-- The cookie that names a visitor from the first page on, so that all their first beacons speak of one and the same.

local cookies = require 'tessera.cookies'

local M = {}

local LETTERS = 'useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict'
local LENGTH = 21
-- As long as browsers keep any cookie.
local MAX_AGE_S = 400 * 86400
local DOMAIN = os.getenv('TESSERA_COOKIE_DOMAIN') or ''

local function new_id()
  local file = io.open('/dev/urandom', 'rb')
  local bytes = file and file:read(LENGTH)
  if file then
    file:close()
  end
  return bytes and (bytes:gsub('.', function(byte)
    local at = byte:byte() % 64 + 1
    return LETTERS:sub(at, at)
  end))
end

-- Not for who has one, for who asks not to be tracked (Global Privacy Control), and for what is no page view.
function M.wanted(method, header)
  local to = header['Sec-Fetch-Dest'] or ''
  local why = header['Sec-Purpose'] or ''
  return method == 'GET' and not cookies.visitor(header['Cookie']) and header['Sec-GPC'] ~= '1' and
    (to == '' or to == 'document' or to == 'iframe') and not why:find('prefetch') and not why:find('prerender')
end

function M.cookie(scheme)
  local id = new_id()
  return id and table.concat({
    'tessera_id=' .. id,
    '; Max-Age=' .. MAX_AGE_S,
    '; Path=/',
    DOMAIN ~= '' and '; Domain=' .. DOMAIN or '',
    '; HttpOnly',
    scheme == 'https' and '; Secure' or '',
    '; SameSite=Lax',
  }) or nil
end

return M
